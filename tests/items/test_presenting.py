"""From a probe to items: twins that share the answer, keys apart, pictures on demand."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest

from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Image, letters
from spatialbench.items.middle import public_state
from spatialbench.items.present import present, with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.generator import MODALITIES
from spatialbench.probes.make import make
from spatialbench.probes.registry import find, tasks
from spatialbench.sets.media import pixel_hash

TASKS = list(tasks())
FILMED = [task for task in TASKS if "frames" in find(task).modalities]


def forms(task: str) -> list[Wanted]:
    """Every way to present a probe of this task."""
    return [
        Wanted(language, modality, choices, wording, 64)
        for language, modality, choices, wording in product(
            LANGUAGES, MODALITIES, (False, True), (0, 1)
        )
        if modality in find(task).modalities and ["open", "choice"][choices] in find(task).forms
    ]


@pytest.mark.parametrize("task", TASKS)
def test_twins_share_probe_answer_and_puzzle(task: str) -> None:
    """All forms of a probe have one fingerprint, one answer, one program, and different ids."""
    probe = make(task, seed="s", level=3)
    made = [with_key(probe, wanted) for wanted in forms(task)]
    assert {p.item.probe for p in made} == {probe.id}
    assert len({p.key.fingerprint for p in made}) == 1
    assert len({p.item.id for p in made}) == len(made)
    for p in made:
        value = p.key.answer
        if p.key.choices is not None:
            value = p.key.choices[letters(10).index(str(value))]
        assert value == probe.answer


@pytest.mark.parametrize("task", TASKS)
def test_the_key_of_a_choice_holds_letters(task: str) -> None:
    """Answer and rivals are letters of options; a rival that is not offered is left out."""
    probe = make(task, seed="s", level=4)
    key = with_key(probe, Wanted("en", find(task).modalities[0], True, 0, 64)).key
    assert key.choices is not None
    for name, letter in {**key.rivals, "right": key.answer}.items():
        value = key.choices["ABCDEFGHIJ".index(str(letter))]
        assert value == (probe.answer if name == "right" else probe.rivals[name])
    missing = probe.rivals.keys() - key.rivals.keys()
    assert all(probe.rivals[name] not in key.choices for name in missing)


@pytest.mark.parametrize("task", TASKS)
def test_options_are_said_in_the_language_of_the_item(task: str) -> None:
    """The choices of twins are translations of each other, in the same order; open items list the
    labels as data, the same in both languages."""
    probe = make(task, seed="s", level=2)
    english, chinese = (present(probe, language=x, choices=True).options for x in LANGUAGES)
    assert english is not None
    assert chinese is not None
    assert len(english) == len(chinese)
    assert not re.search(r"[a-z]{2}", "".join(chinese))
    if "open" in find(task).forms:
        open_ended = {present(probe, language=language).options for language in LANGUAGES}
        assert open_ended == {probe.vocabulary or None}


@pytest.mark.parametrize("task", TASKS)
def test_the_chance_of_a_choice_is_one_over_its_options(task: str) -> None:
    """And that of an open item is the probe's."""
    probe = make(task, seed="s")
    choice = present(probe, choices=True)
    assert choice.chance == 1 / len(choice.options or ())
    if "open" in find(task).forms:
        assert present(probe).chance == probe.chance


@pytest.mark.parametrize("task", TASKS)
def test_the_probe_s_own_paraphrase_is_used_unless_another_is_wanted(task: str) -> None:
    """Twins ask in the same words, so that they differ in nothing else."""
    probe = make(task, seed="s")
    assert present(probe).wording == probe.paraphrase
    assert present(probe, wording=2).wording == 2


@pytest.mark.parametrize("task", TASKS)
def test_what_happens_unseen_is_not_in_the_state(task: str) -> None:
    """The state is JSON, and holds the events that are told and no other."""
    probe = make(task, seed="s", level=5)
    kinds = {event["kind"] for event in json.loads(public_state(probe))["story"]}
    assert not kinds & {"Leave", "MayLeave"}


