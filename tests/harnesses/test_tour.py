"""The tour runs from its first cell to its last, and shows what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

TOUR = Path(__file__).parent.parent.parent / "examples" / "tour.ipynb"
MOST_BYTES = 3_000_000  # of all that it shows


def outputs_of(cell: dict[str, Any]) -> dict[str, Any]:
    """What a cell shows, by kind."""
    shown: dict[str, Any] = {}
    for output in cell.get("outputs", []):
        shown |= output.get("data", {})
    return shown


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The cells of the tour after it was run."""
    reason = "nbclient, nbformat and ipykernel are not installed (nox -s notebook)"
    client = pytest.importorskip("nbclient", reason=reason)
    nbformat = pytest.importorskip("nbformat", reason=reason)
    pytest.importorskip("ipykernel", reason=reason)
    pytest.importorskip("pandas", reason=reason)
    tour = nbformat.read(TOUR, as_version=4)
    place = {"metadata": {"path": str(tmp_path_factory.mktemp("tour"))}}
    client.NotebookClient(tour, timeout=300, resources=place).execute()
    return [dict(cell) for cell in tour.cells]


def test_the_tour_is_kept_without_what_it_shows() -> None:
    """Outputs would be stale, and long."""
    kept = json.loads(TOUR.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in kept if cell["cell_type"] == "code"]
    assert code
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


def test_every_cell_runs(cells: list[dict[str, Any]]) -> None:
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))


def test_it_shows_pictures_a_film_and_tables(cells: list[dict[str, Any]]) -> None:
    html = "".join(outputs_of(cell).get("text/html", "") for cell in cells)
    assert "data:image/png" in html
    assert "data:image/webp" in html
    assert html.count("<table") >= 4


def test_what_it_shows_is_not_long(cells: list[dict[str, Any]]) -> None:
    assert len(json.dumps([outputs_of(cell) for cell in cells])) < MOST_BYTES
