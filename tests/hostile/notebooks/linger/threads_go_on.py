"""Starts threads that no cell ends: they print and compute while others run, and after the last."""

# %%
import threading
import time


def go_on(n):
    for _ in range(1000):
        print("from a thread", n)
        time.sleep(0.02)


for n in range(4):
    threading.Thread(target=go_on, args=(n,), daemon=True).start()
