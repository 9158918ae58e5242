"""Results without some items: what an erratum leaves of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spatialbench.errors import InputError
from spatialbench.scoring.results import Results
from spatialbench.scoring.results_file import from_json, to_json

KEPT = 5  # ids that the note names


def without(results: Results, ids: Collection[str]) -> Results:
    """The results as if these items had never been asked: everything is counted again, and a note
    says what was left out. What options and values were said is counted no more.

    InputError for an id that the results do not have, and where nothing would be left.
    """
    gone = set(ids)
    unknown = sorted(gone - {question.id for question in results.questions})
    if unknown:
        raise InputError(
            f"{results.model!r}: expected ids of items of these results; there is no {unknown[0]!r}"
        )
    record = to_json(results, with_key=True)
    for name in ("items", "outcomes"):
        record[name] = [one for one in record[name] if one["id"] not in gone]
    if not record["items"]:
        raise InputError(f"{results.model!r}: no item would be left")
    record |= {"letters": [], "values": []}
    told = from_json(record)
    probes = len({question.probe for question in told.questions})
    first, more = ", ".join(sorted(gone)[:KEPT]), ", …" * (len(gone) > KEPT)
    note = f"without {len(gone)} item{'s' * (len(gone) != 1)}: {first}{more}"
    return replace(
        told,
        question_set=replace(told.question_set, items=len(told.questions), probes=probes),
        answers=replace(told.answers, notes=(*told.answers.notes, note)),
    )
