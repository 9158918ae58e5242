"""Gymnasium: its own checks pass, and experts earn what the environments say."""

from __future__ import annotations

import warnings

import pytest

gymnasium = pytest.importorskip("gymnasium")

from gymnasium.utils.env_checker import check_env  # noqa: E402  # after the skip

from spatialbench.adapters.gymnasium import SpatialEnv, register  # noqa: E402
from spatialbench.environments import environments  # noqa: E402

NAMES = sorted(environments())


@pytest.mark.parametrize("level", [1, 3, 5])
@pytest.mark.parametrize("name", NAMES)
def test_gymnasium_s_checks_pass(name: str, level: int) -> None:
    """Spaces, seeds, and what reset and step return."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its advice, such as to normalise spaces
        check_env(SpatialEnv(name, level=level), skip_render_check=True)


@pytest.mark.parametrize("name", NAMES)
def test_the_expert_earns_one(name: str) -> None:
    """By numbers of actions."""
    env = SpatialEnv(name, level=3)
    for seed in range(20):
        env.reset(seed=seed)
        for action in env.inner.solve():
            _, reward, terminated, truncated, info = env.step(env.inner.actions.index(action))
            assert info["valid"]
        assert (reward, terminated, truncated) == (1.0, True, False)


@pytest.mark.parametrize("known", register())
def test_it_is_made_by_its_id(known: str) -> None:
    """Truncated when steps run out, or ended by a wrong cup."""
    env = gymnasium.make(known, level=2, disable_env_checker=True)
    env.action_space.seed(1)
    _, info = env.reset(seed=3)
    over = False
    while not over:
        _, _, terminated, truncated, info = env.step(env.action_space.sample())
        over = terminated or truncated
    assert info["text"]


def test_it_is_rendered_as_text_and_as_a_picture() -> None:
    """The last picture there is."""
    env = SpatialEnv(NAMES[0], render_mode="ansi")
    env.reset(seed=1)
    assert "Turn the cube" in env.render()
    env = SpatialEnv(NAMES[0], render_mode="rgb_array", size=64)
    env.reset(seed=1)
    assert env.render().shape == (64, 64, 3)
