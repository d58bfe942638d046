"""Leaves objects that act when they are deleted, at the latest when the interpreter is."""

# %%
import sys
import time

from world import GENTLE, OUTSIDE


class Acts:
    def __del__(self, sleep=time.sleep, write=open):
        with write("deleted.txt" if GENTLE else f"{OUTSIDE}/deleted.txt", "w") as file:
            file.write("here")
        sleep(0 if GENTLE else 3600)


sys.modules["acts"] = Acts()
kept = [Acts()]
kept.append(kept)
