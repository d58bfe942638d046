"""The levels of isolation, by what each is made of. The strongest that holds on a machine is used."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Level:
    """`namespaces`: processes, network, messages and files of its own. `landlock`: files by rule. `narrow`: where
    no Landlock keeps submissions apart, each sees a file tree with its own two folders only. `other_user`: a user
    that owns nothing; only root can change to one. `seccomp`: a filter of system calls."""

    namespaces: bool = False
    landlock: bool = False
    narrow: bool = False
    other_user: bool = False
    seccomp: bool = True


LEVELS: Mapping[str, Level] = {
    "full": Level(namespaces=True, landlock=True),
    "landlock+seccomp": Level(landlock=True),
    "mount": Level(namespaces=True, narrow=True),
    "uid": Level(other_user=True),
    "none": Level(seccomp=False),
}  # the strongest first
