"""Computes for ever in C, where Python notices no signal."""

# %%
import itertools

sum(itertools.repeat(0))
