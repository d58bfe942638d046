"""What a Linux machine is made of as far as isolation goes, and what to change where something is missing."""

import os
from collections.abc import Iterator
from pathlib import Path

from autograder.box.inside.jail import landlock

LANDLOCK_SINCE, LANDLOCK_FULL = "5.13", 6
SETTINGS = Path("/proc/sys")
SWITCHES = {
    "kernel/unprivileged_userns_clone": ("0", "sysctl kernel.unprivileged_userns_clone=1"),
    "kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile that allows userns",
    ),
    "user/max_user_namespaces": ("0", "sysctl user.max_user_namespaces=10000"),
}


def facts() -> Iterator[tuple[str, str]]:
    """What is here, by name."""
    system = os.uname()
    yield "Kernel", f"{system.sysname} {system.release}, {system.machine}{_container()}"
    version = landlock.abi()
    yield "Landlock", f"version {version}" if version else "absent"
    yield "User", "root" if os.getuid() == 0 else f"a plain user (number {os.getuid()})"


def remedies(level: str) -> list[str]:
    """What would make a level hold, as far as this machine shows a reason; as root means by its administrator."""
    found: list[str] = []
    if level in ("full", "landlock+seccomp") and landlock.abi() == 0:
        found.append(f"Landlock: Linux {LANDLOCK_SINCE} or newer, with landlock in the list {_security_modules()}")
    if level in ("full", "mount"):
        found += [f"user namespaces: as root, {remedy}" for remedy in _switched_off()]
        if _container():
            found.append("user namespaces: a container whose seccomp profile allows unshare and mount")
    if level == "uid":
        found.append("root, and a Python that other users can read (not under /root)")
    return found


def _switched_off() -> Iterator[str]:
    for name, (off, remedy) in SWITCHES.items():
        try:
            value = (SETTINGS / name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if value == off:
            yield remedy


def _security_modules() -> str:
    try:
        active = Path("/sys/kernel/security/lsm").read_text(encoding="ascii").strip()
    except OSError:
        return "of security modules (lsm= of the boot line)"
    return f"of security modules (lsm= of the boot line; now {active})"


def _container() -> str:
    inside = any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv"))
    return ", in a container" if inside else ""
