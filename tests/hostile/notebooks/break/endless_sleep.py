"""Waits for ever, and computes nothing."""

# %%
import time

while True:
    time.sleep(3600)
