"""Isolation for one child, between its fork and student code.

Namespaces, Landlock, seccomp, limits and dropped privileges, as far as the machine has them. It imports the
standard library and its own parts only, because the box loads it by file path.
"""

from .confinement import Policy, confine
from .errors import JailError
from .levels import LEVELS, Level
from .limits import Limits
from .probe import HELD, available, levels, trial

__all__ = ["HELD", "LEVELS", "JailError", "Level", "Limits", "Policy", "available", "confine", "levels", "trial"]
