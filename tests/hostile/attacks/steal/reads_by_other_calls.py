"""Reads the key through everything but open(): raw calls, the C library, NumPy, memory maps, an import."""

import contextlib
import ctypes
import importlib.machinery
import mmap
import os
import shutil
import sqlite3
import struct

import numpy as np
from world import GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.fopen.restype = ctypes.c_void_p
NAME = KEY_FILE.encode()


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    try:
        return way()
    except Exception:
        return None


def by_fopen():
    return LIBC.fopen(NAME, b"r")


def by_openat2():
    return checked(LIBC.syscall(437, -100, NAME, struct.pack("=QQQ", 0, 0, 0), 24))


def by_openat_from_a_folder():
    folder = os.open(os.path.dirname(KEY_FILE), os.O_PATH)
    return checked(os.open(os.path.basename(KEY_FILE), os.O_RDONLY, dir_fd=folder))


def by_reopening_a_path_descriptor():
    fd = os.open(KEY_FILE, os.O_PATH)
    with open(f"/proc/self/fd/{fd}") as file:
        return file.read()


def by_writing_mode():
    return checked(os.open(KEY_FILE, os.O_RDWR | os.O_APPEND))


def by_memory_map():
    with open(KEY_FILE, "rb") as file:
        return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[:]


def by_numpy():
    return np.fromfile(KEY_FILE, dtype=np.uint8).tobytes()


def by_numpy_text():
    return str(np.genfromtxt(KEY_FILE, dtype=str))


def by_numpy_map():
    return bytes(np.memmap(KEY_FILE, mode="r"))


def by_copying():
    return shutil.copyfile(KEY_FILE, "copied")


def by_import():
    return importlib.machinery.SourceFileLoader("key", KEY_FILE).get_data(KEY_FILE)


def by_database():
    with open("empty.db", "wb"):
        pass
    with contextlib.closing(sqlite3.connect("empty.db")) as base:
        try:
            base.execute("attach database ? as stolen", (KEY_FILE,))
            return base.execute("select count(*) from stolen.sqlite_master").fetchall()
        except sqlite3.DatabaseError as error:
            return "not a database" in str(error)


def checked(result):
    return result >= 0 and f"descriptor {result}"


WAYS = (
    by_fopen, by_openat2, by_openat_from_a_folder, by_reopening_a_path_descriptor, by_writing_mode, by_memory_map,
    by_numpy, by_numpy_text, by_numpy_map, by_copying, by_import, by_database,
)  # fmt: skip
