import sys
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.box.inside import pages

MAPS = """\
555500100000-555500900000 rw-p 00000000 00:00 0                          [heap]
7f0000000000-7f0000400000 rw-p 00000000 00:00 0 
7f0000400000-7f0000600000 r--p 00000000 08:01 99                         /usr/lib/x.so
7f0000600000-7f0000a00000 rw-p 00000000 08:01 99                         /usr/lib/x.so
7f0000a00000-7f0000b00000 rw-p 00000000 00:00 0 
7ffd00000000-7ffd00400000 rw-p 00000000 00:00 0                          [stack]
"""  # noqa: W291  # as Linux writes it


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/maps is Linux's")
def test_what_lies_in_large_pages_is_what_it_was():
    array = np.arange(4 << 20)
    pages.enlarge()
    assert np.array_equal(array, np.arange(4 << 20))


def test_whole_pages_of_the_heap_and_no_others_are_asked_for(monkeypatch, tmp_path):
    asked = []
    (tmp_path / "maps").write_text(MAPS)
    monkeypatch.setattr(pages, "MAPS", str(tmp_path / "maps"))
    monkeypatch.setattr(pages.ctypes, "CDLL", lambda name: SimpleNamespace(madvise=_Function(asked)))
    assert pages.enlarge() == 5
    assert [address for address, _, _ in asked] == [
        0x555500200000, 0x555500400000, 0x555500600000, 0x7F0000000000, 0x7F0000200000,
    ]  # fmt: skip
    assert {(size, advice) for _, size, advice in asked} == {(2 << 20, 25)}


def test_a_system_that_does_not_say_where_its_memory_lies_keeps_it_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "MAPS", str(tmp_path / "nothing"))
    assert pages.enlarge() == 0


class _Function:
    def __init__(self, asked):
        self._asked = asked
        self.argtypes = []

    def __call__(self, *given):
        self._asked.append(given)
        return 0
