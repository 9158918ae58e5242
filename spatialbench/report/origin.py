"""Which models are none: the embedded answerers, which know the key or play dice."""

from __future__ import annotations

import re

from spatialbench.report.shown import shown_name
from spatialbench.report.texts import Texts

_EMBEDDED = re.compile(r"(?:oracle|random|refuse|(?:constant|rival|simulated)[-:].+)", re.DOTALL)
_SAID = re.compile(r"simulat(?:ed|ion)|模拟", re.IGNORECASE)


def is_simulated(model: str) -> bool:
    """Whether the name is that of an embedded answerer, or says itself that it is simulated.

    >>> is_simulated("simulated-0.92"), is_simulated("GPT-4o")
    (True, False)
    """
    return bool(_EMBEDDED.fullmatch(model) or _SAID.search(model))


def model_label(model: str, texts: Texts) -> str:
    """The name of a model as it is shown everywhere; a simulated one that does not say so itself
    gets the word."""
    name = shown_name(model)
    told = is_simulated(model) and not _SAID.search(model)
    return texts("model.simulated", name=name) if told else name
