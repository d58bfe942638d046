"""Two changes of one text put together, word by word: both may be in one line, as long as no word is in both."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

WORDS = re.compile(r"\n *| +|\w+|\W")


@dataclass(frozen=True, order=True)
class Change:
    """The text from `first` to before `last` is replaced; nothing is, if something is put in between."""

    first: int
    last: int
    by: str


def changed(text: str, changes: Iterable[Change]) -> str | None:
    """The text after changes that stand in it in this order; None where one begins before another has ended."""
    parts, end = [], 0
    for change in changes:
        if change.first < end:
            return None
        parts += [text[end : change.first], change.by]
        end = change.last
    return "".join([*parts, text[end:]])


def merged(text: str, one: Iterable[Change], other: Iterable[Change]) -> str | None:
    """None where both replace the same words, or put the same at one place; else that stands in this order."""
    first, second = ([word for change in some for word in _words(text, change)] for some in (one, other))
    if set(first) & set(second):
        return None
    return changed(text, sorted((*first, *second), key=lambda change: (change.first, change.last)))


def _words(text: str, change: Change) -> Iterator[Change]:
    """A change without the words that stay as they are."""
    old, new = WORDS.findall(text[change.first : change.last]), WORDS.findall(change.by)
    starts = list(accumulate(map(len, old), initial=change.first))
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(starts[i], starts[j], "".join(new[k:m]))
