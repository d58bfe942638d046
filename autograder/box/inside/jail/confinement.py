"""What a child gives up between its fork and the first line of student code, in the order that works."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from . import landlock as files
from . import limits as resources
from . import privileges, users, view
from . import seccomp as calls
from .limits import Limits


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Everything that the jail of one child depends on.

    `read`, `write`, `list_only` and `devices` are paths; `seccomp` is a filter from `seccomp.program`, built once
    in the warm process; `parent` is that process's number, so that a child whose parent is gone already notices.
    `alone` says that the child was forked into namespaces of its own, where its parent has no number; `narrow` is
    the folder of which, then, only `read` and `write` (one of each) are left; `user` is another user to become.
    """

    read: Sequence[str]
    write: Sequence[str]
    list_only: Sequence[str]
    devices: Sequence[str]
    limits: Limits
    keep_fds: Collection[int]
    seccomp: bytes | None
    landlock: bool
    parent: int | None = None
    alone: bool = False
    narrow: str = ""
    user: int | None = None


def confine(policy: Policy) -> str:
    """Shuts this process in, for good, and returns the level that is in force.

    It has to be the first thing after the fork, while there is one thread. Raises JailError or OSError when a step
    fails: the process must end then, for it is in no state that anything was promised about.
    """
    privileges.close_fds(policy.keep_fds)
    privileges.die_with_parent(policy.parent)
    privileges.leave_session()
    privileges.require_single_thread()
    # Limits read /proc, so they come before whatever closes it, and before the process stops being dumpable.
    resources.apply(policy.limits, counted_alone=policy.alone or policy.user is not None)
    if policy.narrow:
        view.narrow(policy.narrow, policy.read[-1], policy.write[-1])
    if policy.user is not None:
        users.become(policy.user)
        privileges.die_with_parent(policy.parent)  # a change of user takes the signal back
    privileges.forbid_new_privileges()
    if policy.landlock:
        files.restrict(policy.read, policy.write, policy.list_only, policy.devices)
    privileges.drop_capabilities()
    privileges.hide_memory()
    if policy.seccomp is not None:
        _filter_calls(policy.seccomp, signals_scoped=policy.landlock and files.abi() >= files.SCOPES_SIGNALS)
    return _level(policy)


def _level(policy: Policy) -> str:
    """The name of what is in force; a mixture that is none of the levels is spelt out."""
    parts = (
        ("namespaces", policy.alone),
        ("narrow", bool(policy.narrow)),
        ("user", policy.user is not None),
        ("landlock", policy.landlock),
        ("seccomp", policy.seccomp is not None),
    )
    made_of = "+".join(name for name, on in parts if on)
    known = {
        "namespaces+landlock+seccomp": "full",
        "namespaces+narrow+seccomp": "mount",
        "user+seccomp": "uid",
        "": "none",
    }
    return known.get(made_of, made_of)


def _filter_calls(program: bytes, *, signals_scoped: bool) -> None:
    if not signals_scoped:
        calls.install(calls.signal_guard(os.uname().machine, os.getpid()))
    calls.install(program)
