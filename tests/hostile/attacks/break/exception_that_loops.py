"""Raises what never ends to say what it is."""


class Endless(Exception):
    def __str__(self):
        while self:
            pass
        return ""


def double(x):
    raise Endless
