"""Building a set: jobs → lines and pictures, with any number of workers, resumable, atomic.

Everything is written into `<folder>.partial`, which takes its name only when the set is complete.
What is written depends on the suite, the seed and the version alone: not on workers, not on how
often the work was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial as partial_of
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from spatialbench.errors import InputError
from spatialbench.items.item import Image
from spatialbench.jsonl import line_of, write_atomically
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.probes.make import make_with
from spatialbench.probes.registry import find
from spatialbench.sets.folder import GROWING, MARKS, finish, manifest_of, open_partial
from spatialbench.sets.generate import presented_forms
from spatialbench.sets.media import pixel_hash
from spatialbench.sets.recurring import Unlike
from spatialbench.sets.seeds import refuse_guessable
from spatialbench.sets.suite import Job, Pictures, Suite, in_keyed_order, plan

BATCH = 8  # jobs handed to a worker at a time


class Made(NamedTuple):
    """What one job gives: lines for each of the growing files."""

    items: str
    keys: str
    media: str
    refused: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished set."""

    path: Path
    items: int
    probes: int
    pictures: int


Progress = Callable[[int, int], None]
"""Called with the number of probes done and wanted."""


def build_set(
    suite: Suite,
    folder: Path,
    *,
    seed: Seed,
    public: bool = True,
    unlike: Unlike | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Built:
    """Write the set of that suite and seed. Interrupted, the same call goes on where it stopped.

    Raises InputError if the folder exists, a partial one belongs to another suite or seed, or the
    set is to be sealed (not `public`) with a seed that is none of `sets.seeds.fresh_seed`; Refused
    where `unlike` refuses every puzzle that is drawn.
    """
    if not public:
        refuse_guessable(seed)
    if folder.exists():
        raise InputError(f"{folder} exists; choose another --out, or remove it first")
    partial = folder.with_name(folder.name + ".partial")
    try:
        return _built(suite, folder, partial, seed, public, unlike, workers, progress)
    except OSError as error:
        raise InputError(
            f"{partial}: cannot be written: {error.strerror or error}. Nothing is lost: make room "
            f"and run the same command again, it goes on where it stopped"
        ) from error
    except BrokenExecutor:
        raise InputError(
            f"{partial}: a worker was stopped from outside, as happens where memory runs out. "
            f"Nothing is lost: run the same command again with fewer --workers"
        ) from None


def _built(
    suite: Suite,
    folder: Path,
    partial: Path,
    seed: Seed,
    public: bool,
    unlike: Unlike | None,
    workers: int,
    progress: Progress | None,
) -> Built:
    _check_look(suite)
    key = seed_key(seed)
    jobs = in_keyed_order(plan(suite), key)
    avoided = () if unlike is None else unlike.sets
    done = open_partial(partial, suite, seed, jobs, unlike=avoided)
    make = partial_of(make_job, key=key, drawn=suite.drawn, folder=partial, unlike=unlike)
    _write_jobs(partial, jobs[done:], make, workers, done, progress)
    manifest = manifest_of(partial, suite, seed, key, public, unlike=avoided)
    finish(partial, folder, manifest, public)
    counts = manifest["counts"]
    return Built(folder, counts["items"], counts["probes"], manifest["media"]["count"])


def _check_look(suite: Suite) -> None:
    """MissingExtra before anything is made, not from a worker in the middle of it."""
    if suite.look == "photo":
        from spatialbench.render.photo import check_installed

        check_installed()


# --- one job ------------------------------------------------------------------------------------


Make = Callable[[Job], Made]


def make_job(
    job: Job, key: bytes, drawn: Pictures, folder: Path, unlike: Unlike | None = None
) -> Made:
    """The lines of one probe; its pictures are written first."""
    refuse = None if unlike is None else unlike.refuses
    probe = make_with(find(job.task), key=key, index=job.index, level=job.level, refuse=refuse)
    items, keys, pictures = [], [], {}
    for presented in presented_forms(probe, job.forms, *drawn):
        items.append(line_of(presented.item.to_json()))
        keys.append(line_of(presented.key.to_json()))
        pictures.update({image.path: image for image in presented.item.images})
    media = [_write_picture(image, folder) for image in pictures.values()]
    refused = "".join([f"{job.task}\t{reason}\n" for reason in probe.refused])
    return Made("".join(items), "".join(keys), "".join(media), refused)


def _write_picture(image: Image, folder: Path) -> str:
    if image.png is None:
        raise ValueError(f"{image.path} cannot be drawn")
    png = image.png()
    write_atomically(folder / image.path, png)
    pixels = pixel_hash(png) if image.pixels is None else image.pixels()
    return line_of({"path": image.path, "pixels": pixels})


def _make_batch(jobs: Sequence[Job], make: Make) -> list[Made]:
    return [make(job) for job in jobs]


def _made(jobs: Sequence[Job], make: Make, workers: int) -> Iterator[Made]:
    if workers <= 1:
        yield from map(make, jobs)
        return
    batches = (jobs[i : i + BATCH] for i in range(0, len(jobs), BATCH))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:

        def hand_out(count: int) -> list[Future[list[Made]]]:
            return [pool.submit(_make_batch, batch, make) for batch in islice(batches, count)]

        waiting = hand_out(3 * workers)  # bounded, so that memory stays flat
        try:
            while waiting:
                yield from waiting.pop(0).result()
                waiting += hand_out(1)
        finally:
            for future in waiting:
                future.cancel()


def _write_jobs(
    partial: Path,
    jobs: Sequence[Job],
    make: Make,
    workers: int,
    done: int,
    progress: Progress | None,
) -> None:
    with ExitStack() as stack:
        files = [
            stack.enter_context((partial / name).open("a", encoding="utf-8", newline="\n"))
            for name in (*GROWING, MARKS)
        ]
        *growing, marks = files
        for number, made in enumerate(_made(jobs, make, workers), done + 1):
            for file, text in zip(growing, made, strict=True):
                file.write(text)
                file.flush()
            sizes = " ".join(str(file.tell()) for file in growing)
            marks.write(f"{number} {sizes}\n")
            marks.flush()
            if progress is not None:
                progress(number, done + len(jobs))
