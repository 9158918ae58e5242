"""The same pixels in every process, whatever the CPU's vector units and BLAS."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_scenes import moments

from spatialbench.render import render

HERE = Path(__file__).parent
GOLDEN = HERE / "data" / "pixel_hashes.json"
SIZE = 96
PER_PIXEL = (
    "caster/rays.py",
    "caster/hits.py",
    "caster/triangles.py",
    "caster/frame.py",
    *(
        f"render/{p.name}"
        for p in (HERE.parents[1] / "spatialbench/render").glob("*.py")
        if p.name not in ("solids.py", "photo.py")  # for other programs, which draw as they do
    ),
)
FORBIDDEN = re.compile(
    r"\bnp\.(exp|expm1|log|log2|log10|sin|cos|tan|arc\w+|power|float_power|pow|dot|vdot|matmul|"
    r"einsum|inner|outer|tensordot|cross|hypot|cbrt|linalg|fft|random)\b|\s@\s|\*\*(?![\w{])|"
    r"\bmath\.(exp|pow|sin|cos)"
)


def hashes(size: int = SIZE) -> dict[str, str]:
    """The pixel hash of every sample scene."""
    return {
        name: render(moment.scene, poses=moment.all_poses, size=size).pixel_hash()
        for name, moment in moments().items()
    }


def hashes_elsewhere(**environment: str) -> dict[str, str]:
    """The same, computed by a fresh process."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "test_determinism.py")],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def dispatched_features() -> str:
    """Every CPU feature that numpy chooses at run time on this machine."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return " ".join(f for f in __cpu_dispatch__ if __cpu_features__.get(f))


ENVIRONMENTS = {
    "another process": {},
    "no CPU dispatch": {"NPY_DISABLE_CPU_FEATURES": dispatched_features()},
    "another BLAS kernel": {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_pixels_are_the_same_in(environment: str) -> None:
    """Every sample scene has its golden pixels there too."""
    assert hashes_elsewhere(**ENVIRONMENTS[environment]) == json.loads(GOLDEN.read_text())


@pytest.mark.parametrize("name", moments())
def test_a_scene_has_its_golden_pixels(name: str) -> None:
    """A change of any pixel is a change that somebody meant, and renewed the file for."""
    moment = moments()[name]
    found = render(moment.scene, poses=moment.all_poses, size=SIZE).pixel_hash()
    assert found == json.loads(GOLDEN.read_text())[name]


@pytest.mark.parametrize("file", PER_PIXEL)
def test_pixel_code_uses_plain_arithmetic_only(file: str) -> None:
    """No function whose last bits depend on the machine, and no matrix product."""
    source = (HERE.parents[1] / "spatialbench" / file).read_text(encoding="utf-8")
    code = re.sub(r'"""[\s\S]*?"""|#.*', "", source)
    assert FORBIDDEN.findall(code) == []


if __name__ == "__main__":
    if "--renew" in sys.argv:
        GOLDEN.parent.mkdir(exist_ok=True)
        text = json.dumps(hashes(), indent=1, ensure_ascii=False)
        GOLDEN.write_text(text + "\n", encoding="utf-8")
    else:
        print(json.dumps(hashes()))
