"""From responses to readings: extraction, judging, and a memory for what was seen before.

Short responses repeat ("B", "ANSWER: red"), so each is read once per kind of question and each
value judged once per item; both memories are bounded or as small as the set.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from spatialbench.answers.rows import Answer
from spatialbench.extraction import extract
from spatialbench.extraction.extract import CUT_OFF, LEAST_GIVEN_BACK
from spatialbench.extraction.readings import Value
from spatialbench.scoring.judging import Judged, judge, sayable
from spatialbench.scoring.outcomes import CODES, NONE
from spatialbench.scoring.questions import Keyed
from spatialbench.scoring.sheet import FAILED_READING, Reading

_SHORT = 200
_REMEMBERED = 1 << 14
_WITHHELD = frozenset({"content_filter", "refusal", "safety", "blocked", "prohibited_content"})

Spec = tuple[str, tuple[str, ...] | None, str | None]
"""Answer type, options, unit: what extraction depends on."""

Read = tuple[Value | None, str, str, tuple[int, int] | None]
"""Value, status, method, span: an extraction, unpacked."""

Extract = Callable[[str, int, int, str | None], Read]


def settled(status: str, value: Value | None, finish: str | None) -> tuple[str, Value | None]:
    """Status and value in the end: what cannot be compared is no answer, a response without an
    answer that ended at a limit of its length is cut off, and an empty one that was withheld is a
    refusal."""
    if status == "ok" and (value is None or not sayable(value)):
        status, value = "unparseable", None
    if status in {"unparseable", "empty"} and (finish or "").lower() in CUT_OFF:
        status = "truncated"
    if status == "empty" and (finish or "").lower() in _WITHHELD:
        status = "refusal"
    return status, value


class Reader:
    """Reads the answers to the items of one set. `judged` and `methods` grow as they are met."""

    def __init__(self, questions: Sequence[Keyed]) -> None:
        self.questions = questions
        self.asked = [one.question for one in questions]
        self.places = {question.id: place for place, question in enumerate(self.asked)}
        self.judged: list[Judged] = []
        self.methods: list[str] = []
        self._numbers: dict[str, int] = {}
        self._places: dict[tuple[int, Hashable], int] = {}
        self._specs, self._spec_of = _specs(questions)
        self._remembered: Extract = lru_cache(_REMEMBERED)(self._extract)

    def read(self, item: int, answer: Answer) -> Reading:
        """How the answer to that item reads."""
        response = answer.response
        if response is None or answer.error:
            return FAILED_READING
        extract_it = self._remembered if len(response) <= _SHORT else self._extract
        asked = item if len(response) >= LEAST_GIVEN_BACK else NONE
        value, status, method, span = extract_it(
            response, self._spec_of[item], asked, answer.finish
        )
        status, value = settled(status, value, answer.finish)
        judged = NONE if value is None else self._judged(item, value)
        start, end = span or (NONE, NONE)
        return Reading(CODES[status], self._method(method), judged, start, end)

    def _extract(self, response: str, spec: int, asked: int, finish: str | None) -> Read:
        """The extraction; `asked` is the item whose prompt may be given back, or NONE."""
        answer_type, options, unit = self._specs[spec]
        prompt = None if asked == NONE else self.questions[asked].prompt
        found = extract(response, answer_type, options, unit=unit, prompt=prompt, finish=finish)
        return found.value, found.status, found.method, found.span

    def _judged(self, item: int, value: Value) -> int:
        token = item, _token(value)
        place = self._places.get(token)
        if place is None:
            place = self._places[token] = len(self.judged)
            self.judged.append(judge(value, self.questions[item], item))
        return place

    def _method(self, method: str) -> int:
        number = self._numbers.get(method)
        if number is None:
            number = self._numbers[method] = len(self.methods)
            self.methods.append(method)
        return number


def _specs(questions: Sequence[Keyed]) -> tuple[list[Spec], list[int]]:
    numbers: dict[Spec, int] = {}
    spec_of = [
        numbers.setdefault((one.question.answer_type, one.options, one.unit), len(numbers))
        for one in questions
    ]
    return list(numbers), spec_of


def _token(value: Value) -> Hashable:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return tuple(sorted(value.items()))
    return value
