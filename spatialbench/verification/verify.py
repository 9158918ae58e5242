"""Verifying a whole set: every key measured again, every picture there, unchanged, and an
item's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any  # JSON

from spatialbench.pool import Executor, Progress, shared_out
from spatialbench.sets.question_set import QuestionSet
from spatialbench.verification.keys import Check, Summary, check_key, summarise
from spatialbench.verification.pictures import look_at_pictures

BATCH = 32
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a set found. `troubled` are the first keys that do not agree, `pictures` how
    many were looked at, `picture_faults` what is wrong with them, `refusals` the probes that were
    thrown away when the set was made, by task and reason."""

    summary: Summary
    troubled: tuple[Check, ...]
    pictures: int
    picture_faults: tuple[str, ...]
    refusals: dict[str, dict[str, int]]

    @property
    def passed(self) -> bool:
        """Whether every key agrees and every picture is there and unchanged."""
        return self.summary.passed and not self.picture_faults

    def to_json(self) -> dict[str, Any]:
        """The verification as JSON."""
        return {
            "passed": self.passed,
            "summary": self.summary.to_json(),
            "troubled": [check.to_json() for check in self.troubled],
            "pictures": self.pictures,
            "picture_faults": list(self.picture_faults),
            "refusals": self.refusals,
        }


def verify_set(
    questions: QuestionSet,
    *,
    workers: int = 1,
    executor: Executor = "processes",
    progress: Progress | None = None,
) -> Verification:
    """Derive every answer again from meshes and look at every picture."""
    wanted = int(questions.manifest["counts"]["items"])
    troubled: list[Check] = []

    def watched(checks: Iterable[Check]) -> Iterator[Check]:
        for number, check in enumerate(checks, 1):
            if check.status != "agrees" and len(troubled) < MOST_SHOWN:
                troubled.append(check)
            if progress is not None:
                progress(number, wanted)
            yield check

    records = (key.to_json() for key in questions.keys())  # noqa: SIM118 - not a mapping
    with shared_out(check_key, records, workers=workers, batch=BATCH, executor=executor) as checks:
        summary = summarise(watched(checks))
    looked_at, faults = look_at_pictures(questions)
    return Verification(
        summary, tuple(troubled), looked_at, tuple(faults), questions.manifest["refusals"]
    )
