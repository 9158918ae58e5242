"""Solvers of `permanence/who-looks-where` that know nothing but what a model is told: where the
ball is when only those exchanges have happened that all who are asked about have watched."""

from __future__ import annotations

import re

from solving import question_of, state_of, story_of

PEOPLE = {"Anna": "anna", "David": "david", "Mary": "mary"}
PEOPLE |= {"安娜": "anna", "大卫": "david", "玛丽": "mary"}
_NAMES = re.compile("|".join(PEOPLE))
_BACK = re.compile("comes? back|is back|turns? back|again|回|又|重新")


def named(text: str) -> list[str]:
    """The people of a text, in order."""
    return [PEOPLE[name] for name in _NAMES.findall(text)]


def asked(prompt: str) -> list[str]:
    """Whose belief is asked about, the one who thinks it first; nobody's where the truth is."""
    question = question_of(prompt).split("\n")[0]
    people = named(question)
    if re.search("opinion of|在.+看来", question):
        thinker = re.search(r"opinion of (\w+)|在(\w+?)看来", question)
        assert thinker is not None
        first = PEOPLE[next(filter(None, thinker.groups()))]
        return [first, *dict.fromkeys(name for name in people if name != first)]
    return list(dict.fromkeys(people))


def goes(place: int, numbers: list[int]) -> int:
    """Where the cup at a place is after an exchange that is told in pairs of places."""
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    pairs += [(to, start) for start, to in pairs if len(pairs) == 1]
    return dict(pairs).get(place, place)


def looked_for(prompt: str) -> str:
    """The number of the place, from the words."""
    first, *lines = story_of(prompt)
    minds, away = set(asked(prompt)), set[str]()
    place = int(re.findall(r"\d", first)[0])
    for line in lines:
        if who := named(line):
            away = away - set(who) if _BACK.search(line) else away | set(who)
        elif not minds & away:
            place = goes(place, [int(digit) for digit in re.findall(r"\d", line)])
    return str(place)


def looked_for_in_state(prompt: str) -> str:
    """The same from the JSON, by where cups are along x."""
    minds, away, state = set(asked(prompt)), set[str](), state_of(prompt)
    cups = {b["name"]: b["pose"]["position"][0] for b in state["bodies"] if b["name"][:3] == "cup"}
    row = sorted(cups.values())
    first, *events = state["story"]
    x = cups[first["container"]]
    for event in events:
        if event["kind"] == "minds:Heeds":
            gone = event["how"] in ("leaves", "turns-away")
            away = away | {event["who"]} if gone else away - {event["who"]}
        elif not minds & away:
            x = {start[0]: to[0] for start, to in event["moves"]}.get(x, x)
    return str(row.index(x) + 1)
