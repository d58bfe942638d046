"""Changes its arguments, their shape and their type, so that what is made of them later would be wrong."""


def double(x):
    x[:] = 0
    x.dtype = "u1"
    x.shape = (x.size, 1)
    return x


def total(x):
    x.resize(0, refcheck=False)
    return 0.0
