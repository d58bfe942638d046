"""Raises SystemExit, in one cell after the other, with numbers and with text."""

# %%
import sys

sys.exit(0)

# %%
raise SystemExit("4 of 4 points")

# %%
raise KeyboardInterrupt
