"""What Python refuses in the patterns of `match` after it has parsed them."""

import ast
from collections import Counter
from collections.abc import Iterator


def refused(match: ast.Match) -> Iterator[tuple[int, str]]:
    for case in match.cases:
        last = case is match.cases[-1]
        yield from _unreachable(case.pattern, allowed=last or case.guard is not None)
        yield from _doubled(case.pattern)


def _unreachable(pattern: ast.pattern, *, allowed: bool) -> Iterator[tuple[int, str]]:
    """Only the last of several patterns may fit everything."""
    match pattern:
        case ast.MatchAs(pattern=None) if not allowed:
            yield pattern.lineno, "a pattern that fits everything makes those after it unreachable"
        case ast.MatchAs(pattern=ast.pattern() as inner):
            yield from _unreachable(inner, allowed=allowed)
        case ast.MatchOr(patterns=several):
            for one in several:
                yield from _unreachable(one, allowed=allowed and one is several[-1])
        case _:
            for inner in _parts(pattern):
                yield from _unreachable(inner, allowed=True)


def _doubled(pattern: ast.pattern) -> Iterator[tuple[int, str]]:
    for one in [node for node in ast.walk(pattern) if isinstance(node, ast.pattern)]:
        match one:
            case ast.MatchOr(patterns=several) if len({frozenset(_names(each)) for each in several}) > 1:
                yield one.lineno, "alternative patterns bind different names"
            case ast.MatchSequence(patterns=several) if (
                sum(isinstance(each, ast.MatchStar) for each in several) > 1
            ):
                yield one.lineno, "multiple starred expressions in sequence pattern"
            case ast.MatchClass(kwd_attrs=names) if len(set(names)) < len(names):
                yield one.lineno, "attribute name repeated in class pattern"
            case ast.MatchMapping(keys=keys) if len({ast.dump(key) for key in keys}) < len(keys):
                yield one.lineno, "mapping pattern checks a key twice"
    if any(count > 1 for count in Counter(_names(pattern)).values()):
        yield pattern.lineno, "a name is assigned twice in one pattern"


def _names(pattern: ast.pattern) -> list[str]:
    """What it binds; alternatives bind the same names, so the first of them tells."""
    own = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
    inner = _parts(pattern)[:1] if isinstance(pattern, ast.MatchOr) else _parts(pattern)
    return [*([own] if own else []), *(name for part in inner for name in _names(part))]


def _parts(pattern: ast.pattern) -> list[ast.pattern]:
    return [node for node in ast.iter_child_nodes(pattern) if isinstance(node, ast.pattern)]
