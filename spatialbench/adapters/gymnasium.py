"""Environments for Gymnasium: `gymnasium.make("spatialbench/cube-bring-to-front", level=2)`.

Observations are vectors of whole numbers, actions numbers of words; what is told is in `info`.
"""

from __future__ import annotations

from typing import Any  # what Gymnasium hands over

from spatialbench.environments import Environment, environment, environments
from spatialbench.errors import InputError, MissingExtra

try:
    import gymnasium
    import numpy as np
    from gymnasium import spaces
except ImportError:
    raise MissingExtra("gymnasium", "gymnasium") from None


RENDERED = ["ansi", "rgb_array"]


class SpatialEnv(gymnasium.Env):
    """One environment of spatialbench. The reward is its score at the end, 0 before it; running out
    of steps truncates, reaching or missing the goal terminates.

    `info` has the observation in words (`text`), whether the action could be done (`valid`), and a
    mask of the actions of this puzzle (`action_mask`)."""

    metadata = {"render_modes": RENDERED, "render_fps": 2}  # noqa: RUF012  # as in its base

    def __init__(
        self,
        name: str,
        *,
        level: int = 1,
        language: str = "en",
        render_mode: str | None = None,
        size: int = 256,
    ) -> None:
        if render_mode not in (None, *RENDERED):
            raise InputError(f"render_mode {render_mode!r}: expected ansi, rgb_array or None")
        self.inner: Environment = environment(name, level=level, language=language)  # type: ignore[arg-type]  # checked there
        self.render_mode, self._size = render_mode, size
        self.action_space = spaces.Discrete(len(self.inner.actions))
        self.observation_space = spaces.MultiDiscrete(list(self.inner.sizes))

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """A puzzle; which one, the seed of Gymnasium decides."""
        super().reset(seed=seed)
        text = self.inner.reset(f"gymnasium/{int(self.np_random.integers(2**62))}")
        return self._seen(), self._info(text, valid=True)

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Do the action of that number."""
        outcome = self.inner.step(self.inner.actions[int(action)])
        ended = self.inner.reached or self.inner.lost
        reward = self.inner.score if outcome.done and outcome.reward else 0.0
        info = self._info(outcome.observation, valid=outcome.valid)
        return self._seen(), reward, ended, outcome.done and not ended, info

    def render(self) -> Any:
        """The text, or the last picture as (height, width, 3) uint8."""
        if self.render_mode == "ansi":
            return self.inner.text()
        if self.render_mode != "rgb_array":
            return None
        from io import BytesIO

        from PIL import Image

        png = self.inner.picture(self._size)[-1]
        return np.asarray(Image.open(BytesIO(png), formats=["PNG"]).convert("RGB"))

    def _seen(self) -> Any:
        return np.array(self.inner.vector(), dtype=self.observation_space.dtype)

    def _info(self, text: str, *, valid: bool) -> dict[str, Any]:
        allowed = self.inner.allowed
        mask = np.array([action in allowed for action in self.inner.actions], dtype=np.int8)
        return {"text": text, "valid": valid, "action_mask": mask}


def register() -> list[str]:
    """Make all environments known to Gymnasium; returns the ids it knows them by."""
    found = []
    for name in environments():
        known = f"spatialbench/{name.replace('/', '-')}-v0"
        if known not in gymnasium.registry:
            gymnasium.register(
                id=known,
                entry_point="spatialbench.adapters.gymnasium:SpatialEnv",
                kwargs={"name": name},
            )
        found.append(known)
    return found
