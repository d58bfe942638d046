"""The child without a warm process, for machines that cannot fork: one interpreter, no isolation."""

import json
import os
import sys

from . import child
from .preparing import prepare


def start() -> None:
    setup = json.loads(sys.argv[2])
    asked, out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    child.serve(child.Job(**setup["job"]), asked, out, "none", prepare(setup))
    os._exit(0)
