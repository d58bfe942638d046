"""What student code prints: kept up to a bound, counted beyond it, refused past a limit."""

import io


class TooMuchOutput(BaseException):
    """Raised in the printing code; not an Exception, so that `except Exception` does not swallow it."""


class Prints(io.TextIOBase):
    """Stands in for stdout and stderr; one object for the whole child, as student code may keep a reference."""

    def __init__(self, keep: int, limit: int) -> None:
        self._keep, self._limit = keep, limit
        self._parts: list[str] = []
        self._kept = self.count = 0

    def reset(self) -> None:
        self._parts, self._kept, self.count = [], 0, 0

    @property
    def exceeded(self) -> bool:
        return self.count > self._limit

    def text(self) -> str:
        text = "".join(self._parts)
        return f"{text}… ({self.count} characters in all)" if self.count > self._kept else text

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.count += len(text)
        if self._kept < self._keep:
            part = text[: self._keep - self._kept]
            self._parts.append(part)
            self._kept += len(part)
        if self.exceeded:
            raise TooMuchOutput
        return len(text)
