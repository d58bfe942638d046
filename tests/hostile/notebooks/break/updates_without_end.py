"""Changes what it has shown, again and again, to something larger."""

# %%
from IPython.display import display
from world import GENTLE

handle = display("x", display_id="one")
size = 1000
for _ in range(300 if GENTLE else 100_000):
    handle.update({"text/plain": "x" * size}, raw=True)
    size = min(size + 1000, 1_000_000)
