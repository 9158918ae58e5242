"""Building a set: jobs → lines and pictures, with any number of workers, resumable, atomic.

Everything is written into `<folder>.partial`, which takes its name only when the set is complete.
What is written depends on the suite, the seed and the version alone: not on workers, not on how
often the work was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial as with_first
from pathlib import Path
from typing import NamedTuple

from spatialbench.durable import kept, write_unsynced
from spatialbench.errors import InputError, WorkerLost
from spatialbench.items.item import Image
from spatialbench.jsonl import line_of
from spatialbench.pool import Executor, Progress, shared_out
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.probes.make import make_with
from spatialbench.probes.registry import find
from spatialbench.sets.folder import finish, manifest_of, open_partial
from spatialbench.sets.generate import presented_forms
from spatialbench.sets.jobs import Job, Jobs, in_keyed_order
from spatialbench.sets.marks import GROWING, MARKS, Made, Mark, digest_of
from spatialbench.sets.media import pixel_hash
from spatialbench.sets.recurring import Unlike
from spatialbench.sets.seeds import refuse_guessable
from spatialbench.sets.sharding import Note, Sharding, check_shards, make_shard
from spatialbench.sets.suite import Pictures, Suite, plan

BATCH = 8  # jobs handed to a worker at a time


class Crew(NamedTuple):
    """How many make the probes, of what kind they are, and into how many shards they write; None
    where they hand what they make to this process, which writes one file."""

    workers: int
    executor: Executor
    shards: int | None


class Ordered(NamedTuple):
    """All jobs, and the key to their order."""

    jobs: Jobs
    key: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """A finished set."""

    path: Path
    items: int
    probes: int
    pictures: int


def build_set(
    suite: Suite,
    folder: Path,
    *,
    seed: Seed,
    public: bool = True,
    unlike: Unlike | None = None,
    workers: int = 1,
    executor: Executor = "processes",
    shards: int | None = None,
    progress: Progress | None = None,
) -> Built:
    """Write the set of that suite and seed, in one file or in so many shards. Interrupted, the same
    call goes on where it stopped.

    Raises InputError if the folder exists, a partial one belongs to another suite or seed, there
    are more shards than probes, or the set is to be sealed (not `public`) with a seed that is none
    of `sets.seeds.fresh_seed`; Refused where `unlike` refuses every puzzle that is drawn.
    """
    if not public:
        refuse_guessable(seed)
    _refuse_existing(folder)
    partial = folder.with_name(folder.name + ".partial")
    try:
        crew = Crew(workers, executor, shards)
        return _built(suite, folder, partial, seed, public, unlike, crew, progress)
    except OSError as error:
        raise InputError(
            f"{partial}: cannot be written: {error.strerror or error}. Nothing is lost: make room "
            f"and run the same command again, it goes on where it stopped"
        ) from error
    except WorkerLost as error:
        raise WorkerLost(
            f"{partial}: {error}. Nothing is lost: it goes on where it stopped"
        ) from None


def _built(
    suite: Suite,
    folder: Path,
    partial: Path,
    seed: Seed,
    public: bool,
    unlike: Unlike | None,
    crew: Crew,
    progress: Progress | None,
) -> Built:
    _check_installed(suite, crew)
    key = seed_key(seed)
    jobs = plan(suite)
    if crew.shards is not None:
        check_shards(crew.shards, len(jobs))
    avoided = () if unlike is None else unlike.sets
    with kept(partial, "a set"):
        _refuse_finished(folder, partial)
        done = open_partial(
            partial,
            suite,
            seed,
            jobs,
            workers=crew.workers,
            unlike=avoided,
            shards=crew.shards,
        )
        make = with_first(make_job, key, suite.drawn, partial, unlike)
        notes: list[Note] = []
        if crew.shards is None:
            _write_jobs(partial, Ordered(jobs, key), make, crew, done, progress)
        else:
            sharding = Sharding(suite, key, partial, crew.shards, make)
            notes = _write_shards(sharding, len(jobs), crew, progress)
        manifest = manifest_of(partial, suite, seed, key, public, unlike=avoided, notes=notes)
        finish(partial, folder, manifest, public)
    counts = manifest["counts"]
    return Built(folder, counts["items"], counts["probes"], manifest["media"]["count"])


def _refuse_existing(folder: Path) -> None:
    if folder.exists():
        raise InputError(f"{folder} exists; choose another --out, or remove it first")


def _refuse_finished(folder: Path, partial: Path) -> None:
    """Another process may have finished the set since."""
    if folder.exists():
        with suppress(OSError):  # it holds something
            partial.rmdir()
        _refuse_existing(folder)


def _check_installed(suite: Suite, crew: Crew) -> None:
    """MissingExtra before anything is made, not from a worker in the middle of it."""
    if suite.look == "photo":
        from spatialbench.render import photo

        photo.check_installed()
    if crew.executor == "ray":
        from spatialbench import on_ray

        on_ray.check_installed()


# --- one job ------------------------------------------------------------------------------------


Make = Callable[[Job], Made]


def make_job(key: bytes, drawn: Pictures, folder: Path, unlike: Unlike | None, job: Job) -> Made:
    """The lines of one probe; its pictures are written first."""
    refuse = None if unlike is None else unlike.refuses
    probe = make_with(
        find(job.task), key=key, index=job.index, level=job.level, axis=job.axis, refuse=refuse
    )
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
    write_unsynced(folder / image.path, png)
    pixels = pixel_hash(png) if image.pixels is None else image.pixels()
    return line_of({"path": image.path, "pixels": pixels})


def _write_jobs(
    partial: Path,
    jobs: Ordered,
    make: Make,
    crew: Crew,
    done: Mark,
    progress: Progress | None,
) -> None:
    with ExitStack() as stack:
        *growing, marks = [
            stack.enter_context((partial / name).open("ab")) for name in (*GROWING, MARKS)
        ]
        left = in_keyed_order(*jobs, done.number)
        shared = shared_out(make, left, workers=crew.workers, executor=crew.executor, batch=BATCH)
        all_made = stack.enter_context(shared)
        for number, made in enumerate(all_made, done.number + 1):
            texts = [text.encode() for text in made]
            for file, text in zip(growing, texts, strict=True):
                file.write(text)
                file.flush()
            sizes = tuple(file.tell() for file in growing)
            marks.write(Mark(number, sizes, digest_of(texts)).line().encode())
            marks.flush()
            if progress is not None:
                progress(number, len(jobs.jobs))


def _write_shards(
    sharding: Sharding, probes: int, crew: Crew, progress: Progress | None
) -> list[Note]:
    """The notes of all shards, each made by a worker that writes it, if it is not there."""
    notes: list[Note] = []
    done = 0
    numbers = range(sharding.shards)
    work = with_first(make_shard, sharding)
    ahead = -(-sharding.shards // crew.workers)  # all: nobody waits where an early one takes long
    shared = shared_out(work, numbers, workers=crew.workers, executor=crew.executor, ahead=ahead)
    with shared as found:
        for note in found:
            notes.append(note)
            done += note.counts["probes"]
            if progress is not None:
                progress(done, probes)
    return notes
