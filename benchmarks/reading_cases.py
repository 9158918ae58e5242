"""What the reader makes of the cases of the ladder: invented, wrong, unread.

python benchmarks/reading_cases.py
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any  # lines of JSON

from spatialbench.extraction import extract

DATA = Path(__file__).parent.parent / "tests" / "extraction" / "data" / "ladder"


def same(value: object, expected: object) -> bool:
    """Whether two values are the same, numbers to the rounding of floats."""
    if isinstance(value, float) and isinstance(expected, float):
        return math.isclose(value, expected)
    return value == expected


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of cases."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def reported(case: dict[str, Any]) -> tuple[bool, bool, object]:
    """Whether a reported case must be read, whether it may be, and as what."""
    said = case["expected_status"]
    return (
        said == "ok",
        "ok" in (said if isinstance(said, list) else [said]),
        case["expected_value"],
    )


def written(case: dict[str, Any]) -> tuple[bool, bool, object]:
    """The same of a case of a kind."""
    return case["must_read"], case["expected"] is not None, case["expected"]


def verdict(case: dict[str, Any], must: bool, may: bool, expected: object) -> str:
    """What the reader makes of one case."""
    found = extract(case["response"], case["answer_type"], case["options"], unit=case["unit"])
    if found.value is None:
        return "unread" if must else "right"
    if not may:
        return "invented"
    return "right" if same(found.value, expected) else "wrong"


def read_before_the_line() -> tuple[int, int]:
    """How many prefixes of the derivations there are, cut off, and of how many a value is read."""
    total = read = 0
    for case in rows("derivations.jsonl"):
        for end in range(1, len(case["response"])):
            cut = case["response"][:end]
            found = extract(cut, case["answer_type"], case["options"], finish="length")
            total, read = total + 1, read + (found.value is not None)
    return total, read


def main() -> int:
    """Print the counts; 1 where anything is invented or wrong."""
    failed = 0
    for name, expectation in (("reports.jsonl", reported), ("kinds.jsonl", written)):
        cases = [(case, *expectation(case)) for case in rows(name)]
        counts = Counter(verdict(*case) for case in cases)
        readable = sum(must for _, must, _, _ in cases)
        print(
            f"{name}: {len(cases)} cases, {counts['invented']} invented, {counts['wrong']} wrong, "
            f"{counts['unread']} of {readable} readable unread"
        )
        failed += counts["invented"] + counts["wrong"]
    total, read = read_before_the_line()
    print(f"derivations.jsonl: {total} prefixes that ended at the limit, {read} read")
    return int(failed + read > 0)


if __name__ == "__main__":
    sys.exit(main())
