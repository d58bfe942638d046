"""Building trees of Python's source, one at a time."""

import ast
import warnings
from threading import Lock

PARSING = Lock()


def parsed(text: str) -> ast.Module:
    """Raises SyntaxError, ValueError, RecursionError or MemoryError.

    Two threads must not build trees at a time: Python 3.11 counts the depth of both together, and raises
    SystemError.
    """
    with PARSING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)
