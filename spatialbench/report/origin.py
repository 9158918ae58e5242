"""Which models are none: the embedded answerers, which know the key or play dice."""

from __future__ import annotations

import re

from spatialbench.report.shown import shown_name
from spatialbench.report.texts import Texts

_EMBEDDED = re.compile(r"(?:oracle|random|refuse|(?:constant|rival|simulated)[-:].+)", re.DOTALL)
_SAID = re.compile(r"\bsimulat(?:ed|ion)\b|模拟", re.IGNORECASE)


def is_simulated(model: str) -> bool:
    """Whether the name is that of an embedded answerer, or says itself that it is simulated.

    >>> is_simulated("simulated-0.92"), is_simulated("GPT-4o")
    (True, False)
    """
    return bool(_EMBEDDED.fullmatch(model) or _SAID.search(model))


def model_label(model: str, texts: Texts) -> str:
    """The name of a model as it is shown everywhere, with a word where it is simulated."""
    name = shown_name(model)
    return texts("model.simulated", name=name) if is_simulated(model) else name
