"""All named ways of half understanding an item, as beliefs.

Rivals come from the key. A rival whose name begins with "opposite" is the right answer turned
round: who knows it knows all, so it is followed, and used for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from spatialbench.audit.entries import Entry, Plain
from spatialbench.audit.partial.beliefs import NOTHING, Belief, believed
from spatialbench.audit.partial.mentions import last_place, mention_beliefs
from spatialbench.audit.partial.replaying import World, moved_to
from spatialbench.audit.partial.sequences import Follower
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import start
from spatialbench.geometry.rotations import OPPOSITE
from spatialbench.items.sections import Sections
from spatialbench.verification.measure import UNTOLD

LOOK_UP = "last place beside the name"


def all_beliefs(entry: Entry, program: Program, parts: Sections) -> dict[str, Belief | None]:
    """Every named strategy with what it believes; None where it had heard all there is."""
    undetermined = UNTOLD if UNTOLD in entry.options else None
    followed = _followed(program, undetermined, sum(entry.item.probe.encode()))
    rivals = {f"rival {name}": {value: 1.0} for name, value in entry.rivals.items()}
    return {
        **followed,
        **rivals,
        **_opposites(program, rivals | followed),
        **_none_of_the_rivals(entry),
        **mention_beliefs(entry, parts),
        **_look_up(entry, program, parts),
    }


@lru_cache(maxsize=1024)  # the items of one probe come in several forms
def _followed(program: Program, undetermined: str | None, forgets: int) -> dict[str, Belief | None]:
    return Follower(program, undetermined, forgets=forgets).beliefs()


def presupposes_the_answer(name: str) -> bool:
    """Whether only somebody who has the right answer can follow this strategy."""
    return name.removeprefix("rival ").startswith("opposite-") or name == "rival opposite"


_TURNED_ROUND = ("rival unchanged", "rival inverse-turns", "rival one-turn-short", "last step only")


def _opposites(program: Program, beliefs: Mapping[str, Belief | None]) -> dict[str, Belief | None]:
    """The opposite faces of what some strategies say, where faces are asked about."""
    opposite = _opposite_colours(program)
    return {
        f"opposite of {name.removeprefix('rival ')}": _turned_round(belief, opposite)
        for name in _TURNED_ROUND
        if opposite and (belief := beliefs.get(name, NOTHING)) != NOTHING
    }


def _turned_round(belief: Belief | None, opposite: Mapping[str, str]) -> Belief | None:
    if belief is None:
        return None
    return {_across(answer, opposite): weight for answer, weight in belief.items()}


def _across(answer: Plain, opposite: Mapping[str, str]) -> Plain:
    if isinstance(answer, tuple):
        return tuple(sorted(opposite.get(part, part) for part in answer))
    return opposite.get(str(answer), answer)


def _opposite_colours(program: Program) -> dict[str, str]:
    """The colour across from each, on the body that the ask is about."""
    name = getattr(program.ask, "body", None)
    marks = {
        face: mark.colour
        for body in program.scene.bodies
        if body.name == name
        for face, mark in body.marks
    }
    return {marks[face]: marks[OPPOSITE[face]] for face in marks if OPPOSITE[face] in marks}


def _none_of_the_rivals(entry: Entry) -> dict[str, Belief]:
    """Any option that no rival gives."""
    named = {v for name, v in entry.rivals.items() if not presupposes_the_answer(name)}
    listed = entry.form == "choice" or not isinstance(entry.answer, tuple)
    if not named or not listed:
        return {}
    return {"none of the rivals": dict.fromkeys(_left(entry.options, named), 1.0)}


def _left(options: Sequence[Plain], named: set[Plain]) -> list[Plain]:
    return [option for option in options if option not in named]


def _look_up(entry: Entry, program: Program, parts: Sections) -> dict[str, Belief]:
    """What the last place says that the JSON of the story writes beside the container's name."""
    hidden = getattr(program.ask, "body", None)
    if entry.item.modality != "state" or hidden is None or parts.story is None:
        return {}
    found = last_place(parts.story, hidden)
    if found is None:
        return {LOOK_UP: NOTHING}
    container, (x, y, z) = found
    poses = moved_to(start(program.scene), (container, hidden), (x, y, z))
    return {LOOK_UP: believed(program, [World(poses)], None)}
