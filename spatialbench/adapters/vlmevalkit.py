"""VLMEvalKit: TSV files for `$LMUData`, with the pictures in them. Infer there, score here.

`<name>_open.tsv` has the open questions (a "custom VQA dataset" there), `<name>_choice.tsv` those
with options in the columns A, B, … ("custom MCQ"), to which VLMEvalKit adds a prompt of its own.
Both have pictures: VLMEvalKit leaves out rows without. A file without rows is not written. `score`
reads its prediction files.
"""

from __future__ import annotations

import csv
from base64 import b64encode
from pathlib import Path

from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, picture
from spatialbench.errors import InputError
from spatialbench.items.item import Item, letters

_SHARED = ("index", "id", "image", "image_path", "question", "category")


def write(source: Source, folder: Path, options: Options) -> None:
    """The files, named after the set."""
    name = "".join(c if c.isalnum() else "_" for c in str(source.manifest["name"]))
    most = _most_options(source)
    open_file, choice_file = folder / f"{name}_open.tsv", folder / f"{name}_choice.tsv"
    with (
        open_file.open("w", encoding="utf-8", newline="") as plain,
        choice_file.open("w", encoding="utf-8", newline="") as choice,
    ):
        plain_rows = csv.writer(plain, delimiter="\t", lineterminator="\n")
        choice_rows = csv.writer(choice, delimiter="\t", lineterminator="\n")
        plain_rows.writerow(_SHARED)
        choice_rows.writerow([*_SHARED, *letters(most), "answer"])
        for number, asked in enumerate(source.asked(with_key=options.with_key), 1):
            if not asked.item.images:
                continue
            if asked.item.answer_type == "choice":
                choice_rows.writerow([*_row(asked, number), *_options(asked, most)])
            else:
                plain_rows.writerow(_row(asked, number))
    for file in (open_file, choice_file):
        if _is_empty(file):
            file.unlink()
    if not any(folder.iterdir()):
        raise InputError(f"{source.folder}: no item has a picture; VLMEvalKit asks about pictures")


def _is_empty(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        return sum(1 for _, _ in zip(range(2), lines, strict=False)) < 2


def _most_options(source: Source) -> int:
    asked = source._replace(progress=None).asked()
    counts = [len(one.item.options or ()) for one in asked if one.item.answer_type == "choice"]
    return max(counts, default=4)


def _row(asked: Asked, number: int) -> list[str]:
    item = asked.item
    encoded = [b64encode(picture(image)).decode() for image in item.images]
    names = [f"{item.id}_{n}.png" for n in range(1, len(encoded) + 1)]
    one = len(encoded) == 1
    return [
        str(number),
        item.id,
        encoded[0] if one else repr(encoded),
        names[0] if one else repr(names),
        question(item),
        item.task,
    ]


def question(item: Item) -> str:
    """The message as text; of a multiple choice without the options, which VLMEvalKit adds."""
    if item.answer_type != "choice" or not item.options:
        return item.prompt
    lines = [
        f"{a}. {text}" for a, text in zip(letters(len(item.options)), item.options, strict=True)
    ]
    return item.prompt.replace("\n" + "\n".join(lines), "")


def _options(asked: Asked, most: int) -> list[str]:
    options = list(asked.item.options or ())
    answer = "" if asked.key is None else str(asked.key.answer)
    return [*options, *[""] * (most - len(options)), answer]
