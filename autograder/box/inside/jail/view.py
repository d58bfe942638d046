"""A file tree of the box's own: what may be read, at the same paths as outside, read-only, and nothing else.

Entered once by the warm process, in a mount namespace that it made. Of /proc only what that process may know of
itself stays in it, for the box's own use: Landlock does not hide which names there are, and /proc has one for every
process of the machine.
"""

import os
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import kernel
from .namespaces import NEW_MOUNTS

READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS = 1, 2, 4, 8
BIND, RECURSIVE, PRIVATE, MOVE = 0x1000, 0x4000, 1 << 18, 0x2000
DETACH = 2
AT_RECURSIVE = 0x8000
LINKS = ("/bin", "/lib", "/lib64", "/lib32", "/etc/localtime")
STAGING = ("/.source", "/.scratch")
ITSELF = "/proc/self"  # its size, which is all that a child reads there, is the child's size when that is forked


@dataclass(frozen=True, kw_only=True)
class View:
    """`read` are folders and files; `packages` are folders of which only the listed entries exist.

    `root` can be written; `scratches`, a folder in it, lies in memory of a fixed size and number of files.
    """

    read: Sequence[str]
    packages: Mapping[str, Sequence[str]]
    devices: Sequence[str]
    root: str
    scratches: str
    scratch_bytes: int
    scratch_files: int


def enter(view: View) -> None:
    """For this process and its children, for good. Raises JailError or OSError."""
    kernel.call("unshare", NEW_MOUNTS)
    _mount(None, "/", None, RECURSIVE | PRIVATE)
    new = os.path.join(view.root, "view")
    os.mkdir(new)
    _mount("none", new, "tmpfs", NO_SETUID | NO_DEVICES, "size=1m,mode=755")
    for path in (*view.devices, ITSELF):
        _show(path, new)
    for path in _outermost(view.read):
        _show(path, new)
        _make_read_only(new + path)
    for folder, entries in view.packages.items():
        _keep_only(folder, entries, new)
    for link in LINKS:
        if os.path.islink(link) and not os.path.lexists(new + link):
            os.makedirs(os.path.dirname(new + link), exist_ok=True)
            os.symlink(os.readlink(link), new + link)
    for folder in STAGING:
        os.mkdir(new + folder)
    _show(view.root, new, recursive=False)
    size = f"size={view.scratch_bytes},nr_inodes={view.scratch_files},mode=700"
    _mount("none", new + view.scratches, "tmpfs", NO_SETUID | NO_DEVICES | NO_PROGRAMS, size)
    _change_root(new)


def narrow(root: str, source: str, scratch: str) -> None:
    """For one child: of `root` only these two folders are left, of /proc nothing. Raises JailError or OSError."""
    kernel.call("unshare", NEW_MOUNTS)
    for path, stage in zip((source, scratch), STAGING, strict=True):
        _mount(path, stage, None, BIND | RECURSIVE)
    _mount("none", root, "tmpfs", NO_SETUID | NO_DEVICES | NO_PROGRAMS, "size=64k,mode=755")
    for path, stage in zip((source, scratch), STAGING, strict=True):
        os.makedirs(path)
        _mount(stage, path, None, MOVE)
    _make_read_only(source)
    _make_read_only(root, deep=False)
    kernel.call("umount2", ITSELF.encode(), DETACH)
    _make_read_only("/", deep=False)


def _change_root(new: str) -> None:
    """The old root lies on top of the new one for a moment, and is then let go."""
    os.chdir(new)
    kernel.call("pivot_root", b".", b".")
    kernel.call("umount2", b".", DETACH)
    os.chdir("/")


def _show(path: str, new: str, *, recursive: bool = True) -> None:
    """Makes a path of outside appear at the same place; what is not there is skipped."""
    if not os.path.exists(path):
        return
    target = new + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    _mount(path, target, None, BIND | (RECURSIVE if recursive else 0))


def _keep_only(folder: str, entries: Iterable[str], new: str) -> None:
    """An empty folder over the real one, with the entries shown in it."""
    if not os.path.isdir(new + folder):
        return
    _mount("none", new + folder, "tmpfs", NO_SETUID | NO_DEVICES, "size=1m,mode=755")
    for entry in entries:
        _show(entry, new)
        _make_read_only(new + entry)
    _make_read_only(new + folder, deep=False)


def _outermost(paths: Iterable[str]) -> list[str]:
    """Without those that lie in another one."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(above.rstrip("/") + "/") for above in kept):
            kept.append(path)
    return kept


def _make_read_only(path: str, *, deep: bool = True) -> None:
    """By mount_setattr, since Linux 5.12: a remount would have to name every flag that is locked."""
    attributes = struct.pack("=QQQQ", READ_ONLY | NO_SETUID | NO_DEVICES, 0, 0, 0)
    at_cwd = -100
    kernel.call(
        "mount_setattr", at_cwd, os.fsencode(path), AT_RECURSIVE if deep else 0, attributes, len(attributes)
    )


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    texts = [os.fsencode(text) if text is not None else 0 for text in (source, target, kind)]
    kernel.call("mount", *texts, flags, os.fsencode(options) if options else 0)
