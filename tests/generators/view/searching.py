"""Looking for a hidden thing by what is told alone: boards, ways, the camera, what it sees.

A place is taken as seen where the straight line from the camera to a point a little above it meets
no board. Written without the generator's algebra.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import product
from math import cos, hypot, pi, sin
from typing import NamedTuple

Stand = tuple[int, str]
STATIONS = {
    "en": [
        "south", "south-west", "west", "north-west", "north", "north-east", "east", "south-east",
    ],
    "zh": ["南", "西南", "西", "西北", "北", "东北", "东", "东南"],
}  # fmt: skip
HIGH = 2.5  # centimetres above the table: about the middle of a thing
RADIUS = {"low": (158.8, 84.7), "high": (58.4, 170.2)}
ROOM = 5.0  # from a board, centimetres


class Board(NamedTuple):
    """Its ends and its height, in centimetres."""

    ends: tuple[tuple[float, float], tuple[float, float]]
    height: float


class Told(NamedTuple):
    """What the words of the start say."""

    boards: list[Board]
    closed: set[tuple[Stand, Stand]]
    ladders: set[int]
    heights: list[str]


class View(NamedTuple):
    """Where the camera is, and what it sees: how far to the left, and ahead."""

    stand: Stand
    seen: dict[str, tuple[float, float]]


_ROW = re.compile(r"\| \d+ \| \((-?\d+), (-?\d+)\) \| \((-?\d+), (-?\d+)\) \| (\d+) \|")


def _words(language: str, text: str) -> list[int]:
    names = sorted(STATIONS[language], key=len, reverse=True)
    return [STATIONS[language].index(name) for name in re.findall("|".join(names), text)]


def told(text: str, language: str) -> Told:
    """Read the goal."""
    rows = [list(map(int, row)) for row in _ROW.findall(text)]
    boards = [Board(((a, b), (c, d)), high) for a, b, c, d, high in rows]
    two = ("high place" if language == "en" else "高处") in text
    heights = ["low", "high"] if two else ["low"]
    way = r"in either direction: (.*)\.\n" if language == "en" else r"双向都不通：(.*)。\n"
    (closed,) = re.findall(way, text)
    found: set[tuple[Stand, Stand]] = set()
    for part in re.split("、(?=.*站和)|, " if language == "zh" else ", ", closed):
        numbers = _words(language, part)
        high = "high" if ("high" in part or "高处" in part) else "low"
        if numbers:
            one, other = ((number, high) for number in numbers)
            found |= {(one, other), (other, one)}
    climb = r"only at these stations: (.*?)\." if language == "en" else r"这些站点才可以：(.*?)。"
    ladders = {n for part in re.findall(climb, text) for n in _words(language, part)}
    return Told(boards, found, ladders, heights)


_SEEN = {
    "en": r"(the \w+ \w+), (?:(\d+) cm to the (left|right) and |straight ahead at )(\d+) cm",
    "zh": r"([^；：]*?)，在(?:(左边|右边)(\d+)厘米、前方|正前方)(\d+)厘米处",
}


def view(text: str, language: str) -> View:
    """Read the last line."""
    line = text.splitlines()[-1]
    station = _words(language, line)[0]
    height = "high" if ("the high place" in line or "站的高处" in line) else "low"
    seen = {}
    for name, *parts, ahead in re.findall(_SEEN[language], line):
        aside, way = parts if language == "en" else parts[::-1]
        seen[name] = ((-1 if way in ("right", "右边") else 1) * float(aside or 0), float(ahead))
    return View((station, height), seen)


def eye(stand: Stand) -> tuple[float, float, float]:
    """Where the camera is, in centimetres."""
    level, up = RADIUS[stand[1]]
    angle = -pi / 2 - pi / 4 * stand[0]
    return (level * cos(angle), level * sin(angle), up)


def on_table(stand: Stand, left: float, ahead: float) -> tuple[float, float]:
    """The place that is so far to the left and ahead."""
    x, y, _ = eye(stand)
    far = hypot(x, y)
    u, v = -x / far, -y / far
    return (x + ahead * u - left * v, y + ahead * v + left * u)


def visible(stand: Stand, place: tuple[float, float], boards: list[Board]) -> bool:
    """Whether no board is on the straight line to a place."""
    x, y, z = eye(stand)
    for (a, b), height in boards:
        px, py = place[0] - x, place[1] - y
        bx, by = b[0] - a[0], b[1] - a[1]
        across = px * by - py * bx
        if abs(across) < 1e-9:
            continue
        share = ((a[0] - x) * by - (a[1] - y) * bx) / across
        along = ((a[0] - x) * py - (a[1] - y) * px) / across
        if 0 < share < 1 and 0 <= along <= 1 and z + share * (HIGH - z) < height:
            return False
    return True


def _near(board: Board, place: tuple[float, float]) -> bool:
    (ax, ay), (bx, by) = board.ends
    length = hypot(bx - ax, by - ay)
    along = ((place[0] - ax) * (bx - ax) + (place[1] - ay) * (by - ay)) / length
    along = min(max(along, 0), length)
    return hypot(ax + along * (bx - ax) / length - place[0],
                 ay + along * (by - ay) / length - place[1]) < ROOM  # fmt: skip


class Searcher:
    """Goes to where most of the places would be seen that are left, and those that are near first;
    counts as left what was hidden from everywhere so far."""

    def __init__(self, text: str, language: str = "en") -> None:
        self.told, self.language = told(text, language), language
        grid = [(3.0 * x, 3.0 * y) for x, y in product(range(-13, 14), repeat=2)]
        boards = self.told.boards
        self.left = [
            place for place in grid
            if hypot(*place) <= 40 and not any(_near(board, place) for board in boards)
        ]  # fmt: skip
        self.at = view(text, language).stand
        self._look()

    def _look(self) -> None:
        boards = self.told.boards
        self.left = [place for place in self.left if not visible(self.at, place, boards)]

    def after(self, stand: Stand) -> list[tuple[str, Stand]]:
        """Where actions lead."""
        station, height = stand
        ways = [("left", ((station + 1) % 8, height)), ("right", ((station - 1) % 8, height))]
        found = [(a, there) for a, there in ways if (stand, there) not in self.told.closed]
        if station in self.told.ladders:
            found += [("up", (station, "high"))] if height == "low" else []
            found += [("down", (station, "low"))] if height == "high" else []
        return found

    def next(self) -> str:
        """The first step of the way to the best place."""
        first: dict[Stand, tuple[str, int]] = {self.at: ("", 0)}
        waiting = deque([self.at])
        while waiting:
            stand = waiting.popleft()
            for action, there in self.after(stand):
                if there not in first:
                    start, length = first[stand]
                    first[there] = (start or action, length + 1)
                    waiting.append(there)
        boards = self.told.boards
        worth = {
            stand: sum(visible(stand, place, boards) for place in self.left) / length
            for stand, (_, length) in first.items()
            if length
        }
        return first[max(worth, key=worth.__getitem__)][0]

    def moved(self, text: str) -> None:
        """After a step."""
        self.at = view(text, self.language).stand
        self._look()
