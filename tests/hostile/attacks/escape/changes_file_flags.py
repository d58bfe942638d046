"""Marks shared files by ioctl, for which the right to read is enough: flags, generation, project."""

import fcntl
import os
import struct
import sys

import numpy as np

GET_FLAGS, SET_FLAGS = 0x80086601, 0x40086602
GET_VERSION, SET_VERSION, GET_ATTRIBUTES, SET_ATTRIBUTES = 0x80087601, 0x40087602, 0x801C581F, 0x401C5820
NO_DUMP = 0x40


def attack():
    """What is set is taken back at once; unconfined only the own copy is marked."""
    paths = (f"{sys.path[0]}/solution.py", sys.path[0], *LIBRARY)
    return [f"{way.__name__} of {os.path.basename(path)}" for path in paths for way in WAYS if marked(way, path)]


def marked(way, path):
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        way(fd)
    except OSError:
        return False
    finally:
        os.close(fd)
    return True


def flags(fd):
    (before,) = struct.unpack("i", fcntl.ioctl(fd, GET_FLAGS, bytes(4)))
    fcntl.ioctl(fd, SET_FLAGS, struct.pack("i", before ^ NO_DUMP))
    fcntl.ioctl(fd, SET_FLAGS, struct.pack("i", before))


def generation(fd):
    before = fcntl.ioctl(fd, GET_VERSION, bytes(4))
    fcntl.ioctl(fd, SET_VERSION, before)


def attributes(fd):
    before = fcntl.ioctl(fd, GET_ATTRIBUTES, bytes(28))
    fcntl.ioctl(fd, SET_ATTRIBUTES, before)


WAYS = (flags, generation, attributes)
LIBRARY = (os.__file__, np.__file__, os.path.dirname(np.__file__))
