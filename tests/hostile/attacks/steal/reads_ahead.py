"""Looks for the hidden questions while the public ones are asked, when prints may still carry them out."""

import fcntl
import os
import stat
import struct
import sys
import termios


def attack():
    """Both the questions that have been decoded already and the bytes that wait in the pipe."""
    return [*decoded(), *waiting()]


def decoded():
    frame = sys._getframe()
    while frame is not None:
        questions = frame.f_locals.get("header", {}).get("questions", {}) if "header" in frame.f_locals else {}
        if len(questions) > 4:
            yield f"{len(questions)} questions"
        frame = frame.f_back


def waiting():
    for fd in range(3, 64):
        try:
            if stat.S_ISFIFO(os.fstat(fd).st_mode) and not fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE:
                (count,) = struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, bytes(4)))
                yield from [f"{count} bytes"] * (count > 0)
        except OSError:
            continue
