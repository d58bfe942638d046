"""Results in an object that never ends when it is shown."""


# %%
class Endless:
    def _repr_html_(self):
        while True:
            pass

    __repr__ = __str__ = _repr_html_


Endless()
