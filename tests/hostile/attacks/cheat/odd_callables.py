"""Puts objects in place of functions: a mock, a partial of an instance that is its own answer."""

import functools
import unittest.mock


class Anything:
    def __call__(self, *given):
        return self

    def __getattr__(self, name):
        return self

    def __float__(self):
        return 1.0


double = functools.partial(Anything(), 1)
total = unittest.mock.MagicMock()
