"""Large pages for the memory that every fork shares: a fork copies a table with an entry for each page."""

import ctypes
import re
from collections.abc import Iterator

MAPS = "/proc/self/maps"
LARGE = 2 << 20
COLLAPSE = 25  # MADV_COLLAPSE, since Linux 6.1; an older kernel refuses it, and nothing is lost
OF_OUR_OWN = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ \S+ *(?:\[heap\])?$", re.MULTILINE)


def enlarge() -> int:
    """Puts what the heap holds now into large pages, as far as the system can; how many it made."""
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    return sum(madvise(address, LARGE, COLLAPSE) == 0 for address in list(_whole_pages()))


def _whole_pages() -> Iterator[int]:
    try:
        with open(MAPS, encoding="utf-8", errors="replace") as maps:
            found = OF_OUR_OWN.findall(maps.read())
    except OSError:
        return
    for begin, end in found:
        first = -(-int(begin, 16) // LARGE) * LARGE
        yield from range(first, int(end, 16) - LARGE + 1, LARGE)
