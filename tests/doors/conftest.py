"""The real command line on a course of its own: conv_layers, copied to a temporary folder and built there once."""

import io
import os
import pty
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions" / "conv_layers"
DEADLINE = 240
PADDING = "wrong/dx_empty_at_padding_0"
Said = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def command() -> list[str]:
    return [sys.executable, "-m", "autograder"]


@pytest.fixture(scope="session")
def call(environment: dict[str, str], command: list[str]) -> Callable[..., Said]:
    """Runs the command line in a folder; `env` adds to the environment, or takes away with None."""

    def run(*arguments: object, cwd: Path, env: Mapping[str, str | None] | None = None, utf8: bool = True) -> Said:
        wanted = {"PYTHONPATH": str(ROOT), **environment, **(env or {})}
        return subprocess.run(
            [*command, *map(str, arguments)],
            cwd=cwd,
            env={name: value for name, value in wanted.items() if value is not None},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8" if utf8 else "ascii",
            timeout=DEADLINE,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def new_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A fresh copy of what an instructor wrote, but for the known mistakes: it is built in a moment."""
    return lambda: _copied(tmp_path_factory.mktemp("course"), "mistakes.yaml", "bases")


def _copied(root: Path, *but: str) -> Path:
    for part in ("rubrics", "reference"):
        unwanted = shutil.ignore_patterns("__pycache__", *but)
        shutil.copytree(ROOT / part / "conv_layers", root / part / "conv_layers", ignore=unwanted)
    return root


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, secret_file: Path) -> dict[str, str]:
    """Nothing of the person who runs the tests."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path_factory.mktemp("home")),
        "TMPDIR": str(tmp_path_factory.mktemp("tmp")),
        "AUTOGRADER_SECRET_FILE": str(secret_file),
        "LANG": "C.UTF-8",
    }


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory, key_folder: Path) -> Path:
    """The whole course with its key, which `build` finds to be its own. No test writes to it."""
    root = _copied(tmp_path_factory.mktemp("whole"))
    build = root / "build" / "conv_layers"
    build.mkdir(parents=True)
    for part in ("public.key", "hidden.key"):
        shutil.copy2(key_folder / part, build)
    return root


@pytest.fixture(scope="session")
def built_in_a_moment(new_course: Callable[[], Path], call: Callable[..., Said]) -> Path:
    root = new_course()
    assert call("build", "conv_layers", cwd=root).returncode == 0
    return root


@pytest.fixture
def own_workshop(built_in_a_moment: Path, tmp_path: Path) -> Path:
    """A built course to change."""
    return Path(shutil.copytree(built_in_a_moment, tmp_path / "workshop"))


@pytest.fixture
def autograder(call: Callable[..., Said], workshop: Path) -> Callable[..., Said]:
    """The command line, called in the course folder unless another is named."""
    return lambda *arguments, **more: call(*arguments, **{"cwd": workshop, **more})


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[..., Path]:
    """A student's folder: what was handed out, with the files of a sample submission over it."""

    def make(sample: str = "", name: str = "anna") -> Path:
        folder = tmp_path / "hand-ins" / name
        shutil.copytree(ROOT / "reference" / "conv_layers", folder, ignore=shutil.ignore_patterns("__pycache__"))
        if sample:
            shutil.copytree(SAMPLES / sample, folder, dirs_exist_ok=True)
        return folder

    return make


@pytest.fixture(scope="session")
def zip_of() -> Callable[[Path], bytes]:
    def pack(folder: Path) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder))
        return file.getvalue()

    return pack


@pytest.fixture
def on_terminal(environment: dict[str, str], command: list[str], workshop: Path) -> Callable[..., str]:
    """What the command line writes to a terminal; standard error goes there as well."""

    def run(*arguments: object, env: Mapping[str, str] | None = None) -> str:
        ours, theirs = pty.openpty()
        wanted = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment, **(env or {})}
        with subprocess.Popen(
            [*command, *map(str, arguments)], cwd=workshop, env=wanted, stdin=theirs, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            written = _read_all(ours)
            process.wait(DEADLINE)
        return written.decode()

    return run


def _read_all(fd: int) -> bytes:
    """Until the other end of the terminal is closed, which Linux says with an error."""
    parts = []
    try:
        while part := os.read(fd, 1 << 16):
            parts.append(part)
    except OSError:
        pass
    os.close(fd)
    return b"".join(parts)


@pytest.fixture(scope="session")
def one_line() -> Callable[[str], str]:
    """A text without its line breaks, wherever they fell."""
    return lambda text: " ".join(text.split())
