"""Drafts quote what strangers wrote: whatever that is, it comes back from the YAML as it was, and as text only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.author.drafts import Draft, drafts, render_drafts
from autograder.course.mistakes import read_mistakes
from autograder.course.strict_yaml import parse_yaml
from autograder.errors import RubricError
from autograder.model import Finding

BODY = "y = 2 * x\nif y:\n    y += 1\n\nreturn y\n"


def draft(body=BODY, who=("anna",), headline="out is wrong", looks=""):
    finding = Finding(
        cause="unknown: conv out", items=("conv",), outputs=("out",), lost=1, headline=headline,
        cases="In 2 of 3.", looks=looks,
    )  # fmt: skip
    return Draft(finding, tuple(who), "layer.py", "Layer.forward", body)


def entries(text):
    return parse_yaml(text, "drafts").data["mistakes"]


def test_a_draft_waits_for_its_id_its_hint_and_its_name(tmp_path):
    path = tmp_path / "mistakes.yaml"
    path.write_text(render_drafts([draft()], []))
    assert entries(path.read_text()) == [
        {"id": "rename-me-conv-1", "file": "layer.py", "function": "Layer.forward", "body": BODY, "hint": "",
         "name": "", "seen": 1}
    ]  # fmt: skip
    with pytest.raises(RubricError, match="expected a text, got an empty one"):
        read_mistakes(path)
    path.write_text(path.read_text().replace("hint: ''", "hint: h").replace("name: ''", "name: n"))
    [mistake] = read_mistakes(path)
    assert mistake.body.text == BODY


def test_ids_are_new():
    text = render_drafts([draft(), draft()], ["rename-me-conv-1"])
    assert [entry["id"] for entry in entries(text)] == ["rename-me-conv-2", "rename-me-conv-3"]


def test_names_and_headlines_stay_comments():
    evil = "anna\n  - id: evil\x85\u2028  right: x"
    [entry] = entries(render_drafts([draft(who=[evil] * 20, headline=evil)], []))
    assert entry["id"] == "rename-me-conv-1"
    assert entry["seen"] == 20
    assert "and 12 more" in render_drafts([draft(who=[evil] * 20)], [])


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_every_body_comes_back_as_it_was(body):
    [entry] = entries(render_drafts([draft(body)], []))
    assert entry["body"] == body


def test_what_cannot_be_seen_is_written_as_an_escape():
    text = render_drafts([draft("x = 1  # \u202eabc\tdef\x1b[31m\n")], [])
    assert text.replace("\n", "").isprintable()
    assert "\\u202eabc\\tdef\\u001b[31m" in text


def test_what_the_error_looks_like_stands_beside_its_draft():
    assert "  # out is N times what is expected.\n" in render_drafts(
        [draft(looks="out is N times what is expected.")], []
    )


def test_no_failures_no_drafts(by_hand):
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1")])
    assert drafts(key, []) == []
