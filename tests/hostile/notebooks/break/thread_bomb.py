"""Starts sleeping threads until it cannot, and keeps them."""

# %%
import threading
import time

from world import GENTLE

most = 5 if GENTLE else 1000
for _ in range(most):
    threading.Thread(target=time.sleep, args=(0.1 if GENTLE else 3600,), daemon=True).start()
print("LOOT", most)
