"""Records are written the same way every time, and a damaged one is refused and never misread."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from autograder.course.key import HIDDEN, PUBLIC
from autograder.errors import RecordError
from autograder.model import Answer, Evidence, Frame, Grade, Key, Outcome, Share, Value
from autograder.records import as_array, digest, from_json, pack, to_json, unpack

DTYPES = ("<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1", "<u8", "<u4", "<u2", "|u1", "|b1")


@pytest.fixture(scope="module")
def small(by_hand):
    """A key with a case and arrays: little enough to be cut at every byte."""
    key = by_hand.key([by_hand.item(points={"general": "1/3"})], [by_hand.case("conv/general-1", tags={"a": True})])
    return key, by_hand.expected({"conv/general-1": {"out": np.arange(6.0).reshape(2, 3)}})


def same(left, right):
    assert left.keys() == right.keys()
    for name in left:
        np.testing.assert_array_equal(left[name], right[name])
        assert left[name].dtype == right[name].dtype


def test_a_record_comes_back_as_it_was(small, by_hand):
    key, arrays = small
    grade = by_hand.graded(key, arrays, {"conv/general-1": {"out": np.zeros((2, 3))}})
    assert from_json(to_json(key), Key) == key
    assert from_json(to_json(grade), Grade) == grade
    assert grade.findings


def test_a_packed_record_comes_back_with_its_arrays(small):
    key, arrays = small
    again, read = unpack(pack(key, arrays), Key)
    assert again == key
    same(arrays, read)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3)])
def test_every_type_and_shape_of_array_survives(dtype, shape):
    array = np.arange(int(np.prod(shape))).reshape(shape).astype(dtype)
    _, read = unpack(pack(Frame(file="a", line=1, function="f"), {"x": array}), Frame)
    same({"x": array}, read)


@pytest.mark.parametrize("view", [np.s_[::-1], np.s_[:, ::2], np.s_[1:, 1]])
def test_what_counts_is_the_view_and_not_the_memory_below_it(view):
    array = np.arange(12.0).reshape(3, 4)[view]
    _, read = unpack(pack(Frame(file="a", line=1, function="f"), {"x": array, "y": array.T}), Frame)
    same({"x": array, "y": array.T}, read)


def test_the_same_record_gives_the_same_bytes(by_hand):
    one, other = by_hand.answered(dx=[1.0], dw=[2.0]), by_hand.answered(dx=[1.0], dw=[2.0])
    assert to_json(one) == to_json(other)
    assert pack(one, {"a": np.ones(2), "b": np.zeros(2)}) == pack(other, {"b": np.zeros(2), "a": np.ones(2)})


def test_names_keep_the_order_in_which_they_were_put(by_hand):
    answer = by_hand.answered(dw=[2.0], dx=[1.0], db=[0.0])
    assert list(from_json(to_json(answer), Answer).values) == ["dw", "dx", "db"]


def test_points_are_written_as_exact_fractions():
    assert json.loads(to_json(Share(group="general", points=Fraction(1, 3))))["points"] == "1/3"
    assert from_json('{"group": "general", "points": "2/6"}', Share).points == Fraction(1, 3)


def test_a_packed_record_leaves_out_what_has_its_default(by_hand):
    text = pack(by_hand.answered(out=[1.0]), {})
    assert b"outcome" in text
    assert b"prints" not in text
    assert unpack(text, Answer)[0].prints == ""


def test_a_field_that_is_not_at_its_default_is_kept_even_if_it_is_false(by_hand):
    answer = Answer(outcome=Outcome.ANSWERED, values={"out": Value(kind="array", shape=(9,), kept=False)})
    assert unpack(pack(answer, {}), Answer)[0] == answer


def test_an_object_that_no_record_holds_is_not_written():
    with pytest.raises(NotImplementedError, match="a record holds complex"):
        to_json({"facts": 1j})


def test_json_holds_no_nan(by_hand):
    assert to_json({"loss": float("nan"), "most": float("inf")}) == b'{"loss":null,"most":null}'


@pytest.mark.parametrize(("part", "step"), [(PUBLIC, 997), (HIDDEN, 97)])
def test_a_key_that_was_cut_short_is_refused(key_folder, part, step):
    data = (key_folder / part).read_bytes()
    for length in range(0, len(data), step):
        with pytest.raises(RecordError):
            unpack(data[:length], Key)


def test_evidence_that_was_cut_short_is_refused(ask, submissions):
    gathered = ask(submissions / "right" / "einsum")
    data = pack(gathered.evidence, gathered.arrays)
    for length in range(0, len(data), 97):
        with pytest.raises(RecordError):
            unpack(data[:length], Evidence)


def test_a_small_file_is_refused_at_every_length(small):
    data = pack(*small)
    for length in range(len(data)):
        with pytest.raises(RecordError):
            unpack(data[:length], Key)


def test_a_record_of_another_type_is_refused(small):
    with pytest.raises(RecordError, match="not a readable Evidence"):
        unpack(pack(*small), Evidence)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"file": "a", "line": NaN, "function": "f"}', "JSON is malformed"),
        ('{"file": "a", "line": 1.5, "function": "f"}', "Expected `int`"),
        ('{"file": "a", "line": "1", "function": "f"}', "Expected `int`"),
        ('{"file": "a", "function": "f"}', "missing required field `line`"),
        ('[{"file": "a", "line": 1, "function": "f"}]', "Expected `object`"),
        ('"\\ud800"', "not a readable Frame"),
        ("\ud800", "not a readable Frame"),
        ("[" * 100_000, "not a readable Frame"),
        ("", "truncated"),
    ],
    ids=["nan", "float", "text", "missing", "list", "half an escape", "half a character", "deep", "empty"],
)
def test_json_that_is_not_such_a_record_is_refused(text, complaint):
    with pytest.raises(RecordError, match=complaint):
        from_json(text, Frame)


@pytest.mark.parametrize("points", ['"one"', '"1/0/0"', '"nan"', '"1 / 3"'])
def test_points_that_are_no_fraction_are_refused(points):
    with pytest.raises(RecordError):
        from_json(f'{{"group": "general", "points": {points}}}', Share)


@pytest.mark.parametrize("points", ["1", "0.5", "null", "[]", '"1/0"'])
def test_points_of_another_type_are_refused(points):
    with pytest.raises(RecordError):
        from_json(f'{{"group": "general", "points": {points}}}', Share)


def test_a_field_that_the_record_does_not_have_is_passed_over():
    """Formats have versions; within one, a newer program may say more."""
    known = from_json('{"file": "a", "line": 1, "function": "f", "colour": "red"}', Frame)
    assert known == Frame(file="a", line=1, function="f")


def test_numbers_of_a_type_that_numpy_lacks_are_refused():
    with pytest.raises(RecordError, match="numbers of type BF16 are not used here"):
        as_array({"dtype": "BF16", "shape": [1], "data": b"\0\0"})


def test_a_file_without_a_record_is_refused():
    with pytest.raises(RecordError):
        unpack(save({"x": np.ones(3)}), Frame)
    with pytest.raises(RecordError):
        unpack(save({"x": np.ones(3)}, metadata={"other": "{}"}), Frame)


@given(st.binary(max_size=400))
def test_no_bytes_do_anything_but_fail(data):
    with pytest.raises(RecordError):
        unpack(data, Evidence)
    with pytest.raises(RecordError):
        from_json(data, Evidence)


@given(header=st.binary(max_size=200), rest=st.binary(max_size=50))
def test_no_header_does_anything_but_fail(header, rest):
    with pytest.raises(RecordError):
        unpack(len(header).to_bytes(8, "little") + header + rest, Evidence)


@given(st.data())
def test_a_changed_byte_is_refused_or_reads_as_a_record(by_hand, data):
    """There is no checksum: a digit may become another. But what comes out is a record, or RecordError."""
    key = by_hand.key([by_hand.item(points=2)], [by_hand.case("conv/general-1", tags={"a": True})])
    packed = bytearray(pack(key, by_hand.expected({"conv/general-1": {"out": np.arange(6.0)}})))
    packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    try:
        key, arrays = unpack(bytes(packed), Key)
    except RecordError:
        return
    assert isinstance(key, Key)
    assert all(isinstance(array, np.ndarray) for array in arrays.values())


def test_a_digest_is_of_the_bytes_alone():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(b"a") != digest(b"b")


def test_a_field_that_was_left_out_is_written_again_by_whatever_takes_the_record_over():
    """What is read back is as complete as what was made."""
    made = Answer(outcome=Outcome.ANSWERED)
    unpacked, _ = unpack(pack(made, {}), Answer)
    assert to_json(unpacked) == to_json(made)
