import json
import pickle
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from safetensors.numpy import load

from autograder.box.inside import wire

HEADER = {"n": 3, "outcome": "answered", "prints": "größer\n", "values": {"out": {"kind": "array"}}}
ARRAYS = {"out": np.arange(6.0).reshape(2, 3), "n": np.array(7), "none": np.zeros((0, 4), dtype=np.float32)}


def decoded(frame):
    header, body = frame
    return json.loads(header), load(body) if body else {}


def same(one, other):
    return one.keys() == other.keys() and all(
        one[n].dtype == other[n].dtype and one[n].shape == other[n].shape and one[n].tobytes() == other[n].tobytes()
        for n in one
    )


@pytest.mark.parametrize("arrays", [{}, ARRAYS])
def test_what_is_written_is_read(arrays):
    [frame] = wire.Reader().feed(wire.encode(HEADER, arrays))
    header, read = decoded(frame)
    assert header == HEADER
    assert same(read, arrays)


def test_a_frame_arrives_whole_wherever_it_was_cut():
    data = wire.encode(HEADER, ARRAYS)
    [whole] = wire.Reader().feed(data)
    for cut in range(len(data)):
        reader = wire.Reader()
        assert list(reader.feed(data[:cut])) == []
        assert list(reader.feed(data[cut:])) == [whole]


def test_frames_arrive_one_by_one_from_single_bytes():
    frames = [wire.encode({"n": n}, {"out": np.full(n, n)} if n else {}) for n in range(4)]
    reader = wire.Reader()
    arrived = [frame for byte in b"".join(frames) for frame in reader.feed(bytes([byte]))]
    assert [json.loads(header)["n"] for header, _ in arrived] == [0, 1, 2, 3]


def test_several_frames_at_once_come_in_their_order():
    data = b"".join(wire.encode({"n": n}, {}) for n in range(50))
    assert [json.loads(header)["n"] for header, _ in wire.Reader().feed(data)] == list(range(50))


def test_no_bytes_are_no_frame():
    assert list(wire.Reader().feed(b"")) == []


@pytest.mark.parametrize("lengths", [(101, 0), (0, 101), (101, 101), (2**32 - 1, 0), (0, 2**64 - 1)])
def test_a_length_over_the_bound_is_refused_before_the_bytes_arrive(lengths):
    with pytest.raises(wire.WireError, match="too large"):
        list(wire.Reader(100, 100).feed(wire.HEAD.pack(wire.MAGIC, *lengths)))


def test_a_length_at_the_bound_is_waited_for():
    reader = wire.Reader(100, 100)
    assert list(reader.feed(wire.HEAD.pack(wire.MAGIC, 100, 100))) == []
    assert list(reader.feed(bytes(200))) == [(bytes(100), bytes(100))]


def test_the_usual_bounds_are_finite():
    for lengths in ((wire.MOST_JSON + 1, 0), (0, wire.MOST_ARRAYS + 1)):
        with pytest.raises(wire.WireError):
            list(wire.Reader().feed(wire.HEAD.pack(wire.MAGIC, *lengths)))


@pytest.mark.parametrize(
    "garbage", [b"\0", b"x", b"AGX", b"AGW0", b"AGW2" + bytes(100), json.dumps(HEADER).encode(), pickle.dumps([1])]
)
def test_garbage_is_refused_at_its_first_wrong_byte(garbage):
    with pytest.raises(wire.WireError, match="do not begin like a frame"):
        list(wire.Reader().feed(garbage))


def test_garbage_after_a_frame_does_not_take_the_frame_back():
    frames = wire.Reader().feed(wire.encode(HEADER, {}) + b"garbage")
    assert decoded(next(frames))[0] == HEADER
    with pytest.raises(wire.WireError):
        next(frames)


def test_the_head_is_what_the_other_side_expects():
    """Both sides may come from different installations: the format is fixed, byte by byte."""
    assert wire.encode({"n": 1}, {}) == b"AGW1" + struct.pack("<IQ", 7, 0) + b'{"n":1}'


def test_half_a_letter_is_sent_as_a_sign_that_can_be_read():
    [(header, _)] = wire.Reader().feed(wire.encode({"prints": "a\udc80b", "é": 1}, {}))
    assert json.loads(header) == {"prints": "a?b", "é": 1}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)
NUMBERS = npst.arrays(
    st.sampled_from([np.float64, np.float32, np.float16, np.int64, np.int32, np.uint8, np.bool_]),
    npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(TEXT, JSON, max_size=4), st.dictionaries(TEXT, NUMBERS, max_size=3), st.integers(1, 40))
def test_any_frame_in_any_pieces_comes_back(header, arrays, piece):
    data = wire.encode(header, arrays)
    reader = wire.Reader()
    frames = [frame for at in range(0, len(data), piece) for frame in reader.feed(data[at : at + piece])]
    [(read_header, read_arrays)] = [decoded(frame) for frame in frames]
    assert read_header == header
    assert same(read_arrays, arrays)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=40) | st.just(wire.encode({"n": 1}, {})) | st.just(b"AGW1"), max_size=6))
def test_any_bytes_are_frames_or_an_error(pieces):
    reader, taken = wire.Reader(50, 50), 0
    try:
        for piece in pieces:
            for header, body in reader.feed(piece):
                taken += wire.HEAD.size + len(header) + len(body)
                assert len(header) <= 50
                assert len(body) <= 50
    except wire.WireError:
        pass
    assert taken <= sum(map(len, pieces))
