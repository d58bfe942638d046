"""Isolation for one child: Landlock, seccomp, limits and dropped privileges, applied between fork and student code.

Imports the standard library and its own parts only, because the box loads it by file path.
"""

from .confinement import Policy, confine
from .errors import JailError
from .limits import Limits
from .probe import available

__all__ = ["JailError", "Limits", "Policy", "available", "confine"]
