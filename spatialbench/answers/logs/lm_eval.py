"""lm-eval and lmms-eval: `samples_<task>_<time>.jsonl`, one line for each item and filter.

Several filters repeat a row; the raw responses `resps` are the same in each, so rows fold. Several
responses to one item are repeats, and so epochs. lmms-eval leaves out the document: the exported
task carries our id in its metric instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.content import text_of
from spatialbench.answers.logs.format import Format, Record, at, row
from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError

FAILED = "[LMMS_EVAL_REQUEST_FAILED"
"""How lmms-eval begins the response of a call that failed for good."""
_GREEDY = {"True", "False"}
"""The second half of a likelihood: whether the continuation was the likeliest."""


def _matches(record: Any) -> bool:
    return isinstance(record, Mapping) and "doc_id" in record and "filtered_resps" in record


def item_id(record: Record) -> Any:
    """Our id: of the document, or carried in a metric where the document is left out."""
    found = at(record, "doc", "id")
    if found is not None:
        return found
    carried = (value.get("id") for value in record.values() if isinstance(value, Mapping))
    return next((one for one in carried if one is not None), None)


def _responses(record: Record) -> Iterator[Any]:
    """All responses: `resps` is a list for each request, with a list for each repeat. lmms-eval
    leaves it out where filters changed nothing."""
    return _leaves(record.get("resps", record["filtered_resps"]))


def _leaves(found: Any) -> Iterator[Any]:
    if isinstance(found, list):
        for one in found:
            yield from _leaves(one)
    else:
        yield found


def _is_likelihood(record: Record) -> bool:
    """Whether there are likelihoods of given texts in the place of generated ones."""
    asked = at(record, "arguments", "gen_args_0")
    if isinstance(asked, Mapping) and not isinstance(asked.get("arg_1"), Mapping):
        return True
    return _has_pair(record.get("resps", record["filtered_resps"]))


def _has_pair(found: Any) -> bool:
    if not isinstance(found, list):
        return False
    if len(found) == 2 and not isinstance(found[0], list) and str(found[1]) in _GREEDY:
        return _is_number(found[0])
    return any(_has_pair(one) for one in found)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _answers(record: Record, where: str, number: int) -> Iterator[Answer]:
    if _is_likelihood(record):
        raise FormatError(
            f"{where}: field resps: expected generated text; got likelihoods, from which no answer "
            f"can be read. Run the task with output_type: generate_until."
        )
    for epoch, said in enumerate(_responses(record), 1):
        response = text_of(said)
        failed = response if response is not None and response.startswith(FAILED) else None
        yield row(where, number, id=item_id(record), epoch=epoch, response=response, error=failed)


LM_EVAL = Format("lm-eval samples", lambda r: _matches(r) and "doc" in r, _answers)
LMMS_EVAL = Format("lmms-eval samples", _matches, _answers)
