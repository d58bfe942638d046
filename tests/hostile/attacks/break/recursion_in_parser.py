"""Hands deeply nested source to the compiler, the JSON parser and pickle."""

import ast
import contextlib
import json
import pickle
import sys


def double(x):
    sys.setrecursionlimit(2**31 - 1)
    for read in (ast.literal_eval, json.loads, compile_it):
        with contextlib.suppress(SyntaxError, ValueError, MemoryError, RecursionError):
            read("[" * 1_000_000 + "]" * 1_000_000)
    return pickle.dumps(json.loads("[" * 100_000 + "]" * 100_000))


def compile_it(text):
    return eval("-" * 1_000_000 + "1")
