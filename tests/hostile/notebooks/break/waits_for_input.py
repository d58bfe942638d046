"""Asks whoever runs it for a line, a password, and a line from the real standard input."""

# %%
input("Your points: ")

# %%
import getpass

getpass.getpass()

# %%
import sys

sys.__stdin__.readline()
