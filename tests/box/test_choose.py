from types import SimpleNamespace

import pytest

from autograder.box import choose
from autograder.box.inside import jail
from autograder.box.plain import PlainBox
from autograder.box.warm import WarmBox
from tests.box.conftest import LIMITS


@pytest.fixture
def elsewhere(monkeypatch):
    return lambda platform: monkeypatch.setattr(choose, "sys", SimpleNamespace(platform=platform))


def test_linux_has_a_warm_box():
    box = choose.open_box(("numpy",), LIMITS, "none")
    box.close()
    assert isinstance(box, WarmBox)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_is_a_plain_box_without_isolation(elsewhere, platform):
    elsewhere(platform)
    assert isinstance(choose.open_box(("numpy",), LIMITS, "none"), PlainBox)
    assert choose.strongest() == "none"


@pytest.mark.parametrize("level", ["landlock+seccomp", "none"])
def test_the_strongest_level_is_the_one_that_was_tried_out(monkeypatch, level):
    monkeypatch.setattr(jail, "available", lambda: level)
    assert choose.strongest() == level
