"""A key lies in two files: what students may have, and what only graders have."""

import os
import stat
from dataclasses import replace

import numpy as np
import pytest

from autograder.course.key import HIDDEN, PUBLIC, made_of, read_public, read_whole, write_key
from autograder.errors import RecordError
from autograder.model import KEY_SCHEMA, Mistake
from autograder.records import digest


@pytest.fixture
def parts(by_hand):
    """Two items; of each a public case and its hidden twin."""
    items = [by_hand.item("conv"), by_hand.item("pool")]
    names = {
        "conv/general-1": False,
        "pool/general-1": False,
        "conv/general-1-twin": True,
        "pool/general-1-twin": True,
    }
    cases = [by_hand.case(name, hidden=hidden) for name, hidden in names.items()]
    key = by_hand.key(items, cases, made_of={"rubric.yaml": "one"}, part="public", probes="def conv(): ...")
    public = replace(
        key, cases=tuple(c for c in cases if not c.hidden), mistakes=(Mistake(id="m", items=("conv",)),)
    )
    hidden = replace(
        key,
        part="hidden",
        probes="",
        secret="digest",
        cases=tuple(c for c in cases if c.hidden),
        mistakes=(Mistake(id="m", items=("conv",), name="Its name.", hint="Its hint."),),
    )
    return (
        (public, by_hand.expected({case.id: {"out": np.arange(3.0)} for case in public.cases})),
        (hidden, by_hand.expected({case.id: {"out": np.arange(4.0)} for case in hidden.cases})),
    )


@pytest.fixture
def folder(tmp_path, parts):
    for key, arrays in parts:
        write_key(tmp_path / "build" / "conv", key, arrays)
    return tmp_path / "build" / "conv"


def test_the_public_part_is_read_alone(folder, parts):
    key, arrays = read_public(folder / PUBLIC)
    assert replace(key, digest="") == parts[0][0]
    assert set(arrays) == set(parts[0][1])


def test_both_parts_are_read_as_one_key_item_by_item(folder):
    key, arrays = read_whole(folder)
    assert key.part == "whole"
    assert [case.id for case in key.cases] == [
        "conv/general-1", "conv/general-1-twin", "pool/general-1", "pool/general-1-twin",
    ]  # fmt: skip
    assert {name.split("/out/")[0] for name in arrays} == {case.id for case in key.cases}


def test_graders_get_the_sentences_and_the_secret_of_the_hidden_part(folder):
    key, _ = read_whole(folder)
    assert key.mistakes[0].name == "Its name."
    assert key.secret == "digest"
    assert key.probes == "def conv(): ..."


def test_a_key_knows_the_bytes_that_it_was_read_from(folder):
    key, _ = read_whole(folder)
    assert key.digest == digest((folder / PUBLIC).read_bytes())
    assert key.hidden_digest == digest((folder / HIDDEN).read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_only_the_public_part_can_be_read_by_others(folder):
    assert stat.S_IMODE((folder / HIDDEN).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / PUBLIC).stat().st_mode) & 0o044


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_what_an_interrupted_build_left_behind_does_not_open_the_hidden_part(tmp_path, parts):
    (tmp_path / "hidden.partial").write_text("left behind")
    (tmp_path / "hidden.partial").chmod(0o644)
    write_key(tmp_path, *parts[1])
    assert stat.S_IMODE((tmp_path / HIDDEN).stat().st_mode) == 0o600


def test_nothing_half_written_stays(folder):
    assert sorted(path.name for path in folder.iterdir()) == [HIDDEN, PUBLIC]


def test_parts_of_different_builds_are_refused(folder, parts):
    write_key(folder, replace(parts[1][0], made_of={"rubric.yaml": "two"}), parts[1][1])
    with pytest.raises(
        RecordError, match=r"public\.key and hidden\.key are from different builds\. Run: autograder"
    ):
        read_whole(folder)


@pytest.mark.parametrize("part", [0, 1])
def test_a_key_of_another_version_is_refused(folder, parts, part):
    write_key(folder, replace(parts[part][0], schema=KEY_SCHEMA + 1), parts[part][1])
    with pytest.raises(RecordError, match=f"format {KEY_SCHEMA + 1}, this one reads {KEY_SCHEMA}"):
        read_whole(folder)


@pytest.mark.parametrize("name", [PUBLIC, HIDDEN])
def test_a_missing_part_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(RecordError, match=f"{name}: No such file or directory"):
        read_whole(folder)


@pytest.mark.parametrize("name", [PUBLIC, HIDDEN])
def test_a_damaged_part_is_refused(folder, name):
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(RecordError):
        read_whole(folder)


def test_a_folder_without_a_readable_key_is_made_of_nothing(folder, tmp_path):
    assert made_of(folder) == {"rubric.yaml": "one"}
    assert made_of(tmp_path / "elsewhere") is None
    (folder / PUBLIC).write_bytes(b"no key")
    assert made_of(folder) is None
