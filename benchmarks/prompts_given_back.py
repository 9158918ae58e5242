"""Nothing is read from a prompt that is given back: every prefix of every prompt of a suite.

python benchmarks/prompts_given_back.py [suite] [every]

The last line of a prompt, which asks for the form of the answer, is left out. Every prefix of what
is left is put to the reader as a reply, with the prompt at hand and without it; what is read is
counted by answer type and shown. `every` thins them out: 10 takes one prefix in ten.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from spatialbench.extraction import extract
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite

SHOWN = 5


def prefixes(prompt: str, every: int) -> list[str]:
    """The prefixes of a prompt without its last line."""
    told = prompt.rsplit("\n", 1)[0]
    return [told[:end] for end in range(1, len(told) + 1) if end % every == 0]


def main(name: str = "floor", every: str = "1") -> int:
    """Print the counts; 1 where anything was read with the prompt at hand."""
    read: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    shown: list[str] = []
    total = 0
    with TemporaryDirectory() as folder:
        built = Path(folder) / name
        build_set(read_suite(name), built, seed="demo")
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        for item in load(built).items():
            for reply in prefixes(item.prompt, int(every)):
                key = reply, item.answer_type, item.options or ()
                if key in seen:
                    continue
                seen.add(key)
                total += 1
                for given in (True, False):
                    found = extract(
                        reply,
                        item.answer_type,
                        item.options,
                        unit=item.unit,
                        prompt=item.prompt if given else None,
                    )
                    if found.value is not None:
                        read[given][item.answer_type] += 1
                        shown.append(f"{given} {found.value!r} {found.method} …{reply[-60:]!r}")
    print(f"{total:,} different prefixes of the prompts of {name}")
    for given, counts in read.items():
        print(f"read {'with' if given else 'without'} the prompt: {counts.total()}  {dict(counts)}")
    print("\n".join(shown[:SHOWN]))
    return int(read[True].total() > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
