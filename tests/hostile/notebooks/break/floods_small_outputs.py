"""Shows 100,000 small outputs."""

# %%
from IPython.display import display
from world import GENTLE

for n in range(1_000 if GENTLE else 100_000):
    display(n)
