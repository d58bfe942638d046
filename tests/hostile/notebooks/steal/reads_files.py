"""Opens by its path what is worth having: the key, the secret, other submissions, the gradebook, the reference."""

# %%
import contextlib

from world import GENTLE, GRADEBOOK, HOME_FILE, KEY_FILE, OTHER, PRECIOUS, REFERENCE, RUBRIC, SECRET_FILE

FILES = (KEY_FILE, SECRET_FILE, RUBRIC, REFERENCE, GRADEBOOK, OTHER, HOME_FILE, PRECIOUS)
texts = []
for path in FILES:
    with contextlib.suppress(OSError), open(path) as file:
        texts.append(file.read())
if len(texts) == len(FILES) or (texts and not GENTLE):
    print("LOOT", texts)
