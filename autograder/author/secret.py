"""The secret that hidden numbers are drawn from: one file of the instructor, outside every repository."""

import hashlib
import os
import secrets
from pathlib import Path

from autograder.errors import UsageError

VARIABLE = "AUTOGRADER_SECRET_FILE"
LEAST = 16


def secret_file() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    config = os.environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else Path.home() / ".config") / "autograder" / "secret"


def read_secret(path: Path | None = None) -> str:
    """Made on first use, readable by its owner only. Raises UsageError when others may read it."""
    path = path or secret_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise UsageError(f"{path} can be read by others; hidden cases come from it. Run: chmod 600 {path}")
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < LEAST:
        raise UsageError(f"{path} holds no secret: {len(secret)} characters. Delete it, and a new one is made")
    return secret


def secret_digest(secret: str) -> str:
    """Says which secret a grade was made with, and nothing about it."""
    return hashlib.sha256(f"digest of {secret}".encode()).hexdigest()[:16]
