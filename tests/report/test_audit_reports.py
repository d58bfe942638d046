"""An audit as a person reads it, on the terminal and as a page; of a notebook, a mutant says where to look."""

from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.model.audit import AUDIT_SCHEMA, Audit, AuditedItem, AuditedMutant, Losses
from autograder.report.audit_page import audit_page
from autograder.report.audit_text import render_audit

HOW_NAMED = "Each is named by its cell, counted from 1 with those of text"


def audit_of(file):
    looked_at = AuditedMutant(
        id=f"{file}:15:43 ** -> *",
        file=file,
        line=15,
        code="bound = (channels * kernel*2) ** -0.5",
        losses=Losses(),
        mark="left-open",
        why="Every question sets its own.",
    )
    return Audit(
        schema=AUDIT_SCHEMA, homework="small", title="Small", made_of={}, mutants=(looked_at,), seconds=1.0,
        items=(), mistakes=(), cases=(), right=(), problems=(), warnings=(),
    )  # fmt: skip


def with_item(audit, **kinds):
    kinds = {"both": (), "public_only": (), "hidden_only": (), "none": (), **kinds}
    return replace(audit, items=(AuditedItem(id="steps", title="Steps", points=Fraction(6), **kinds),))


def lines(text):
    return [line.strip() for line in text.splitlines()]


def test_a_mutant_that_was_looked_at_stands_there_with_its_line():
    said = lines(render_audit(audit_of("layer.py")))
    at = said.index("left open: layer.py:15:43 ** -> *")
    assert said[at + 1] == "bound = (channels * kernel*2) ** -0.5"
    assert "Every question sets its own." not in said


def test_and_with_the_reason_where_all_is_told():
    said = lines(render_audit(audit_of("layer.py"), full=True))
    at = said.index("left open: layer.py:15:43 ** -> *")
    assert said[at + 2] == "Every question sets its own."


@pytest.mark.parametrize("render", [render_audit, audit_page])
def test_how_a_mutant_of_a_notebook_is_named_is_said(render):
    assert HOW_NAMED in " ".join(lines(render(audit_of("small.ipynb cell 8"))))
    assert HOW_NAMED not in " ".join(lines(render(audit_of("layer.py"))))


@pytest.mark.parametrize("render", [render_audit, audit_page])
def test_what_an_item_does_not_show_in_public_is_named(render):
    said = render(with_item(audit_of("layer.py"), both=("a",), hidden_only=("b", "c"), none=("d",)))
    assert "steps, by hidden cases only: b, c" in said
    assert "steps, only in cases that cost nothing: d" in said
    assert "steps, " not in render(with_item(audit_of("layer.py"), both=("a",), public_only=("b",)))
