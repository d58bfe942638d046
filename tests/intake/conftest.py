"""A made-up homework of two files, hand-ins from a dictionary of texts, and zips with any entry."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from autograder.intake.reading import Source, read_sources
from autograder.intake.submission import Submission, open_submission
from autograder.model import KEY_SCHEMA, Code, Item, Key, Limits, Rubric, Tell

Entry = tuple[str | zipfile.ZipInfo, bytes]
GIVEN = "GIVEN = 1\n\ndef given():\n    return GIVEN\n"


def _item(name: str, file: str) -> Item:
    code = Code(file=file, name=name)
    return Item(id=name.replace(".", "-").lower(), title=name, check="values", shares=(), tell=Tell.HINT, code=code)


@pytest.fixture(scope="session")
def make_key() -> Callable[..., Key]:
    """The homework's key; `code` names what the items ask for, as pairs of file and name."""

    def make(*code: tuple[str, str], **changes: Any) -> Key:
        asked = code or (("hw.py", "double"), ("lib/net.py", "Net.forward"))
        rubric = {
            "homework": "tiny",
            "title": "Tiny",
            "total": Fraction(0),
            "code": ("hw.py", "lib/net.py"),
            "documents": {"notebook": "hw.ipynb"},
            "allow": ("numpy",),
            "limits": Limits(),
            "tell": Tell.HINT,
            "provided": "restore",
            "items": tuple(_item(name, file) for file, name in asked),
        }
        return Key(
            schema=KEY_SCHEMA,
            part="public",
            rubric=Rubric(**{**rubric, **changes}),
            probes="",
            provided={"lib/__init__.py": "", "lib/given.py": GIVEN},
            cases=(),
        )

    return make


@pytest.fixture(scope="session")
def key(make_key) -> Key:
    return make_key()


@pytest.fixture(scope="session")
def complete() -> dict[str, str]:
    """What a careful student hands in."""
    return {
        "hw.py": "def double(x):\n    return 2 * x\n",
        "lib/__init__.py": "",
        "lib/given.py": GIVEN,
        "lib/net.py": "class Net:\n    def forward(self, x):\n        return x\n",
        "hw.ipynb": "{}",
    }


@pytest.fixture
def hand_in(tmp_path) -> Callable[..., Path]:
    """A folder with these files."""

    def write(files: Mapping[str, str], name: str = "anna") -> Path:
        folder = tmp_path / "class" / name
        folder.mkdir(parents=True)
        for file, text in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def opened(tmp_path, key) -> Callable[..., Submission]:
    """The submission at a path, opened in a work folder of its own."""

    def run(path: Path, of: Key = key) -> Submission:
        return open_submission(path, of, Path(tempfile.mkdtemp(dir=tmp_path, prefix="work-")))

    return run


@pytest.fixture
def sources(tmp_path) -> Callable[..., dict[str, Source]]:
    """Files of a hand-in as they are read: text by name, or bytes as they are."""

    def read(files: Mapping[str, str | bytes]) -> dict[str, Source]:
        root = Path(tempfile.mkdtemp(dir=tmp_path, prefix="read-"))
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_sources(root)

    return read


@pytest.fixture(scope="session")
def zipped() -> Callable[..., bytes]:
    """A zip of these entries; a name is taken as it is, with backslashes, colons and control characters."""

    def pack(entries: Iterable[Entry] | Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        file = io.BytesIO()
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, data in pairs:
                archive.writestr(name, data)
        return file.getvalue()

    return pack
