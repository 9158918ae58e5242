"""Flat nets that fold up into cubes."""

from spatialbench.generators.net.fold_view import FoldView
from spatialbench.generators.net.folds import Folds
from spatialbench.generators.net.kinds import (
    Closes,
    FoldBack,
    FoldUp,
    OnTop,
    OppositeTo,
    Stack,
    WhichView,
)
from spatialbench.generators.net.opposite import Opposite
from spatialbench.probes.generator import Exemption

KINDS = (FoldUp, FoldBack, Stack, OppositeTo, OnTop, Closes, WhichView)
TASKS = (Folds, FoldView, Opposite)

_PLAIN = (
    "levels 1 and 2 ask the plain question about one net, of which rules of thumb get their part; "
    "what each is worth there, and how little in a tower, is in docs/tasks.md"
)

EXEMPTIONS = (
    Exemption(check="rival *", task="net/opposite-*", limit=0.7, why=_PLAIN),
    Exemption(check="* → rival", task="net/opposite-*", limit=0.5, why=_PLAIN),
)
