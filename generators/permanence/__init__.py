"""Things stay while unseen."""

from spatialbench.generators.permanence.carried_unseen import CarriedUnseen
from spatialbench.generators.permanence.hidden_where import HiddenWhere
from spatialbench.generators.permanence.shell_game import ShellGame

TASKS = (HiddenWhere, ShellGame, CarriedUnseen)
