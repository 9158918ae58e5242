"""Small logs of every harness, written by hand: item a answered, item b a failed call."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

SAID = "I think so.\nANSWER: red"


def lines(path: Path, records: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def whole(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")
    return path


INSPECT = {
    "version": 2,
    "status": "success",
    "eval": {"task": "spatialbench", "model": "some/model"},
    "samples": [
        {
            "id": "a",
            "epoch": 1,
            "output": {
                "completion": SAID,
                "choices": [{"stop_reason": "stop"}],
                "time": 1.5,
                "usage": {"total_tokens": 9},
            },
        },
        {"id": "b", "epoch": 1, "output": {"completion": ""}, "error": {"message": "status 500"}},
    ],
}


def inspect_json(folder: Path) -> Path:
    return whole(folder / "log.json", INSPECT)


def inspect_eval(folder: Path) -> Path:
    path = folder / "log.eval"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("header.json", json.dumps({"eval": INSPECT["eval"]}))
        for sample in INSPECT["samples"]:  # type: ignore[attr-defined]
            archive.writestr(f"samples/{sample['id']}_epoch_1.json", json.dumps(sample))
    return path


def zstandard_zip(path: Path, members: Iterable[tuple[str, bytes, int | None]]) -> Path:
    """A zip whose members are packed with zstandard, as current logs of inspect are: name, packed
    bytes, and how many bytes the archive says there are (None: the truth)."""
    from zstandard import ZstdDecompressor

    body, central, count = b"", b"", 0
    for name, packed, told in members:
        data = ZstdDecompressor().decompressobj().decompress(packed) if told is None else b""
        size = len(data) if told is None else told
        head = struct.pack(
            "<HHHHHIIIHH", 45, 0, 93, 0, 0, crc32(data), len(packed), size, len(name.encode()), 0
        )
        central += b"PK\x01\x02" + struct.pack("<H", 45) + head
        central += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + head + name.encode() + packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(body), 0)
    path.write_bytes(body + central + b"PK\x05\x06" + end)
    return path


def inspect_zstandard(folder: Path) -> Path:
    from zstandard import compress

    samples: list[Any] = INSPECT["samples"]  # type: ignore[assignment]
    parts = {"header.json": {"eval": INSPECT["eval"]}}
    parts |= {f"samples/{one['id']}_epoch_1.json": one for one in samples}
    members = [(name, compress(json.dumps(part).encode()), None) for name, part in parts.items()]
    return zstandard_zip(folder / "log_zstd.eval", members)


def lm_eval(folder: Path) -> Path:
    row = {"doc_id": 0, "doc": {"id": "a"}, "resps": [[SAID]], "filtered_resps": [SAID]}
    return lines(
        folder / "samples_x.jsonl", [{**row, "filter": "none"}, {**row, "filter": "strict"}]
    )


def lmms_eval(folder: Path) -> Path:
    failed = "[LMMS_EVAL_REQUEST_FAILED after 2 retries] Error code: 500"
    rows = [
        {"doc_id": "0", "filtered_resps": SAID, "spatialbench": {"id": "a"}},
        {"doc_id": "1", "filtered_resps": failed, "spatialbench": {"id": "b"}},
    ]
    return lines(folder / "x_samples_x.jsonl", rows)


def openai_batch(folder: Path) -> Path:
    message = {"role": "assistant", "content": SAID}
    body = {"model": "some/model", "choices": [{"message": message, "finish_reason": "stop"}]}
    failed = {"id": "r2", "custom_id": "b", "response": None, "error": {"message": "expired"}}
    good = {"id": "r1", "custom_id": "a", "response": {"status_code": 200, "body": body}}
    return lines(folder / "output.jsonl", [failed, {**good, "error": None}])


def anthropic_batch(folder: Path) -> Path:
    message = {
        "model": "some/model",
        "content": [{"type": "text", "text": SAID}],
        "stop_reason": "end_turn",
    }
    failed = {"custom_id": "b", "result": {"type": "expired"}}
    good = {"custom_id": "a", "result": {"type": "succeeded", "message": message}}
    return lines(folder / "results.jsonl", [failed, good])


def promptfoo(folder: Path) -> Path:
    good = {
        "vars": {"id": "a"},
        "provider": {"id": "some/model"},
        "response": {"output": SAID},
        "latencyMs": 1500,
        "error": "the assertion failed",
    }
    failed = {"vars": {"id": "b"}, "response": {"error": "status 500"}, "error": "status 500"}
    return whole(folder / "out.json", {"evalId": "e", "results": {"results": [good, failed]}})


def verifiers(folder: Path) -> Path:
    def line(name: str, said: str | None) -> dict[str, Any]:
        task = {"type": "SpatialTask", "data": {"id": name}}
        nodes = [{"message": {"role": "user", "content": "Which?"}}]
        nodes += [{"message": {"role": "assistant", "content": said}}] if said else []
        errors = [] if said else [{"type": "ProviderError", "message": "status 500"}]
        agent = {"config": {"model": "some/model"}}
        trace = {"task": task, "agent": agent, "nodes": nodes, "errors": errors}
        return {"id": "e", "task": task, "traces": [trace], "errors": []}

    return lines(folder / "traces.jsonl", [line("a", SAID), line("b", None)])


FAILED_CALL = "Failed to obtain answer via API."
PREDICTIONS = ({"index": 1, "id": "a", "prediction": SAID}, {"index": 2, "id": "b"})


def vlmevalkit_tsv(folder: Path) -> Path:
    path = folder / "m_d.tsv"
    path.write_text(f'index\tid\tprediction\n1\ta\t"{SAID}"\n2\tb\t{FAILED_CALL}\n')
    return path


def vlmevalkit_json(folder: Path) -> Path:
    first, second = PREDICTIONS
    return whole(folder / "m_d.json", [first, {**second, "prediction": FAILED_CALL}])


def vlmevalkit_xlsx(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("index", "id", "prediction"), (1, "a", SAID), (2, "b", FAILED_CALL)):
        book.active.append(row)
    path = folder / "m_d.xlsx"
    book.save(path)
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "inspect-ai log (json)": inspect_json,
    "inspect-ai log (eval)": inspect_eval,
    "inspect-ai log (zstandard)": inspect_zstandard,
    "lm-eval samples": lm_eval,
    "lmms-eval samples": lmms_eval,
    "OpenAI batch results": openai_batch,
    "Anthropic batch results": anthropic_batch,
    "promptfoo results": promptfoo,
    "verifiers traces": verifiers,
    "VLMEvalKit predictions (tsv)": vlmevalkit_tsv,
    "VLMEvalKit predictions (json)": vlmevalkit_json,
    "VLMEvalKit predictions (xlsx)": vlmevalkit_xlsx,
}


def csv_answers(folder: Path) -> Path:
    path = folder / "answers.csv"
    path.write_text(f'id,response,error,epoch\na,"{SAID}",,1\nb,,status 500,1\n', encoding="utf-8")
    return path


def jsonl_answers(folder: Path) -> Path:
    good = {"id": "a", "response": SAID, "usage": {"total_tokens": 9}, "seconds": 1.5}
    return lines(folder / "answers.jsonl", [good, {"id": "b", "response": None, "error": "500"}])


def parquet_answers(folder: Path) -> Path:
    import pyarrow
    from pyarrow import parquet

    columns = {"id": ["a", "b"], "response": [SAID, None], "epoch": [1, 1], "error": [None, "500"]}
    parquet.write_table(pyarrow.table(columns), folder / "answers.parquet", compression="zstd")
    return folder / "answers.parquet"


ANSWER_FILES: dict[str, Callable[[Path], Path]] = {
    "answer file (CSV)": csv_answers,
    "answer file": jsonl_answers,
    "answer file (parquet)": parquet_answers,
}
