"""From a probe to items: the message in one language and one modality, and its key.

    conventions · start · what happens · question · choices · how to end the reply

Only the middle differs between the twins of a probe: `text` tells it, `state` gives it as JSON,
`image` shows the start in pictures and tells what happens, `frames` shows what happens. In films
the question may add by which colour somebody is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple  # JSON

from spatialbench.caster.pixels import LOOKS, Look
from spatialbench.errors import InputError
from spatialbench.geometry.program import Program, encode
from spatialbench.items.choices import choices_of
from spatialbench.items.fingerprint import fingerprint
from spatialbench.items.item import LANGUAGES, Item, Key, Language, Part, Presented, Text, letters
from spatialbench.items.middle import MIDDLES, option_pictures
from spatialbench.items.saying import Voice
from spatialbench.items.wanted import PICTURE_SIZE, Wanted
from spatialbench.items.words import check_words, tables, template
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import short_id
from spatialbench.probes.probe import Film, Probe, Value
from spatialbench.probes.registry import find


def present(
    probe: Probe,
    *,
    language: Language = "en",
    modality: Modality | None = None,
    choices: bool | None = None,
    wording: int | None = None,
    size: int = PICTURE_SIZE,
    look: Look = "shaded",
) -> Item:
    """The probe as an item. `modality` and `choices` are by default the task's first and, where it
    can be asked so, an open question; `wording` picks the paraphrase (default: the probe's own),
    `size` is that of the pictures in pixels, `look` how they are drawn: shaded, line or photo."""
    generator = find(probe.task)
    shown = generator.modalities[0] if modality is None else modality
    offered = "open" not in generator.forms if choices is None else choices
    number = probe.paraphrase if wording is None else wording
    wanted = Wanted(language, shown, offered, number, size, look)
    return _item(probe, wanted, choices_of(probe) if offered else None)


class Coded(NamedTuple):
    """The program of a probe as JSON, and its fingerprint: the same in the keys of all twins."""

    scene: Any
    story: Any
    ask: Any
    fingerprint: str


def coded(probe: Probe) -> Coded:
    """The program of the probe as its keys have it."""
    program = Program(probe.scene, probe.story, probe.ask)
    scene, story, ask = (encode(part) for part in program)
    return Coded(scene, story, ask, fingerprint(probe.task, program))


def with_key(probe: Probe, wanted: Wanted, program: Coded | None = None) -> Presented:
    """The probe as an item, with its key; InputError where the task has no such modality. The
    `program` is that of the probe, for who presents it in several forms."""
    values = choices_of(probe) if wanted.choices else None
    item = _item(probe, wanted, values)
    return Presented(item, _key(probe, item, values, program or coded(probe)), probe)


def _item(probe: Probe, wanted: Wanted, values: list[Value] | None) -> Item:
    _check(probe, wanted)
    options = _options(probe, values, wanted)
    return Item(
        id=_item_id(probe, wanted),
        probe=probe.id,
        task=probe.task,
        family=probe.family,
        level=probe.level,
        language=wanted.language,
        modality=wanted.modality,
        wording=wanted.wording,
        content=_content(probe, wanted, options),
        answer_type="choice" if values else probe.answer_type,
        options=options,
        unit=probe.unit,
        chance=1 / len(values) if values else probe.chance,
        facts=probe.facts,
        axis=probe.axis,
    )


def _check(probe: Probe, wanted: Wanted) -> None:
    check_words(probe.task)
    generator = find(probe.task)
    form = "choice" if wanted.choices else "open"
    if form not in generator.forms:
        raise InputError(f"task {probe.task!r} has no {form} form; it has {generator.forms[0]}")
    offered = generator.modalities
    if wanted.modality not in offered:
        raise InputError(
            f"task {probe.task!r} has no modality {wanted.modality!r}; it has {', '.join(offered)}"
        )
    if wanted.language not in LANGUAGES:
        raise InputError(
            f"language {wanted.language!r} is unknown; there are {', '.join(LANGUAGES)}"
        )
    if wanted.look not in LOOKS:
        raise InputError(f"look {wanted.look!r} is unknown; there are {', '.join(LOOKS)}")


def _item_id(probe: Probe, wanted: Wanted) -> str:
    form = "choice" if wanted.choices else "open"
    return short_id(probe.secret, wanted.language, wanted.modality, form, wanted.wording)


def _options(probe: Probe, values: list[Value] | None, wanted: Wanted) -> tuple[str, ...] | None:
    if values is None:
        return probe.vocabulary or None
    voice = Voice(wanted.language, probe.task)
    return tuple(voice.value(value, probe.answer_type) for value in values)


def _key(probe: Probe, item: Item, values: list[Value] | None, program: Coded) -> Key:
    answer: Value = probe.answer
    rivals: Mapping[str, Value] = probe.rivals
    if values is not None:
        names = letters(len(values))
        answer = names[values.index(probe.answer)]
        rivals = {
            name: names[values.index(value)]
            for name, value in probe.rivals.items()
            if value in values
        }
    return Key(
        id=item.id,
        probe=probe.id,
        task=probe.task,
        answer_type=probe.answer_type,
        answer=answer,
        choices=values,
        rivals=rivals,
        scene=program.scene,
        story=program.story,
        ask=program.ask,
        margins=probe.margins,
        facts=probe.key_facts,
        undetermined=probe.undetermined,
        fingerprint=program.fingerprint,
        film=_footage(probe) if item.modality == "frames" else None,
    )


def _footage(probe: Probe) -> Mapping[str, Any] | None:
    """How the story is filmed, as keys have it; None where pictures are drawn one by one."""
    film = probe.film or Film()
    return None if film.frames else encode(film.footage())


def _content(probe: Probe, wanted: Wanted, options: tuple[str, ...] | None) -> tuple[Part, ...]:
    before, shown, after = MIDDLES[wanted.modality](probe, wanted)
    opening = [
        wanted.say(probe, "convention"),
        wanted.say(probe, "convention-extra"),
        *before,
    ]
    pictured = option_pictures(probe, wanted, options)
    question = _question(probe, wanted, None if pictured else options)
    parts: list[str | Part | None] = [*opening, *shown, *after, question]
    return _joined([*parts, *pictured, _closing(probe, wanted)])


def _joined(parts: Sequence[str | Part | None]) -> tuple[Part, ...]:
    """Texts that follow each other become one, with an empty line between them."""
    found: list[Part] = []
    waiting: list[str] = []
    for part in [*parts, None]:
        if isinstance(part, str):
            waiting.append(part)
        elif part is not None:
            found += [*_whole(waiting), part]
            waiting = []
    return (*found, *_whole(waiting))


def _whole(texts: list[str]) -> list[Part]:
    said = "\n\n".join([text for text in texts if text])
    return [Text(said)] if said else []


def _question(probe: Probe, wanted: Wanted, options: tuple[str, ...] | None) -> str:
    ask = wanted.say(probe, f"ask{probe.variant}") or wanted.say(probe, "ask") or ""
    if not wanted.choices or options is None:
        return ask
    line = wanted.fixed("closing", "option")
    lines = [
        line.format(letter=letter, text=text)
        for letter, text in zip(letters(len(options)), options, strict=True)
    ]
    return "\n".join([ask, *lines])


def _closing(probe: Probe, wanted: Wanted) -> str:
    return _closing_line(probe.task, wanted.language, wanted.wording, wanted.choices, probe.variant)


@lru_cache(maxsize=1024)
def _closing_line(task: str, language: str, number: int, choices: bool, variant: str) -> str:
    closing = tables(language, task)["closing"]
    if choices:
        return str(closing["choice"])
    own, usual = (template(language, task, f"form{v}", number) for v in (variant, ""))
    form = own or usual
    return str(closing["open"].format(form=form or ""))
