"""What a child gives up between its fork and the first line of student code, in the order that works."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from . import landlock as files
from . import limits as resources
from . import privileges
from . import seccomp as calls
from .limits import Limits


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Everything that the jail of one child depends on.

    `read`, `write`, `list_only` and `devices` are paths; `seccomp` is a filter from `seccomp.program`, built once
    in the warm process; `parent` is that process's number, so that a child whose parent is gone already notices.
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


def confine(policy: Policy) -> str:
    """Shuts this process in, for good, and returns the level that is in force.

    It has to be the first thing after the fork, while there is one thread. Raises JailError or OSError when a step
    fails: the process must end then, for it is in no state that anything was promised about.
    """
    privileges.close_fds(policy.keep_fds)
    privileges.die_with_parent(policy.parent)
    privileges.leave_session()
    privileges.require_single_thread()
    # Level "full" enters its namespaces here: before the limits, which read /proc, and before the process stops
    # being dumpable, which would close /proc/self/uid_map.
    resources.apply(policy.limits, own_user_namespace=False)
    privileges.forbid_new_privileges()
    if policy.landlock:
        files.restrict(policy.read, policy.write, policy.list_only, policy.devices)
    privileges.drop_capabilities()
    privileges.hide_memory()
    if policy.seccomp is not None:
        _filter_calls(policy.seccomp, signals_scoped=policy.landlock and files.abi() >= files.SCOPES_SIGNALS)
    return level(landlock=policy.landlock, seccomp=policy.seccomp is not None)


def level(*, landlock: bool, seccomp: bool) -> str:
    names = [name for name, on in (("landlock", landlock), ("seccomp", seccomp)) if on]
    return "+".join(names) or "none"


def _filter_calls(program: bytes, *, signals_scoped: bool) -> None:
    if not signals_scoped:
        calls.install(calls.signal_guard(os.uname().machine, os.getpid()))
    calls.install(program)
