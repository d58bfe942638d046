"""Computes for ever, and goes on after every exception that is sent to it."""

# %%
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
