"""How the box's interpreter is started: by file path, with an environment that tells nothing."""

import sys
from pathlib import Path

from autograder.box import inside

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def command() -> list[str]:
    """Without the user's site-packages, without this folder on the path, without writing bytecode."""
    assert inside.__file__ is not None
    return [sys.executable, "-s", "-P", "-B", str(Path(inside.__file__).with_name("__main__.py"))]


def clean_environment() -> dict[str, str]:
    """One thread for linear algebra: set before the start, or its thread pool survives into every child."""
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", **dict.fromkeys(THREADS, "1")}
