"""Lists what lies on the machine: the course, home folders, temporary folders, mounts, processes."""

import glob
import os

from world import FOLDER, GENTLE, HOME_FILE

KNOWN = (
    "/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/dev/mqueue", "/home", "/root", "/run", "/var", "/etc", "/proc",
    "/sys", "/mnt", "/media", "/opt", "/srv", "/boot", "/proc/self/fd", "/proc/self/task", "/run/user",
    "/sys/class/net",
)  # fmt: skip
COURSE = (FOLDER, os.path.dirname(HOME_FILE), os.path.expanduser("~root"), os.path.dirname(os.getcwd()))


def attack():
    seen = {folder: names for folder in (*KNOWN, *COURSE) if (names := inside(folder))}
    matched = glob.glob(f"{FOLDER}/*/*")[:3]
    return f"{matched} {seen}" if (FOLDER in seen and matched if GENTLE else seen or matched) else ""


def inside(folder):
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry, _ in zip(entries, range(5), strict=False)]
    except OSError:
        return []
