"""Whatever a child writes to the grader once student code runs in it, every question gets an answer of its own."""

import json
import struct
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from safetensors.numpy import load

from autograder.box import session
from autograder.box.inside import wire
from autograder.box.inside.wire import HEAD, MAGIC, WireError
from autograder.box.questions import batch_of
from autograder.box.session import Session
from autograder.grade import grade, keep
from autograder.intake.submission import Submission
from autograder.model import Evidence, Found, Outcome
from autograder.records import pack, to_json, unpack
from autograder.report.class_page import class_row
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.script import scripts
from autograder.report.terminal import render_check
from tests.hostile.fuzzing import (
    CLEAN,
    ENDINGS,
    EXPECTED,
    FOUND,
    KEY,
    LENGTHS,
    LOADED,
    SAID,
    STREAMS,
    Child,
    damaged,
    framed,
    frames,
    searched,
)

BATCH = batch_of(KEY, EXPECTED)
IDS = {question.id for question in BATCH.questions}
CUTS = st.lists(st.integers(0, 400), max_size=6)


def pieces(data, cuts):
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    return [data[a:b] for a, b in pairwise(places)]


def read(parts, most_json=300, most_arrays=300):
    """The frames in the parts, and whether there was an error after them."""
    reader, found = wire.Reader(most_json, most_arrays), []
    try:
        for part in parts:
            found += reader.feed(part)
    except WireError:
        return found, True
    return found, False


@searched(150)
@given(st.lists(SAID, max_size=5).map(b"".join), CUTS)
def test_it_does_not_matter_where_a_stream_is_cut(data, cuts):
    assert read(pieces(data, cuts)) == read([data])


@searched(300)
@given(LENGTHS, st.binary(max_size=100))
def test_a_length_is_believed_only_below_its_bound(lengths, data):
    found, failed = read([HEAD.pack(MAGIC, *lengths) + data])
    json_length, arrays_length = lengths
    assert failed >= (json_length > 300 or arrays_length > 300)
    whole = not failed and sum(lengths) <= len(data)
    assert found[:1] == ([(data[:json_length], data[json_length : sum(lengths)])] if whole else []) or failed


@searched(150)
@given(st.one_of(frames(), damaged()), CUTS)
def test_a_frame_is_never_larger_than_it_may_be(data, cuts):
    found, _ = read(pieces(data, cuts), 60, 40)
    assert all(len(header) <= 60 and len(body) <= 40 for header, body in found)


def asked(streams, piece=10**9, ending=CLEAN):
    """What a session makes of children that say these streams, one child after the other."""
    left = iter(streams)
    return Session(BATCH, lambda: Child(next(left, LOADED), piece, ending)).run()


def gathered(replies):
    submission = Submission(
        name="ada", source=Path(), files={}, documents={}, remarks=(),
        found={item.id: Found(exists=True, line=1) for item in KEY.rubric.items},
    )  # fmt: skip
    return keep(submission, KEY, EXPECTED, BATCH.digest, replies, {})


@searched(80)
@given(STREAMS, st.integers(1, 300), ENDINGS)
def test_every_question_gets_an_answer_and_none_is_our_failure(streams, piece, ending):
    replies = asked(streams, piece, ending)
    assert replies.answers.keys() == IDS
    assert all(answer.outcome is not Outcome.OUR_FAILURE for answer in replies.answers.values())


@searched(50)
@given(STREAMS)
def test_whatever_was_said_can_be_stored_judged_and_shown(streams):
    found = gathered(asked(streams))
    stored = unpack(pack(found.evidence, found.arrays), Evidence)[0]
    assert stored == found.evidence
    graded = grade(KEY, EXPECTED, found)
    assert graded.open == 0
    for reader in ("instructor", "student"):
        seen = disclose(graded, reader)
        render_check(seen), summary_markdown(seen), grade_json(seen), class_row(graded)
        student_page(seen, scripts=scripts(seen, KEY))
        ElementTree.fromstring(junit_xml(seen))


@searched(60)
@given(STREAMS)
def test_what_is_kept_of_an_answer_is_small(streams):
    for answer in asked(streams).answers.values():
        assert len(to_json(answer)) < 200_000


REACHED = {
    "a forged answer": lambda replies: any(a.outcome is Outcome.ANSWERED and a.values for a in replies),
    "a forged error": lambda replies: any(a.failure is not None for a in replies),
    "forged facts": lambda replies: any(a.facts for a in replies),
    "garbage": lambda replies: any(a.outcome is Outcome.UNREADABLE for a in replies),
    "an end": lambda replies: any(a.outcome is Outcome.EXITED for a in replies),
    "arrays": lambda replies: any(v.kind == "array" and v.kept for a in replies for v in a.values.values()),
}


@pytest.mark.long
@pytest.mark.parametrize("what", REACHED)
def test_the_search_reaches_every_kind_of_answer(what):
    find(STREAMS, lambda streams: REACHED[what](list(asked(streams).answers.values())), settings=FOUND)


def naively(data):
    """A decoder that believes what it reads."""
    while data:
        _, json_length, arrays_length = HEAD.unpack_from(data)
        middle, end = HEAD.size + json_length, HEAD.size + json_length + arrays_length
        header, arrays = json.loads(data[HEAD.size : middle]), load(data[middle:end]) if arrays_length else {}
        yield header["n"], {name: np.asarray(array) for name, array in arrays.items()}
        data = data[end:]


def naive_error(data):
    try:
        list(naively(data))
    except Exception as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize(
    "name", ["error", "JSONDecodeError", "UnicodeDecodeError", "KeyError", "TypeError", "SafetensorError"]
)
def test_a_decoder_that_believes_what_it_reads_is_hit(name):
    find(SAID, lambda data: naive_error(data) == name, settings=FOUND)


def lying_tensor(shape):
    header = json.dumps({"out": {"dtype": "U8", "shape": shape, "data_offsets": [0, int(0 not in shape)]}}).encode()
    return framed(b'{"n":0}', struct.pack("<Q", len(header)) + header + bytes(0 not in shape))


@pytest.mark.parametrize("shape", [[1] * 65, [0] * 65, [0, 2**40, 2**40]], ids=["many", "empty", "large"])
def test_a_shape_that_numpy_refuses_is_unreadable(shape):
    replies = asked([LOADED + lying_tensor(shape)])
    assert replies.answers[BATCH.questions[0].id].outcome is Outcome.UNREADABLE


def test_the_name_of_a_file_that_is_loaded_has_an_end():
    said = wire.encode({"loading": "x" * 1_000_000}, {})
    assert max(len(answer.detail) for answer in asked([said]).answers.values()) < 1000


def test_the_arrays_of_all_answers_together_have_an_end(monkeypatch):
    """Each frame keeps its own bound; there are as many frames as questions."""
    monkeypatch.setattr(session, "MOST_KEPT", 20 << 20)
    said = [wire.encode({"n": n}, {"junk": np.zeros(15 << 20, np.uint8)}) for n in BATCH.stages[0]]
    kept = asked([LOADED + b"".join(said)]).arrays
    assert 0 < sum(array.nbytes for array in kept.values()) <= 20 << 20
