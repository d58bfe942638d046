"""Installs what it needs, with the magics for it; it is enough that the installer starts."""

# %%
# %pip --version

# %%
# !{__import__("sys").executable} -m pip --version

# %%
# out = !{__import__("sys").executable} -m pip --version
if any(line.startswith("pip ") for line in out):
    print("LOOT", out)
