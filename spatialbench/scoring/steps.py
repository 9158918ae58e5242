"""Steps that a response writes down, held against what is true after each: where does it go wrong?

Read is what stands in a numbered line as a trace says it (`3. front: red; back: …`), in any order,
as much of it as is said. What is told in other words is not read, and is not wrong. Of a step that
is told twice the last telling counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spatialbench.items.saying import Voice
from spatialbench.items.tracing import Claim, State, Trace
from spatialbench.probes.probe import Term

_LINE = re.compile(
    r"^[ \t>*_#-]{0,8}(?:(?:after[ \t]+)?(?:step|turn|move|roll|swap|fold|cube|state)[ \t]*)?"
    r"第?[ \t]*(\d{1,3})[ \t]*[步次]?(?:之?后)?[ \t*_]{0,4}"
    r"(?:[(（][^()（）\n]{0,80}[)）][ \t*_]{0,4})?[.．:：、)）]",
    re.IGNORECASE,
)
_START, _END = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"  # Chinese has no space between words
_COLON = r"\s*(?:[:：=]|\bis\b|\bare\b|是|为)\s*"
_BETWEEN = r"(?:\s|[,，、;；]|and\b|和)+"


@dataclass(frozen=True, slots=True)
class StepsRead:
    """Of so many steps that there are, how many could be read, and the number of the first that
    says something that is not so: None where none does."""

    steps: int
    read: int
    first_wrong: int | None


def steps_read(response: str, trace: Trace) -> StepsRead:
    """What a response says of the steps of a trace."""
    reader = _Reader(trace)
    told = dict(_told(response, len(trace.states) - 1))
    held = {number: reader.holds(text, trace.states[number]) for number, text in told.items()}
    read = {number: holds for number, holds in held.items() if holds is not None}
    wrong = sorted(number for number, holds in read.items() if not holds)
    return StepsRead(len(trace.states) - 1, len(read), wrong[0] if wrong else None)


def _told(response: str, last: int) -> Iterator[tuple[int, str]]:
    """The numbers of steps with what is said of each: from a numbered line to the next one."""
    number, lines = 0, list[str]()
    for line in response.splitlines():
        begins = _LINE.match(line)
        if begins is not None:
            if 1 <= number <= last:
                yield number, "\n".join(lines)
            number, lines = int(begins[1]), [line[begins.end() :]]
        else:
            lines.append(line)
    if 1 <= number <= last:
        yield number, "\n".join(lines)


class _Reader:
    """Patterns for the claims of a trace: what is told of is as it is said, what is found is any of
    the words that are true anywhere in the trace."""

    def __init__(self, trace: Trace) -> None:
        self._voice = trace.voice
        words = {
            word
            for state in trace.states
            for claim in state
            for term in claim.found.values()
            for word in words_of(term, trace.voice)
        }
        listed = sorted(words, key=lambda word: (-len(word), word))
        self._word = _START + "(?:" + "|".join(map(re.escape, listed)) + ")" + _END
        self._patterns: dict[str, re.Pattern[str]] = {}

    def holds(self, text: str, state: State) -> bool | None:
        """Whether all that is said of a state is so; None where nothing is said."""
        found = [self._said(text, claim) for claim in state]
        told = [
            _same(words, claim, self._voice)
            for words, claim in zip(found, state, strict=True)
            if words is not None
        ]
        return all(told) if told else None

    def _said(self, text: str, claim: Claim) -> dict[str, list[str]] | None:
        """The last that is said of what the claim is about, word by word."""
        last = None
        for match in self._pattern(claim).finditer(text):
            last = match
        if last is None:
            return None
        word = re.compile(self._word, re.IGNORECASE)
        return {name: word.findall(said) for name, said in last.groupdict().items()}

    def _pattern(self, claim: Claim) -> re.Pattern[str]:
        about = {name: self._voice.term(term) for name, term in claim.about.items()}
        template = self._voice.tables["traces"][claim.key]
        kept = f"{template}\n{about}"
        if kept not in self._patterns:
            several = {n for n, (kind, _) in claim.found.items() if kind == "colours"}
            self._patterns[kept] = self._compiled(template, about, several)
        return self._patterns[kept]

    def _compiled(self, template: str, about: dict[str, str], several: set[str]) -> re.Pattern[str]:
        parts = []
        for part in re.split(r"(\{\w+\})", template):
            name = part.strip("{}")
            if not part.startswith("{"):
                parts.append(re.sub(r"(?:\\ )*[:：](?:\\ )*", lambda _: _COLON, re.escape(part)))
            elif name in about:
                parts.append(_START + re.escape(about[name]) + _END)
            elif name in several:
                parts.append(f"(?P<{name}>{self._word}(?:{_BETWEEN}{self._word})*)")
            else:
                parts.append(f"(?P<{name}>{self._word})")
        return re.compile("".join(parts), re.IGNORECASE)


def _same(said: dict[str, list[str]], claim: Claim, voice: Voice) -> bool:
    """Whether these words are what is so."""
    for name, term in claim.found.items():
        true = [word.casefold() for word in words_of(term, voice)]
        told = [word.casefold() for word in said[name]]
        if (told if claim.ordered else sorted(told)) != (true if claim.ordered else sorted(true)):
            return False
    return True


def words_of(term: Term, voice: Voice) -> list[str]:
    """A term word by word: of several colours each."""
    kind, value = term
    if kind == "colours" and isinstance(value, tuple):
        return [voice.label(str(one)) for one in value]
    return [voice.term(term)]
