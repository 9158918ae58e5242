"""From a probe to items: the message in one language and one modality, and its key.

    conventions · start · what happens · question · choices · how to end the reply

Only the middle differs between the twins of a probe: `text` tells it, `state` gives it as JSON,
`image` shows the start in pictures and tells what happens, `frames` shows what happens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple  # JSON

from spatialbench.caster.pixels import LOOKS, Look
from spatialbench.errors import InputError
from spatialbench.geometry.film import Frame, Matrix4, frames, matrices
from spatialbench.geometry.kinds import Diagram, Phrase
from spatialbench.geometry.program import Program, encode
from spatialbench.geometry.replay import fitting_history, replay
from spatialbench.geometry.scene import Body, Camera, Scene
from spatialbench.items.choices import choices_of
from spatialbench.items.fingerprint import fingerprint
from spatialbench.items.item import LANGUAGES, Item, Key, Language, Part, Presented, Text, letters
from spatialbench.items.pictures import diagram_of, picture_of
from spatialbench.items.saying import Voice, say
from spatialbench.items.telling import say_story
from spatialbench.items.words import check_words, tables, template
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import short_id
from spatialbench.probes.probe import Picture, Probe, Term, Value
from spatialbench.probes.registry import find

PICTURE_SIZE = 512

Terms = Mapping[str, Term | Phrase]
NOTHING: Terms = MappingProxyType({})


class Wanted(NamedTuple):
    """How a probe is to be presented."""

    language: Language
    modality: Modality
    choices: bool
    wording: int
    size: int
    look: Look = "shaded"
    camera: str | None = None
    """The style of camera in place of the question's own, for looking at a scene from elsewhere."""

    def say(self, probe: Probe, key: str, more: Terms = NOTHING) -> str | None:
        """A sentence of the probe's task; `more` are terms that only the presentation knows."""
        terms = {**probe.words, **more} if more else probe.words
        return say(
            terms,
            probe.task,
            key,
            language=self.language,
            wording=self.wording,
            modality=self.modality,
        )

    def fixed(self, table: str, key: str) -> str:
        """A sentence that has no paraphrases and belongs to no task."""
        return str(tables(self.language)[table][key])


def present(
    probe: Probe,
    *,
    language: Language = "en",
    modality: Modality = "text",
    choices: bool = False,
    wording: int | None = None,
    size: int = PICTURE_SIZE,
    look: Look = "shaded",
) -> Item:
    """The probe as an item. `wording` picks the paraphrase (default: the probe's own), `size` is
    that of the pictures in pixels, `look` how they are drawn: shaded, line or photo."""
    number = probe.paraphrase if wording is None else wording
    wanted = Wanted(language, modality, choices, number, size, look)
    return _item(probe, wanted, choices_of(probe) if choices else None)


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
    )


def _content(probe: Probe, wanted: Wanted, options: tuple[str, ...] | None) -> tuple[Part, ...]:
    before, shown, after = _MIDDLES[wanted.modality](probe, wanted)
    opening = [
        wanted.say(probe, "convention"),
        wanted.say(probe, "convention-extra"),
        *before,
    ]
    pictured = _option_pictures(probe, wanted, options)
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


Middle = tuple[list[str | None], list[Part], list[str | None]]
"""What comes before the pictures, the pictures, what comes after them."""


def _text(probe: Probe, wanted: Wanted) -> Middle:
    return [wanted.say(probe, "start"), wanted.say(probe, "rules"), _story(probe, wanted)], [], []


def _story(probe: Probe, wanted: Wanted) -> str:
    return say_story(
        probe,
        probe.task,
        language=wanted.language,
        wording=wanted.wording,
        modality=wanted.modality,
    )


def _state(probe: Probe, wanted: Wanted) -> Middle:
    legend = f"{wanted.fixed('state', 'legend')} {wanted.say(probe, 'state')}"
    before = [wanted.say(probe, "film-start"), legend, public_state(probe)]
    return [*before, wanted.say(probe, "rules")], [], []


def public_state(probe: Probe) -> str:
    """The bodies and what is told of the story, as JSON; what happens unseen is left out."""
    story = tuple(event for event in probe.story if not event.secret)
    state = {"bodies": encode(probe.scene.bodies), "story": encode(story)}
    return json.dumps(state, separators=(",", ":"))


