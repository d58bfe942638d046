"""Has a thread put other functions under its names as soon as the first question is answered."""

# %%
import threading

asked = threading.Event()


def double(x):
    asked.set()
    return 2 * x


def swap():
    asked.wait()
    globals()["double"] = lambda x: x * 0
    globals()["total"] = lambda x: 0.0


threading.Thread(target=swap, daemon=True).start()
