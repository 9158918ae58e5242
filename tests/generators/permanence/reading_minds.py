"""Solvers of `permanence/who-looks-where` that know nothing but what a model is told: for each
person, or pair of them, the cup under which all of them last saw the ball put."""

from __future__ import annotations

import re

from solving import colours_in, question_of, state_of, story_of

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


def looked_for(prompt: str) -> str:
    """The colour of the cup, from the words."""
    minds, away, last = set(asked(prompt)), set[str](), ""
    for line in story_of(prompt):
        if who := named(line):
            away = away - set(who) if _BACK.search(line) else away | set(who)
        elif not minds & away:
            last = colours_in(line)[-1]
    return last


def looked_for_in_state(prompt: str) -> str:
    """The same from the JSON."""
    minds, away, last = set(asked(prompt)), set[str](), ""
    for event in state_of(prompt)["story"]:
        if event["kind"] == "permanence:Heeds":
            gone = event["how"] in ("leaves", "turns-away")
            away = away | {event["who"]} if gone else away - {event["who"]}
        elif not minds & away:
            last = event["container"].partition(":")[2]
    return last
