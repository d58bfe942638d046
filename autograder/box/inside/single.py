"""The child without a warm process, for machines that cannot fork: one interpreter, no isolation."""

import contextlib
import importlib
import json
import os
import sys

from . import child
from .student import installed


def start() -> None:
    setup = json.loads(sys.argv[2])
    asked, out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    for name in setup["preload"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    child.serve(child.Job(**setup["job"]), asked, out, "none", installed())
    os._exit(0)
