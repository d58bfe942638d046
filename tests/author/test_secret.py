"""The secret that hidden numbers come from is one person's alone."""

import os
import stat

import pytest

from autograder.author.secret import VARIABLE, read_secret, secret_digest, secret_file
from autograder.errors import UsageError

posix = pytest.mark.skipif(os.name != "posix", reason="modes of files")


def test_it_is_made_on_first_use_and_stays(tmp_path):
    path = tmp_path / "config" / "secret"
    made = read_secret(path)
    assert len(made) == 64
    assert int(made, 16)
    assert read_secret(path) == made
    assert read_secret(tmp_path / "other") != made


@posix
def test_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "config" / "autograder" / "secret"
    read_secret(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o666])
def test_it_is_refused_when_others_can_reach_it(tmp_path, mode):
    path = tmp_path / "secret"
    read_secret(path)
    path.chmod(mode)
    with pytest.raises(UsageError) as caught:
        read_secret(path)
    assert str(caught.value) == (f"{path} can be read by others; hidden cases come from it. Run: chmod 600 {path}")


def test_its_place_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine"))
    assert secret_file() == tmp_path / "mine"
    assert read_secret() == (tmp_path / "mine").read_text().strip()


def test_without_a_name_it_lies_with_the_settings_of_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert secret_file() == tmp_path / "autograder" / "secret"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert secret_file() == tmp_path / ".config" / "autograder" / "secret"


def test_its_digest_tells_two_apart_and_gives_neither_away():
    one, other = "ab" * 32, "cd" * 32
    assert secret_digest(one) == secret_digest(one) != secret_digest(other)
    assert len(secret_digest(one)) == 16
    assert secret_digest(one) not in one


@pytest.mark.parametrize("text", ["", "\n", "short"])
def test_a_file_without_a_secret_is_refused(tmp_path, text):
    path = tmp_path / "secret"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(
        UsageError, match=r"secret holds no secret: \d characters\. Delete it, and a new one is made"
    ):
        read_secret(path)
