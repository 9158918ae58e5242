"""The folder of the test: one page with everything that is said, and beside it the pictures.

Beside the folder, not in it, lies what tells whether somebody was there: the answers to the checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple  # JSON

from spatialbench.durable import own_folder, write_atomically, write_unsynced
from spatialbench.errors import InputError
from spatialbench.items.filters import picked
from spatialbench.items.item import LANGUAGES, Item, Language, Presented
from spatialbench.items.wanted import PICTURE_SIZE
from spatialbench.jsonl import line_of
from spatialbench.people.booklets import booklets
from spatialbench.people.page import library_licence, page, words
from spatialbench.people.practice import Asked, accepted, drawn, shapes_of
from spatialbench.people.telling import pictures_of, told
from spatialbench.sets.question_set import QuestionSet
from spatialbench.sets.recurring import unlike

if TYPE_CHECKING:
    from spatialbench.pool import Progress

MARK = "spatialbench-people.txt"  # in every folder that this wrote: it may be written anew
PAGE = "index.html"
LICENCE = "jspsych-licence.txt"  # jsPsych is in the page, and goes nowhere without its licence
EVERY = 10  # questions for each check
UNSEEN = "state"  # JSON, which is no way to ask a person, unless it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the experimenter wants: `language` None is every one that the set has, `each` the
    questions for a person (None: all), `consent` a text by language in place of ours."""

    language: str | None = None
    each: int | None = None
    practice: int = 4
    post_to: str | None = None
    consent: Mapping[str, str] | None = None
    only: Mapping[str, str | None] | None = None


class Written(NamedTuple):
    """The page, the file with the answers to the checks, and how many questions a person gets in
    how many booklets, by language."""

    page: Path
    checks: Path
    booklets: Mapping[str, Sequence[int]]


class Beside(NamedTuple):
    """Practice and checks, in every language."""

    practice: Mapping[str, list[Presented]]
    checks: Mapping[str, list[Presented]]

    @property
    def all(self) -> Iterator[Presented]:
        """All of them."""
        for shown in (*self.practice.values(), *self.checks.values()):
            yield from shown


def write_people(
    questions: QuestionSet, out: Path, plan: Plan, *, progress: Progress | None = None
) -> Written:
    """Write the folder, and the answers to its checks into `<out>-checks.jsonl` beside it.

    InputError where the set has nothing to ask in that language, where its key (which keeps
    practice apart from the set) is not at hand, or where the folder has something else in it.
    """
    items = _by_language(questions, plan)
    given: dict[str, list[list[str]]] = {
        language: booklets(found, plan.each) for language, found in items.items()
    }
    beside = _beside(questions, items, given, plan)
    checks = out.with_name(f"{out.name}-checks.jsonl")
    if checks.exists() and not (out / MARK).is_file():
        raise InputError(f"--out {out}: there is {checks}, too, of something else. Name another")
    own_folder(out, MARK, "spatialbench people")
    write_atomically(out / LICENCE, library_licence().encode())
    shown = {item.id: told(item) for found in items.values() for item in found}
    write_atomically(out / PAGE, page(_data(questions, plan, shown, given, beside)).encode())
    _write_pictures(questions, out, shown.values(), beside, progress)
    write_atomically(checks, "".join(map(line_of, _keys(beside))).encode())
    sizes = {language: [len(one) for one in found] for language, found in given.items()}
    return Written(out / PAGE, checks, sizes)


def _by_language(questions: QuestionSet, plan: Plan) -> dict[Language, list[Item]]:
    only = {**(plan.only or {}), "language": plan.language}
    found: dict[Language, list[Item]] = defaultdict(list)
    for item in picked(questions.items(), only, lambda item: item):
        if only.get("modality") or item.modality != UNSEEN:
            found[item.language].append(item)
    if not found:
        raise InputError(
            f"{questions.path}: expected questions for people; what is left is `state`, which is "
            f"JSON. Ask for it with --modalities state, or take a set with text or pictures"
        )
    return {language: found[language] for language in LANGUAGES if language in found}


def _beside(
    questions: QuestionSet,
    items: Mapping[Language, Sequence[Item]],
    given: Mapping[str, Sequence[Sequence[str]]],
    plan: Plan,
) -> Beside:
    others = unlike([questions])
    every = [item for found in items.values() for item in found]
    longest = max(len(one) for found in given.values() for one in found)
    size = int(questions.manifest["suite"].get("picture_size", PICTURE_SIZE))
    seed = questions.items_sha256
    practice = drawn(shapes_of(every), plan.practice, seed=f"practice {seed}", unlike=others)
    shapes, wanted = shapes_of(every, choices_only=True), max(1, longest // EVERY)
    checks = drawn(shapes, wanted, seed=f"checks {seed}", unlike=others)

    def presented(asked: Sequence[Asked]) -> dict[str, list[Presented]]:
        return {language: [one.presented(language, size) for one in asked] for language in items}

    return Beside(presented(practice), presented(checks))


def _data(
    questions: QuestionSet,
    plan: Plan,
    shown: Mapping[str, Any],
    given: Mapping[str, Any],
    beside: Beside,
) -> dict[str, Any]:
    """What the page is told."""
    said = words()
    consent = {language: (plan.consent or {}).get(language) for language in said}
    return {
        "set": questions.items_sha256[:16],
        "languages": list(given),
        "words": said,
        "consent": {name: text or said[name]["consent"] for name, text in consent.items()},
        "items": shown,
        "booklets": given,
        "practice": {
            language: [{**told(one.item), "answer": accepted(one)} for one in asked]
            for language, asked in beside.practice.items()
        },
        "checks": {
            language: [told(one.item) for one in asked] for language, asked in beside.checks.items()
        },
        "every": EVERY,
        "post": plan.post_to,
    }


def _write_pictures(
    questions: QuestionSet,
    out: Path,
    shown: Iterable[dict[str, Any]],
    beside: Beside,
    progress: Progress | None,
) -> None:
    paths = list(dict.fromkeys(path for one in shown for path in pictures_of(one)))
    stored = questions.pictures() if paths else None
    for number, path in enumerate(paths, 1):
        if stored is not None:
            write_unsynced(out / path, stored.png(path))
        if progress is not None:
            progress(number, len(paths))
    for image in dict.fromkeys(image for one in beside.all for image in one.item.images):
        if image.png is not None:
            write_unsynced(out / image.path, image.png())


def _keys(beside: Beside) -> Iterator[dict[str, Any]]:
    """A line for each check: its id, what is right, and among how many options."""
    for shown in beside.checks.values():
        for one in shown:
            options = list(one.item.options) if one.item.options else None
            yield {
                "id": one.item.id,
                "answer_type": one.item.answer_type,
                "options": options,
                "answer": one.key.answer,
            }
