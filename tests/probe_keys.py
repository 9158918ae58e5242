"""Keys of probes as they are read from a file, to be checked as they are or spoilt."""

import json
from typing import Any

from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find, tasks

Record = dict[str, Any]
TASK_IDS = tuple(tasks())
(FACE, SEEN, _, HIDDEN, SHELL, CARRIED) = (
    next(task for task in TASK_IDS if name in task)
    for name in ("face-after", "visible", "facing", "hidden-where", "shell", "carried")
)


def key_of(probe: Probe, *, choices: bool = False) -> Record:
    """The key of a probe as it is read from a file, in the first modality that its task has, and
    with choices where it has no open form."""
    generator = find(probe.task)
    offered = choices or "open" not in generator.forms
    presented = with_key(probe, Wanted("en", generator.modalities[0], offered, 0, 64))
    record: Record = json.loads(json.dumps(presented.key.to_json()))
    return record


def probes(task: str, level: int = 3, count: int = 8) -> list[Probe]:
    """A few probes of a task."""
    return [make(task, seed="spoilt", index=i, level=level) for i in range(count)]
