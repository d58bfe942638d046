"""Opens devices that it was not given, and the ones that it was given for more than reading."""

import os

from world import GENTLE

DEVICES = (
    "/dev/full", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/vsock", "/dev/vhost-net", "/dev/loop-control",
    "/dev/userfaultfd", "/dev/zero", "/dev/urandom", "/dev/snd/seq", "/dev/dri/card0", "/dev/input/event0",
    "/dev/uinput", "/dev/rfkill", "/dev/cpu_dma_latency", "/dev/kmsg", "/dev/mqueue/left", "/dev/shm/left",
)  # fmt: skip


def attack():
    got = [path for path in DEVICES if opened(path)] + ["a node of its own"] * made()
    return got if not GENTLE or {"/dev/full", "/dev/zero"} <= set(got) else ""


def opened(path):
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def made():
    """A device in the own folder, of the kinds for which no capability is needed: none but the white-out 0:0."""
    try:
        os.mknod("node", 0o20600, os.makedev(1, 1))
    except OSError:
        return False
    return True
