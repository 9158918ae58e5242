"""The middle of a message, where the twins of a probe differ: text, JSON, pictures, films."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from spatialbench.caster.pixels import LOOKS
from spatialbench.geometry.film import Frame, Matrix4, frames, matrices
from spatialbench.geometry.kinds import Diagram
from spatialbench.geometry.program import encode
from spatialbench.geometry.replay import fitting_history, replay
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Body, Camera, Mark, Scene
from spatialbench.items.choices import choices_of
from spatialbench.items.item import Part, Text, letters
from spatialbench.items.pictures import diagram_of, picture_of
from spatialbench.items.telling import say_story
from spatialbench.items.wanted import Wanted
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import short_id
from spatialbench.probes.probe import Film, Picture, Probe, Term

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
    told = [wanted.fixed("state", "legend"), wanted.say(probe, "state") or ""]
    legend = ("" if wanted.language == "zh" else " ").join(told)
    before = [wanted.say(probe, "film-start"), legend, public_state(probe)]
    return [*before, wanted.say(probe, "rules")], [], []


def public_state(probe: Probe) -> str:
    """The bodies and what is told of the story, as JSON; what happens unseen is left out."""
    story = tuple(event for event in probe.story if not event.secret)
    state = {"bodies": encode(probe.scene.bodies), "story": encode(story)}
    return json.dumps(state, separators=(",", ":"))


def _image(probe: Probe, wanted: Wanted) -> Middle:
    before = [wanted.say(probe, "pictures")]
    return before, _stills(probe, probe.pictures, wanted), [_story(probe, wanted)]


def _stills(probe: Probe, pictures: Sequence[Picture], wanted: Wanted) -> list[Part]:
    label = wanted.fixed("pictures", "picture")
    return [
        _pictured(probe, picture, ("still", number), label.format(number=number), wanted)
        for number, picture in enumerate(pictures, 1)
    ]


def option_pictures(probe: Probe, wanted: Wanted, options: tuple[str, ...] | None) -> list[Part]:
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
    filmed = probe.film or Film()
    numbers = {"frames": len(film), "each": filmed.frames_a_turn or 0}
    said: dict[str, Term] = {name: ("number", number) for name, number in numbers.items()}
    told = wanted.say(probe, "film", said) or ""
    if filmed.wrapped:
        shown = probe.pictures if filmed.stills is None else filmed.stills
        stills: list[Part] = [*_stills(probe, shown, wanted), Text(told)]
        return [wanted.say(probe, "pictures")], [*stills, *film], []
    keys = ("film-start", "rules", "film-extra")
    return [*(wanted.say(probe, key) for key in keys), told], film, []


def _film(probe: Probe, wanted: Wanted) -> list[Part]:
    label = wanted.fixed("pictures", "frame")
    if probe.film is not None and probe.film.frames:
        return [
            _pictured(probe, frame, ("frame", number), label.format(number=number), wanted)
            for number, frame in enumerate(probe.film.frames, 1)
        ]
    film = probe.film or Film()
    bodies = tuple(
        wrapped_in(film.paper, body) if body.name in film.wrapped else body
        for body in probe.scene.bodies
    )
    scene = replace(probe.scene, bodies=bodies)
    wide = film.wide
    story = fitting_history(scene, film.story or probe.story)
    size = (wanted.size * 3 // 2, wanted.size * 27 // 32) if wide else (wanted.size, wanted.size)
    camera = _still_camera(wanted.camera, scene, size)
    moments = list(frames(scene, story, film.footage()))
    firsts = _firsts(scene, moments)
    return [
        picture_of(
            _path(probe, "frame", first, wanted),
            label.format(number=number),
            _in_sight(scene, moment),
            moment.poses,
            camera,
            size,
            wanted.look,
        )
        for number, (first, moment) in enumerate(zip(firsts, moments, strict=True), 1)
    ]


def _firsts(scene: Scene, moments: Sequence[Frame]) -> list[int]:
    """For each frame, the number of the first that looks the same: they share a picture."""
    seen: dict[bytes, int] = {}
    return [
        seen.setdefault(_looks(_in_sight(scene, moment), moment), number)
        for number, moment in enumerate(moments, 1)
    ]


def _looks(scene: Scene, moment: Frame) -> bytes:
    """What is in sight, and where."""
    return b"".join(body.name.encode() + moment.poses[body.name].tobytes() for body in scene.bodies)


def _still_camera(style: str | None, scene: Scene, size: tuple[int, int]) -> Camera | None:
    """The camera of that style for a whole film: that of its first frame."""
    if style is None:
        return None
    from spatialbench.caster.cameras import camera_of

    return camera_of(style, scene, size=size)


def _in_sight(scene: Scene, frame: Frame) -> Scene:
    bodies = tuple(body for body in scene.bodies if body.name not in frame.unseen)
    return replace(scene, bodies=bodies)


def wrapped_in(paper: Mark, body: Body) -> Body:
    """The body with that paper around it, the same on every face: nothing shows how it lies."""
    marks = () if paper.glyph is None else tuple((face, paper) for face in FACES)
    return replace(body, colour=paper.colour, marks=marks)


MIDDLES: Mapping[Modality, Callable[[Probe, Wanted], Middle]] = {
    "text": _text,
    "state": _state,
    "image": _image,
    "frames": _frames,
}