def _image(probe: Probe, wanted: Wanted) -> Middle:
    before = [wanted.say(probe, "pictures")]
    return before, _stills(probe, wanted), [_story(probe, wanted)]


def _stills(probe: Probe, wanted: Wanted) -> list[Part]:
    label = wanted.fixed("pictures", "picture")
    return [
        _pictured(probe, picture, ("still", number), label.format(number=number), wanted)
        for number, picture in enumerate(probe.pictures, 1)
    ]


def _option_pictures(probe: Probe, wanted: Wanted, options: tuple[str, ...] | None) -> list[Part]:
    """The choices as pictures, where the task shows them so; their order is that of the letters."""
    if not probe.option_pictures or not wanted.choices or options is None:
        return []
    label = wanted.fixed("pictures", "option")
    shown = zip(letters(len(options)), choices_of(probe), strict=True)
    return [
        _pictured(
            probe,
            probe.option_pictures[str(value)],
            ("option", ord(letter)),
            label.format(letter=letter),
            wanted,
        )
        for letter, value in shown
    ]


def _pictured(
    probe: Probe, picture: Picture, place: tuple[str, int], label: str, wanted: Wanted
) -> Part:
    path = _path(probe, *place, wanted)
    if isinstance(picture, Diagram):
        return diagram_of(path, label, picture, wanted.size)
    scene = picture.scene or probe.scene
    return picture_of(
        path,
        label,
        scene,
        _poses_after(probe, scene, picture.after),
        wanted.camera or picture.camera,
        (wanted.size, wanted.size),
        wanted.look,
    )


def _poses_after(probe: Probe, scene: Scene, events: int) -> dict[str, Matrix4] | None:
    """Where everything is when so many events have happened; None at the start."""
    if not events:
        return None
    return matrices(replay(scene, fitting_history(scene, probe.story)[:events])[-1])


def _path(probe: Probe, kind: str, number: int, wanted: Wanted) -> str:
    named = (number, wanted.size, *((wanted.look,) if wanted.look != LOOKS[0] else ()))
    return f"media/{short_id(probe.secret, kind, *named)}.png"


def _frames(probe: Probe, wanted: Wanted) -> Middle:
    film = _film(probe, wanted)
    told = wanted.say(probe, "film", {"frames": ("number", len(film))}) or ""
    if probe.film is not None and probe.film.wrapped:
        stills: list[Part] = [*_stills(probe, wanted), Text(told)]
        return [wanted.say(probe, "pictures")], [*stills, *film], []
    keys = ("film-start", "rules", "film-extra")
    return [*(wanted.say(probe, key) for key in keys), told], film, []


def _film(probe: Probe, wanted: Wanted) -> list[Part]:
    wrapped = probe.film.wrapped if probe.film else ()
    bodies = tuple(_wrap(body) if body.name in wrapped else body for body in probe.scene.bodies)
    scene = replace(probe.scene, bodies=bodies)
    label = wanted.fixed("pictures", "frame")
    wide = probe.film is not None and probe.film.wide
    story = probe.film.story if probe.film is not None and probe.film.story else probe.story
    size = (wanted.size * 3 // 2, wanted.size * 27 // 32) if wide else (wanted.size, wanted.size)
    camera = _still_camera(wanted.camera, scene, size)
    return [
        picture_of(
            _path(probe, "frame", number, wanted),
            label.format(number=number),
            _in_sight(scene, frame),
            frame.poses,
            camera,
            size,
            wanted.look,
        )
        for number, frame in enumerate(frames(scene, fitting_history(scene, story)), 1)
    ]


def _still_camera(style: str | None, scene: Scene, size: tuple[int, int]) -> Camera | None:
    """The camera of that style for a whole film: that of its first frame."""
    if style is None:
        return None
    from spatialbench.caster.cameras import camera_of

    return camera_of(style, scene, size=size)


def _in_sight(scene: Scene, frame: Frame) -> Scene:
    bodies = tuple(body for body in scene.bodies if body.name not in frame.unseen)
    return replace(scene, bodies=bodies)


def _wrap(body: Body) -> Body:
    return replace(body, colour="grey", marks=())


_MIDDLES: Mapping[Modality, Callable[[Probe, Wanted], Middle]] = {
    "text": _text,
    "state": _state,
    "image": _image,
    "frames": _frames,
}
