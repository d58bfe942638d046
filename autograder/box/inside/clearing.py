"""Removing a folder that student code filled: however deep, however named, whatever its rights."""

import contextlib
import os
import secrets
from itertools import count, islice

BLOCK = 512  # what st_blocks counts, whatever the file system


def clear(folder: str) -> None:
    """All of it, as far as this process may. Nobody may be writing in it any more.

    Folders in it are moved up before they are emptied, so that neither a path nor a recursion grows with the depth.
    """
    token, numbers = secrets.token_hex(8), count()
    emptied, waiting = [], [folder]
    while waiting:
        place = waiting.pop()
        emptied.append(place)
        for entry in _entries(place):
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    os.chmod(entry.path, 0o700)
                    moved = f"{folder}/{token}-{next(numbers)}"
                    os.rename(entry.path, moved)
                    waiting.append(moved)
                else:
                    os.unlink(entry.path)
    for place in reversed(emptied):
        with contextlib.suppress(OSError):
            os.rmdir(place)


def usage(folder: str, most: int) -> tuple[int, int]:
    """Bytes and number of entries in a folder that may be changing, as far as `most` entries.

    A folder that cannot be listed, for its rights or its depth, could hold anything and counts as too many.
    """
    size = entries = 0
    waiting = [folder]
    while waiting and entries <= most:
        try:
            with os.scandir(waiting.pop()) as found:
                here = list(islice(found, most + 1))
                entries += len(here)
                for entry in here if entries <= most else ():
                    size += entry.stat(follow_symlinks=False).st_blocks * BLOCK
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # it has just been removed
        except OSError:
            return size, most + 1
    return size, entries


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What cannot be listed has no entries."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []
