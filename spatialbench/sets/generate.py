"""Questions as an iterator: nothing is written, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spatialbench.caster.pixels import Look
from spatialbench.items.item import Presented
from spatialbench.items.present import coded, with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.probes.make import make_with
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find
from spatialbench.sets.changes import Changes
from spatialbench.sets.jobs import Form, in_keyed_order
from spatialbench.sets.suite import plan, read_suite


def generate(
    suite: str = "quick", *, seed: Seed, changes: Changes | None = None
) -> Iterator[Presented]:
    """The items of a suite one after the other, each with its key and probe.

    They are those that `spatialbench generate` writes for the same suite and seed; pictures are
    drawn when `item.images[n].png()` is called.
    """
    recipe = (changes or Changes()).applied(read_suite(suite))
    key = seed_key(seed)
    for job in in_keyed_order(plan(recipe), key):
        generator = find(job.task)
        probe = make_with(generator, key=key, index=job.index, level=job.level, axis=job.axis)
        yield from presented_forms(probe, job.forms, recipe.picture_size, recipe.look)


def presented_forms(
    probe: Probe, forms: Sequence[Form], size: int, look: Look = "shaded"
) -> Iterator[Presented]:
    """The probe in each of these forms, once each: its own paraphrase may be asked for twice."""
    seen: set[str] = set()
    program = coded(probe)
    for form in forms:
        wording = probe.paraphrase if form.wording is None else form.wording
        wanted = Wanted(form.language, form.modality, form.choices, wording, size, look)
        presented = with_key(probe, wanted, program)
        if presented.item.id not in seen:
            seen.add(presented.item.id)
            yield presented
