"""The example of the docs, run."""

import re
from pathlib import Path

import numpy as np

PAGE = Path(__file__).parents[2] / "docs" / "pictures.md"


def test_the_example_of_the_docs_does_what_its_comments_say() -> None:
    """Shapes, types and the visible share; and the next block's names exist."""
    first, second = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)[:2]
    names: dict = {}
    exec(first, names)  # our own page
    exec(second.split("\n")[0], names)
    picture = names["picture"]
    assert (picture.image.shape, picture.image.dtype) == ((256, 256, 3), np.uint8)
    assert (picture.ids.shape, picture.ids.dtype) == ((256, 256), np.int16)
    assert (picture.depth.shape, picture.depth.dtype) == ((256, 256), np.float32)
    stated = re.search(r'"ball": ([\d.]+)…, "screen": ([\d.]+)', first)
    assert stated is not None
    found = picture.visible_fraction()
    assert f"{found['ball']:.4f}".startswith(stated[1])
    assert found["screen"] == float(stated[2])
    assert names["export_glb"](names["scene"])[:4] == b"glTF"
