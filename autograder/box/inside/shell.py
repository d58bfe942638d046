"""What a notebook asks of other programs: nothing in the box may start one, so that it is said and goes on."""

from typing import Any

SCRIPTS = ("bash", "sh", "script", "system", "sx", "perl", "ruby", "cmd", "pypy", "python2", "python3", "js", "!")
INSTALLERS = ("pip", "conda", "mamba", "micromamba", "uv")


def without_programs(shell: Any) -> None:
    """Lines such as `!wget` are told instead of failing, as the rest of their cell may need nothing of them."""
    shell.system = shell.system_raw = shell.system_piped = _line
    shell.getoutput = _nothing
    for name in SCRIPTS:
        shell.register_magic_function(_cell, "cell", name)
    for name in INSTALLERS:
        shell.register_magic_function(_line, "line", name)


def _line(command: str, *_: Any, **__: Any) -> None:
    print(f"Not run here: {command}")


def _nothing(command: str, *_: Any, **__: Any) -> list[str]:
    _line(command)
    return []


def _cell(line: str, cell: str = "") -> None:
    _line(f"{line} {cell}".strip())
