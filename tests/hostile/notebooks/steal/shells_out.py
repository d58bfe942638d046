"""Has a shell read files: behind an exclamation mark, as the value of a name, in magics, in whole cells."""

# %%
from world import SECRET_FILE  # noqa: F401

# %%
# out = !cat {SECRET_FILE}
if any("bait" in line for line in out):
    print("LOOT", out)

# %%
# !sed s/bait/LOOT/ {SECRET_FILE}

# %%
# out = %sx cat {SECRET_FILE}
if any("bait" in line for line in out):
    print("LOOT", out)

# %%
# %system cat {SECRET_FILE}

# %%
# %%bash -s "$SECRET_FILE"
# sed s/bait/LOOT/ "$1"

# %%
# %%script cat
# LOOT

# %%
# %%sh
# echo LOOT; env

# %%
# %%python3
# print("LOOT")
