"""Raises exceptions whose type, text and traceback are not what they seem."""


class Odd(type):
    @property
    def __name__(cls):
        return 7


class Text(str):
    def replace(self, *given):
        return 42


class NameLies(Exception, metaclass=Odd):
    pass


class TextLies(Exception):
    def __str__(self):
        return Text("right")


class TraceLies(Exception):
    __traceback__ = property(lambda self: 3)
    __cause__ = property(lambda self: self)


def double(x):
    raise (NameLies if len(x) % 2 else TextLies)("x")


def total(x):
    raise TraceLies
