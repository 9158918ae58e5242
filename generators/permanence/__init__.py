"""Things stay while unseen."""

from spatialbench.generators.permanence.a_not_b import ANotB
from spatialbench.generators.permanence.carried_unseen import CarriedUnseen
from spatialbench.generators.permanence.count_behind import CountBehind
from spatialbench.generators.permanence.hidden_where import HiddenWhere
from spatialbench.generators.permanence.kinds import (
    FindAt,
    Group,
    HideBeside,
    HowManyBehind,
    LookBehind,
    LookUnder,
    PassBehind,
    Roll,
    Shift,
    ShiftScreens,
    ShowAll,
    Slide,
    TradePlaces,
    Wait,
)
from spatialbench.generators.permanence.minds.kinds import Heeds, WhereLooks
from spatialbench.generators.permanence.minds.who_looks_where import WhoLooksWhere
from spatialbench.generators.permanence.shell_game import ShellGame
from spatialbench.generators.permanence.staging.kinds import (
    CannotBe,
    Enter,
    Going,
    LiftScreens,
    Shown,
    Tamper,
    TradeStands,
)
from spatialbench.generators.permanence.staging.possible import Possible
from spatialbench.generators.permanence.which_one import WhichOne
from spatialbench.probes.generator import Exemption

KINDS = (
    *(Shift, TradePlaces, LookBehind, ShiftScreens),
    *(FindAt, Wait, HideBeside),
    *(Group, Roll, Slide, HowManyBehind),
    *(PassBehind, LookUnder, ShowAll),
    *(Heeds, WhereLooks),
    *(Going, Enter, TradeStands, Tamper, Shown, LiftScreens, CannotBe),
)
TASKS = (
    *(HiddenWhere, ShellGame, CarriedUnseen, CountBehind),
    *(WhichOne, WhoLooksWhere, Possible, ANotB),
)

_FEW_PUZZLES = (
    "the easiest level has few different puzzles, and each is drawn on its own, so that some are "
    "drawn twice; ask for fewer probes of that level if the share grows"
)

_STORY_TELLS = (
    "in words, what happens names every cup, place and screen that matters; how they stood at the "
    "start adds nothing that is asked about, so that to miss it is not to be blind"
)

_MOVED_ON = (
    "at the two easiest levels the ball is moved on once: where it is hidden at first, which one "
    "picture shows, it is not in the end, which leaves three of four cups"
)

EXEMPTIONS = (
    *(
        Exemption(
            check=f"the {which} picture alone, *, least likely",
            task="permanence/hidden-where-*",
            limit=0.2,
            why=_MOVED_ON,
        )
        for which in ("second", "third")
    ),
    Exemption(check="same message", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="*without the start*", task="permanence/*", limit=1.0, why=_STORY_TELLS),
)
