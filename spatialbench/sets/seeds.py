"""Seeds: any text for an open set; for a sealed one, 128 bits that nobody chose."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from spatialbench.errors import InputError
from spatialbench.probes.draw import Seed

_SECRET = re.compile(r"[0-9a-f]{32}")


def fresh_seed() -> str:
    """A seed of 128 random bits, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def refuse_guessable(seed: Seed) -> None:
    """InputError where a seed is none of 128 random bits: a date, a name or a word is found from
    the manifest, or from the id of one probe, in seconds."""
    text = seed if isinstance(seed, str) else seed.hex()
    if not _SECRET.fullmatch(text):
        raise InputError(
            "a sealed set with a seed that somebody chose is not sealed: who tries dates, names "
            "and words finds it from the manifest in seconds, and with it the key. Leave --seed "
            "out: 128 random bits are drawn and kept in seed.txt. To make a sealed set again, give "
            "--seed-file with its seed.txt"
        )


def read_seed(path: Path) -> str:
    """The seed in a seed.txt; InputError where the file cannot be read or is empty."""
    try:
        seed = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: expected the seed.txt of a sealed set; it cannot be read: {error}"
        ) from None
    if not seed:
        raise InputError(f"{path}: expected the seed.txt of a sealed set; it is empty")
    return seed
