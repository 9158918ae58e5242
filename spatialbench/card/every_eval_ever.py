"""Results in the schema of Every Eval Ever, version 0.3.0 (https://evalevalai.com): one object for
a model on a set, and one line for each answer.

When a record is made is not known here, since the same answers give the same bytes: it is given,
or is the day that the protocol says, or the epoch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any  # JSON

from spatialbench.card.columns import UNKNOWN
from spatialbench.card.row import Row, Share, row_of
from spatialbench.scoring.outcomes import Outcome
from spatialbench.scoring.results import Results

VERSION = "0.3.0"
PARTS = ("families", "languages", "modalities")


def aggregate(results: Results, *, organisation: str = UNKNOWN) -> dict[str, Any]:
    """The aggregate record of a model: everything, then each ability, language and modality."""
    row = row_of(results)
    made = _timestamp(row)
    return {
        "schema_version": VERSION,
        "evaluation_id": _id(row, made),
        "retrieved_timestamp": made,
        **({"evaluation_timestamp": row.protocol.date} if row.protocol.date else {}),
        "source_metadata": {
            "source_name": "spatialbench",
            "source_type": "evaluation_run",
            "source_organization_name": organisation,
            "evaluator_relationship": "other",
        },
        "eval_library": {"name": "spatialbench", "version": row.package},
        "model_info": _model(row),
        "evaluation_results": [
            _result(row, _name(row), row.accuracy),
            *(
                _result(row, f"{_name(row)}/{part}", share)
                for name in PARTS
                for part, share in getattr(row, name).items()
                if share.value is not None
            ),
        ],
    }


def _name(row: Row) -> str:
    return f"spatialbench/{row.set_name}"


def _timestamp(row: Row) -> str:
    """Seconds since 1970, as text."""
    days = [day for day in (row.protocol.date or "").split(" / ") if day]
    if not days:
        return "0"
    return str(int(datetime.fromisoformat(max(days)).replace(tzinfo=UTC).timestamp()))


def _id(row: Row, made: str) -> str:
    return f"{_name(row)}/{row.model}/{made}"


def _model(row: Row) -> dict[str, Any]:
    provider = row.protocol.provider
    return {
        "name": row.model,
        "id": row.model,
        "additional_details": {"deployment_type": UNKNOWN, "model_availability": UNKNOWN},
        **({"inference_platform": provider} if provider else {}),
    }


def _result(row: Row, name: str, share: Share) -> dict[str, Any]:
    return {
        "evaluation_name": name,
        "source_data": {
            "dataset_name": _name(row),
            "source_type": "other",
            "additional_details": {"items_sha256": row.set_hash},
        },
        "metric_config": {
            "evaluation_description": "Share of right answers; unreadable ones count as wrong.",
            "lower_is_better": False,
            "score_type": "continuous",
            "min_score": 0.0,
            "max_score": 1.0,
        },
        "score_details": {
            "score": 0.0 if share.value is None else share.value,
            "uncertainty": _uncertainty(share),
            "details": _details(row),
        },
        "generation_config": {
            "generation_args": _arguments(row),
            "additional_details": {"tools": row.protocol.tools or UNKNOWN},
        },
    }


def _uncertainty(share: Share) -> dict[str, Any]:
    if share.low is None or share.high is None:
        return {"num_samples": share.n}
    return {
        "confidence_interval": {
            "lower": share.low,
            "upper": share.high,
            "confidence_level": 0.95,
            "method": "clustered by probe",
        },
        "num_samples": share.n,
    }


def _details(row: Row) -> dict[str, str]:
    said = {
        "chance": row.chance,
        "floor": row.floor,
        "effort": row.protocol.effort,
        "attempts": row.attempts,
        "unparsed": row.unparsed,
        "off_list": row.off_list,
        "refused": row.refused,
        "failed": row.failed,
        "missing": row.missing,
    }
    return {name: UNKNOWN if value is None else str(value) for name, value in said.items()}


def _arguments(row: Row) -> dict[str, Any]:
    """Settings that are one number; several are no setting."""
    found: dict[str, Any] = {}
    temperature, tokens = row.protocol.temperature, row.protocol.max_tokens
    if temperature is not None and _is_number(temperature):
        found["temperature"] = float(temperature)
    if tokens is not None and tokens.isdecimal() and int(tokens) > 0:
        found["max_tokens"] = int(tokens)
    return found


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False


def instances(
    results: Results, prompts: Mapping[str, str], responses: Mapping[tuple[str, int], str]
) -> Iterator[dict[str, Any]]:
    """A line for each answer. `prompts` is what was asked by item, `responses` what was said by
    item and epoch."""
    row = row_of(results)
    made = _timestamp(row)
    for outcome in results.outcomes:
        response = responses.get((outcome.id, outcome.epoch))
        if outcome.right is not None and response is not None:
            yield _instance(row, made, outcome, prompts.get(outcome.id, ""), response)


def _instance(row: Row, made: str, outcome: Outcome, prompt: str, response: str) -> dict[str, Any]:
    value = "" if outcome.value is None else json.dumps(outcome.value, ensure_ascii=False)
    return {
        "schema_version": VERSION,
        "evaluation_id": _id(row, made),
        "model_id": row.model,
        "evaluation_name": _name(row),
        "sample_id": outcome.id,
        "interaction_type": "single_turn",
        "input": {"raw": prompt, "reference": []},
        "output": {"raw": [response]},
        "messages": None,
        "answer_attribution": [
            {
                "turn_idx": 0,
                "source": "output.raw",
                "extracted_value": value,
                "extraction_method": outcome.method or outcome.status,
                "is_terminal": True,
            }
        ],
        "evaluation": {"score": float(bool(outcome.right)), "is_correct": bool(outcome.right)},
        "metadata": {
            "task": outcome.task,
            "level": str(outcome.level),
            "language": outcome.language,
            "modality": outcome.modality,
            "status": outcome.status,
            "epoch": str(outcome.epoch),
        },
    }
