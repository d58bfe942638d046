"""Which packages come with one that is allowed: what its distribution says that it needs, and so on."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def with_what_they_need(names: Iterable[str]) -> tuple[str, ...]:
    """Names to import, of these and of all that they depend on; extras are nobody's need.

    NumPy needs nothing, and to ask what is installed takes longer than a student's check should wait.
    """
    names = tuple(names)
    if set(names) <= {"numpy"}:
        return names
    imports = packages_distributions()
    found: dict[str, None] = {}
    left = [project for name in names for project in imports.get(name, [])]
    while left:
        project = _plain(left.pop())
        if project not in found:
            found[project] = None
            left += _needs(project)
    by_project: dict[str, list[str]] = {}
    for name, projects in imports.items():
        for project in projects:
            by_project.setdefault(_plain(project), []).append(name)
    return tuple(sorted({*names, *(name for project in found for name in by_project.get(project, []))}))


@cache
def _needs(project: str) -> tuple[str, ...]:
    try:
        written = requires(project) or []
    except PackageNotFoundError:
        return ()
    return tuple(match[0] for one in written if "extra ==" not in one and (match := NAME.match(one)))


def _plain(project: str) -> str:
    return re.sub(r"[-_.]+", "-", project).casefold()