@pytest.mark.parametrize("task", [t for t in TASKS if "image" not in find(t).modalities])
def test_a_modality_that_a_task_has_not_is_an_error(task: str) -> None:
    """The message says which it has."""
    with pytest.raises(InputError, match=r"has no modality 'image'; it has text, "):
        present(make(task, seed="s"), modality="image")


def test_an_unknown_language_is_an_error() -> None:
    """The message says which there are."""
    with pytest.raises(InputError, match="language 'fr' is unknown; there are en, zh"):
        present(make(TASKS[0], seed="s"), language="fr")  # type: ignore[arg-type]


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("task", FILMED)
def test_frames_are_told_by_their_number(task: str) -> None:
    """The prompt says how many frames there are, and each has its label in order."""
    item = present(make(task, seed="s", level=1), modality="frames", size=64)
    frames = [image for image in item.images if image.label.startswith("Frame")]
    assert [image.label for image in frames] == [f"Frame {i + 1}" for i in range(len(frames))]
    assert re.search(rf"rames 1 to {len(frames)}\b", item.prompt)


@pytest.mark.parametrize("task", FILMED)
def test_twins_in_two_languages_share_their_pictures(task: str) -> None:
    """A picture is drawn once for all the items that show it; another size is another file."""
    probe = make(task, seed="s")
    english, chinese = (
        present(probe, language=x, modality="frames", size=64).images for x in LANGUAGES
    )
    larger = present(probe, modality="frames", size=96).images
    assert [i.path for i in english] == [i.path for i in chinese]
    assert not {i.path for i in english} & {i.path for i in larger}


@pytest.mark.parametrize("task", [t for t in TASKS if "image" in find(t).modalities])
def test_stills_show_the_start(task: str) -> None:
    """As many pictures as the puzzle has, each another, drawn when they are asked for."""
    probe = make(task, seed="s")
    images = present(probe, modality="image", size=64).images
    pixels = {pixel_hash(_png(image)) for image in images}
    assert len(pixels) == len(images) == len(probe.pictures) + len(probe.option_pictures) > 0


def _png(image: Image) -> bytes:
    assert image.png is not None
    return image.png()


def test_wrapped_cubes_show_no_colour_in_the_film() -> None:
    """In the frames the cube is grey: its colours are to be remembered from the stills."""
    item = present(make("cube/facing-you", seed="s"), modality="frames", size=64)
    still, frame = item.images[0], item.images[-1]
    assert _colourfulness(_png(still)) > 4 * _colourfulness(_png(frame))


def _colourfulness(png: bytes) -> float:
    """The mean difference between the largest and the smallest channel of a pixel."""
    from io import BytesIO

    import numpy as np
    from PIL import Image as Picture

    pixels = np.asarray(Picture.open(BytesIO(png)).convert("RGB"), dtype=float)
    return float((pixels.max(axis=2) - pixels.min(axis=2)).mean())


# --- fingerprints -------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_a_fingerprint_does_not_depend_on_names(task: str) -> None:
    """The same probe under another seed's id has the same fingerprint, in any form."""
    probe = make(task, seed="s")
    found = {with_key(probe, wanted).key.fingerprint for wanted in forms(task)[:4]}
    assert len(found) == 1
    assert re.fullmatch(r"[0-9a-f]{16}", found.pop())


@pytest.mark.parametrize("modality", ["image", "frames"])
def test_a_look_has_pictures_of_its_own(modality: str) -> None:
    """Other files and other pixels, the same words and the same key."""
    probe = make("cube/facing-you", seed="s")
    shaded, line = (present(probe, modality=modality, size=64, look=x) for x in ("shaded", "line"))
    assert (shaded.id, shaded.prompt) == (line.id, line.prompt)
    assert not {i.path for i in shaded.images} & {i.path for i in line.images}
    assert pixel_hash(_png(shaded.images[0])) != pixel_hash(_png(line.images[0]))


def test_an_unknown_look_is_named() -> None:
    """With those that there are."""
    with pytest.raises(InputError, match="'oil' is unknown; there are shaded, line, photo"):
        present(make("cube/facing-you", seed="s"), modality="image", look="oil")
