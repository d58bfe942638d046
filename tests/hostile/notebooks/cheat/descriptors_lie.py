"""Puts objects with descriptors and lying attributes where functions are looked up."""


# %%
class Trap:
    calls = 0
    __name__ = property(lambda self: self)
    __code__ = property(lambda self: 1 / 0)
    __wrapped__ = property(lambda self: self)
    __class__ = property(lambda self: type(lambda: 0))

    def __get__(self, instance, owner):
        return self

    def __getattr__(self, name):
        return self

    def __call__(self, x):
        type(self).calls += 1
        return x * 0 if type(self).calls % 2 else self

    def __array__(self, dtype=None, copy=None):
        raise SystemExit(0)


double = total = Trap()
