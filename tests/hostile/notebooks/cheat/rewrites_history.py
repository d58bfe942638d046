"""Rewrites what was executed: In, Out, the counts, the names of results; and its own functions through them."""

# %%
shell = get_ipython()
In[:] = ["def double(x):\n    return 2 * x"] * 100
Out.clear()
Out.update(dict.fromkeys(range(-5, 100), 4.0))
_ = __ = ___ = _i = _ii = 4.0
shell.execution_count = 10**12
shell.kernel.execution_count = -3
shell.history_manager.input_hist_parsed[:] = []
shell.history_manager.output_hist_reprs.update({1: "2.0"})


def double(x):
    return x * 0


def total(x):
    return 0.0
