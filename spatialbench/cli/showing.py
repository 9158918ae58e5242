"""`show` and `gallery`: probes, as a person sees them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import AsJson, Seed, console, plain, print_json
from spatialbench.cli.outputs import Overwrite, say_what_is_made, writable
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.items.item import Item, Presented
    from spatialbench.probes.probe import Probe


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(show)
    app.command()(gallery)


def show(
    task: Annotated[str, typer.Argument(help="A task's id, with or without its version.")],
    seed: Seed = "demo",
    index: Annotated[int, typer.Option(min=0)] = 0,
    level: Annotated[int | None, typer.Option(min=1, max=5, help="Default: 1.")] = None,
    axis: Annotated[
        int | None, typer.Option(min=1, help="In place of it: so many turns, rolls, swaps …")
    ] = None,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    modality: Annotated[
        str | None, typer.Option(help="text, state, image or frames; default: the task's first.")
    ] = None,
    choices: Annotated[bool, typer.Option("--choices", help="As multiple choice.")] = False,
    wording: Annotated[int | None, typer.Option(min=0, help="Which paraphrase.")] = None,
    size: Annotated[int, typer.Option(min=32, max=2048, help="Pixels of a picture.")] = 512,
    look: Annotated[
        str, typer.Option(help="How pictures are drawn: shaded, line or photo.")
    ] = "shaded",
    camera: Annotated[
        str | None, typer.Option(help="From where instead: head-on, corner or top.")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--3d", help="Write a page in which the scene can be turned: OUT.html."),
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Where pictures are written: each, and all on one sheet.")
    ] = Path("shown"),
    answer: Annotated[bool, typer.Option("--answer/--no-answer", help="Print it, too.")] = True,
    trace: Annotated[
        bool, typer.Option("--trace", help="Print what is true after each step, too.")
    ] = False,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Show one probe: its message, its pictures, its answer and what its rivals say."""
    from spatialbench.items.present import with_key
    from spatialbench.items.wanted import Wanted
    from spatialbench.probes.make import PARAPHRASES, make
    from spatialbench.probes.registry import find

    if wording is not None and wording >= PARAPHRASES:
        raise InputError(f"--wording {wording}: a question has {PARAPHRASES} wordings, from 0 on")
    probe = make(task, seed=seed, index=index, level=level, axis=axis)
    number = probe.paraphrase if wording is None else wording
    generator = find(task)
    wanted = Wanted(
        language,  # type: ignore[arg-type]  # these three are checked there
        modality or generator.modalities[0],  # type: ignore[arg-type]
        choices or "open" not in generator.forms,
        number,
        size,
        look,  # type: ignore[arg-type]
        camera,
    )
    presented = with_key(probe, wanted)
    if camera is not None and not presented.item.images:
        raise InputError(f"--camera {camera}: this item has no pictures; ask for --modality image")
    pictures = write_pictures(presented.item, out)
    if page is not None:
        writable(page, ["html"], overwrite=overwrite, option="--3d")
        write_page(presented.probe, page, size)
        typer.echo(f"3D page: {page} (turned, it shows more than the pictures do)", err=True)
    if as_json:
        record: dict[str, object] = {"item": presented.item.to_json(), "pictures": pictures}
        print_json(record | ({"key": presented.key.to_json()} if answer else {}))
        return
    _print(presented, pictures, answer)
    if trace:
        from spatialbench.items.tracing import trace as traced

        console().print(plain(traced(presented.probe, language=presented.item.language).text))


def gallery(
    out: Annotated[Path, typer.Option(help="The folder to make.")],
    tasks: Annotated[str | None, typer.Option(help="Ids or wildcards, with commas.")] = None,
    size: Annotated[int, typer.Option(min=64, max=1024, help="Pixels of a picture.")] = 320,
) -> None:
    """Make a page with one question of every task and level, in every modality, both languages."""
    from spatialbench.cli.common import progress_bar
    from spatialbench.gallery.gallery import write_gallery
    from spatialbench.items.filters import split
    from spatialbench.sets.suite import matching

    generators = matching(split(tasks) or ("*",))
    say_what_is_made(out.parent)
    is_new = not out.exists()
    try:
        with progress_bar("drawing", quiet=False) as progress:
            page = write_gallery(out, generators, size=size, progress=progress)
    except KeyboardInterrupt:
        if is_new:
            shutil.rmtree(out, ignore_errors=True)
            raise KeyboardInterrupt(f"stopped; nothing was kept: {out} is removed again") from None
        raise KeyboardInterrupt(
            f"stopped; {out} has pictures without a new page: run the same command again"
        ) from None
    typer.echo(f"gallery: {page}", err=True)


def write_page(probe: Probe, page: Path, size: int) -> None:
    """Write a page in which the probe's scene, before anything happens, can be turned."""
    from spatialbench.durable import write_atomically
    from spatialbench.probes.probe import Shot
    from spatialbench.render.turnable import turnable_page

    title = f"{probe.task} · level {probe.level}"
    shots = [picture for picture in probe.pictures if isinstance(picture, Shot)]
    camera = shots[0].camera if shots else None
    wide = camera is None and probe.film is not None and probe.film.wide
    frame = (size * 3 // 2, size * 27 // 32) if wide else size
    write_atomically(page, turnable_page(probe.scene, title, camera=camera, size=frame).encode())


def write_pictures(item: Item, out: Path) -> list[str]:
    """Write the pictures of an item and, of several, a contact sheet; returns the paths."""
    if not item.images:
        return []
    from spatialbench.durable import write_atomically

    pngs = [(image, image.png()) for image in item.images if image.png is not None]
    paths = []
    for number, (_, png) in enumerate(pngs, 1):
        path = out / f"{item.id}-{number:03}.png"
        write_atomically(path, png)
        paths.append(str(path))
    if len(pngs) > 1:
        labels = [str(number) for number in range(1, len(pngs) + 1)]
        sheet = out / f"{item.id}-sheet.png"
        write_atomically(sheet, _sheet([png for _, png in pngs], labels))
        paths.append(str(sheet))
    return paths


def _sheet(pngs: list[bytes], labels: list[str]) -> bytes:
    """All the pictures on one sheet, numbered, as a PNG."""
    from io import BytesIO

    import numpy as np
    from PIL import Image

    from spatialbench.render import contact_sheet

    pixels = [np.asarray(Image.open(BytesIO(png), formats=["PNG"]).convert("RGB")) for png in pngs]
    buffer = BytesIO()
    contact_sheet(pixels, labels).save(buffer, "PNG")
    return buffer.getvalue()


def _print(presented: Presented, pictures: list[str], answer: bool) -> None:
    item, key, probe = presented.item, presented.key, presented.probe
    out = console()
    drawn = f"level {item.level}" if item.axis is None else f"{item.facts[item.axis]} {item.axis}"
    out.rule(plain(f"{item.task}  {drawn}  {item.language}  {item.modality}"))
    out.print(plain(item.prompt))
    out.rule()
    for path in pictures[-1:] if len(pictures) > 3 else pictures:
        out.print(f"picture: {plain(path)}")
    if answer:
        out.print(f"answer: [bold]{plain(key.answer)}[/bold]")
        for name, value in probe.rivals.items():
            out.print(f"  {plain(name)} would say: {plain(value)}")
