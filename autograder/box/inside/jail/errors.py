"""The one exception of the jail."""

import errno
import os


class JailError(Exception):
    """A step of the confinement failed: the process is not confined and must end before any student code runs."""

    def __init__(self, step: str, number: int) -> None:
        name = errno.errorcode.get(number, str(number))
        super().__init__(f"jail: {step} failed with {name} ({os.strerror(number)}). No student code was run.")
        self.step, self.errno = step, number
