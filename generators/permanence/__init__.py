"""Things stay while unseen."""

from spatialbench.generators.permanence.carried_unseen import CarriedUnseen
from spatialbench.generators.permanence.hidden_where import HiddenWhere
from spatialbench.generators.permanence.kinds import LookBehind, Shift
from spatialbench.generators.permanence.shell_game import ShellGame
from spatialbench.probes.generator import Exemption

KINDS = (Shift, LookBehind)
TASKS = (HiddenWhere, ShellGame, CarriedUnseen)

_FEW_PUZZLES = (
    "the easiest level has few different puzzles, and each is drawn on its own, so that some are "
    "drawn twice; ask for fewer probes of that level if the share grows"
)

_SAID_OUTRIGHT = (
    "the message says under which cup the ball is put, and finding that place in it is the task; "
    "where words are not set apart, as in Chinese, a word of this check can hold that very place"
)

_SEEN_EMPTY = (
    "whether the box was ever seen empty is half of the evidence, and it is told in words; which "
    "screen it was, and whether it can be told, the words do not give away"
)

EXEMPTIONS = (
    Exemption(check="same fingerprint", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="same message", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="blind text", task="permanence/hidden-where-*", limit=0.45, why=_SAID_OUTRIGHT),
    Exemption(check="blind text", task="permanence/carried-unseen-*", limit=0.35, why=_SEEN_EMPTY),
)
