"""How fast answers are read: short responses per CPU second, and hostile megabytes.

python benchmarks/extraction.py
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from spatialbench.extraction import extract

COLOURS = ["red", "blue", "green", "yellow"]
Question = tuple[str, list[str] | None, str | None]

SHORT: list[tuple[str, Question]] = [
    ("B", ("choice", COLOURS, None)),
    ("Answer: B", ("choice", COLOURS, None)),
    ("ANSWER: red", ("label", COLOURS, None)),
    ("答案：红色", ("label", COLOURS, None)),
    ("red, green and blue", ("labels", COLOURS, None)),
    ("A, C", ("choices", COLOURS, None)),
    ("yes", ("verdict", ["yes", "no"], None)),
    ("red, blue, green, yellow", ("ordering", COLOURS, None)),
    ("7", ("integer", None, None)),
    ("The answer is \\boxed{B}.", ("choice", COLOURS, None)),
    ("2.5 m", ("number", None, "m")),
    ("The blue face is now in front.", ("label", COLOURS, None)),
]
QUESTIONS: list[Question] = [
    *{question[0]: question for _, question in SHORT}.values(),
    ("cells", ["front", "back"], None),
]
HOSTILE = ["(", "A ", "answer: ", "<think>", "\\boxed{", "7,", "1+1=", "不", "½", "red or ", "\n"]
MEGABYTE = 1_000_000


def best(action: Callable[[], object], runs: int = 3) -> float:
    """The least CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = process_time()
        action()
        times.append(process_time() - begun)
    return min(times)


def rows_per_second(response: str, question: Question, rows: int = 5_000) -> float:
    """How many times a CPU second reads this response."""
    answer_type, options, unit = question

    def read_all() -> None:
        for _ in range(rows):
            extract(response, answer_type, options, unit=unit)

    return rows / best(read_all)


def milliseconds(seed: str, question: Question) -> float:
    """The time to read a megabyte of a repeated seed."""
    answer_type, options, unit = question
    text = seed * (MEGABYTE // len(seed.encode()))
    return 1000 * best(lambda: extract(text, answer_type, options, unit=unit))


def main() -> None:
    """Print both tables."""
    print("short responses, rows per CPU second")
    for response, question in SHORT:
        print(f"{rows_per_second(response, question):12,.0f}  {question[0]:9} {response}")
    print("\na hostile megabyte, milliseconds: the slowest of", ", ".join(map(ascii, HOSTILE)))
    for question in QUESTIONS:
        slowest = max((milliseconds(seed, question), seed) for seed in HOSTILE)
        print(f"{slowest[0]:12.1f}  {question[0]:9} {slowest[1]!a}")


if __name__ == "__main__":
    main()
