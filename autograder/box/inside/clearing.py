"""Removing a folder that student code filled: however deep, however named, whatever its rights."""

import contextlib
import os
import secrets
from itertools import count, islice

DEEP = 32  # folders in folders; each look at one costs its depth
BLOCK = 512  # what st_blocks counts, whatever the file system


def clear(folder: str) -> None:
    """All of it, as far as this process may. Nobody may be writing in it any more.

    What lies DEEP is moved up before it is emptied, so that neither a path nor the recursion grows without end.
    """
    token, numbers = secrets.token_hex(8), count()
    waiting = [folder]

    def empty(place: str, depth: int) -> None:
        for entry in _entries(place):
            with contextlib.suppress(OSError):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                    continue
                os.chmod(entry.path, 0o700)
                if depth < DEEP:
                    empty(entry.path, depth + 1)
                else:
                    waiting.append(f"{folder}/{token}-{next(numbers)}")
                    os.rename(entry.path, waiting[-1])
        with contextlib.suppress(OSError):
            os.rmdir(place)

    while waiting:
        empty(waiting.pop(), 0)
    with contextlib.suppress(OSError):
        os.rmdir(folder)


def clear_within(folder: str) -> None:
    """All that lies in it; the folder itself stays."""
    for entry in _entries(folder):
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                clear(entry.path)
            else:
                os.unlink(entry.path)


def usage(folder: str, most: int) -> tuple[int, int]:
    """Bytes and number of entries in a folder that may be changing, as far as `most` entries.

    A folder that cannot be listed for its rights, or lies DEEP, could hold anything and counts as too many.
    """
    size = entries = 0
    waiting = [(folder, 0)]
    while waiting and entries <= most:
        place, depth = waiting.pop()
        if depth > DEEP:
            return size, most + 1
        try:
            with os.scandir(place) as found:
                here = list(islice(found, most + 1))
                entries += len(here)
                for entry in here if entries <= most else ():
                    size += entry.stat(follow_symlinks=False).st_blocks * BLOCK
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, depth + 1))
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
