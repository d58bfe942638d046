"""Shows one image of 50 MB, which is none."""

# %%
import os

from IPython.display import Image
from world import GENTLE

Image(b"\x89PNG\r\n\x1a\n" + os.urandom(5_000_000 if GENTLE else 50_000_000), format="png")
