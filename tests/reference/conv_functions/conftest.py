"""Imports modules of conv_functions the way a student's script does."""

import importlib
import sys

import numpy as np
import pytest

MODULES = ("functions", "layers", "load_data", "loss", "network", "run_cnn", "solve_net")


def _forget() -> None:
    for name in MODULES:
        sys.modules.pop(name, None)


@pytest.fixture
def conv_functions(monkeypatch, reference_folder):
    """Imports modules of reference/conv_functions by name, and forgets them all afterwards."""
    _forget()
    monkeypatch.syspath_prepend(str(reference_folder / "conv_functions"))
    np.random.seed(0)  # the course's layers draw from NumPy's global generator
    yield importlib.import_module
    _forget()
