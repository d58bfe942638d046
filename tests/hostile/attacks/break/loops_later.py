"""Returns things that compute for ever when they are looked at or thrown away."""


class Later:
    def __array__(self, *given, **more):
        while True:
            pass

    def __del__(self):
        while True:
            pass


def double(x):
    return [Later()] if len(x) == 3 else Later()
