"""Looks into IPython's history for what others have typed, or other submissions have run, under the same user."""

# %%
shell = get_ipython()
manager = shell.history_manager
lines = list(manager.search("*", raw=True, output=False)) if manager is not None else []
others = [line for line in lines if line[0] != manager.session_number]
if others:
    print("LOOT", others[:3])

# %%
# %history -g -n -l 20
