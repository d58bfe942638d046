"""Registers hooks that never end, for before a cell and for after it."""


# %%
def endless(*given):
    while True:
        pass


get_ipython().events.register("post_run_cell", endless)
