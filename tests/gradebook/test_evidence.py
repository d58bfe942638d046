"""Stored evidence is read back as it was, or refused."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.errors import RecordError
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import EVIDENCE_SCHEMA
from autograder.records import pack


@pytest.fixture
def gathered(by_hand):
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1")])
    return by_hand.gathered(key, {"conv/general-1": {"out": np.arange(6.0).reshape(2, 3), "more": None}})


@pytest.fixture
def file(tmp_path, gathered):
    path = tmp_path / "instructor" / "ada" / "evidence.safetensors"
    write_evidence(path, gathered.evidence, gathered.arrays)
    return path


def test_evidence_comes_back_with_its_arrays(file, gathered):
    evidence, arrays = read_evidence(file)
    assert evidence == gathered.evidence
    assert arrays.keys() == gathered.arrays.keys()
    np.testing.assert_array_equal(arrays["conv/general-1/out"], gathered.arrays["conv/general-1/out"])


def test_nothing_but_the_file_is_left_behind(file):
    assert [path.name for path in file.parent.iterdir()] == ["evidence.safetensors"]


def test_what_is_there_is_replaced_as_a_whole(file, gathered):
    write_evidence(file, replace(gathered.evidence, submission="bob"), {})
    assert read_evidence(file)[0].submission == "bob"


def test_a_write_that_breaks_off_leaves_the_earlier_evidence(file, gathered):
    with pytest.raises(NotImplementedError):
        write_evidence(file, replace(gathered.evidence, remarks={1: object()}), gathered.arrays)
    assert read_evidence(file)[0] == gathered.evidence


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"none\.safetensors: No such file or directory"):
        read_evidence(tmp_path / "none.safetensors")


def test_a_damaged_file_is_refused(file):
    data = file.read_bytes()
    for damaged in (b"", data[:-1], data[1:], data + b"\0", b"\xff" * len(data)):
        file.write_bytes(damaged)
        with pytest.raises(RecordError):
            read_evidence(file)


def test_evidence_of_another_version_is_refused(file, gathered):
    file.write_bytes(pack(replace(gathered.evidence, schema=EVIDENCE_SCHEMA + 1), gathered.arrays))
    with pytest.raises(RecordError, match=f"made by another version \\(format {EVIDENCE_SCHEMA + 1}\\)"):
        read_evidence(file)
