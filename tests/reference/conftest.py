"""Where the reference lies, and how a test imports a solution the way a student's notebook does."""

import importlib
import sys
from pathlib import Path

import numpy as np
import pytest

REFERENCE = Path(__file__).parents[2] / "reference"


def _forget_lib() -> None:
    for name in [name for name in sys.modules if name == "lib" or name.startswith("lib.")]:
        del sys.modules[name]


@pytest.fixture
def reference_folder() -> Path:
    return REFERENCE


@pytest.fixture
def conv_layers(monkeypatch):
    """Imports modules of reference/conv_layers by name, and forgets them all afterwards."""
    _forget_lib()
    monkeypatch.syspath_prepend(str(REFERENCE / "conv_layers"))
    np.random.seed(0)  # the course's layers draw from NumPy's global generator
    yield importlib.import_module
    _forget_lib()


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20221107)
