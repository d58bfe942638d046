"""The sample grades, and gold files with an update switch: UPDATE_GOLD=1 writes them anew."""

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from autograder.model import Grade
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.terminal import render_check, render_grade_line

GOLD = Path(__file__).parents[1] / "gold" / "report"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("report_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return _load()


@pytest.fixture(scope="session")
def every_report() -> Callable[[Grade], dict[str, str]]:
    """All that can be made of one grade, by name; `json` is for programs, the others are read by people."""

    def render(grade: Grade) -> dict[str, str]:
        return {
            "terminal": render_check(grade),
            "ascii": render_check(grade, unicode=False),
            "colour": render_check(grade, colour=True),
            "quiet": render_check(grade, quiet=True),
            "line": render_grade_line(grade),
            "page": student_page(grade),
            "summary": summary_markdown(grade),
            "junit": junit_xml(grade).decode(),
            "json": grade_json(grade).decode(),
        }

    return render


@pytest.fixture
def same_as_gold() -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLD / name
        if os.environ.get("UPDATE_GOLD"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{path} differs; UPDATE_GOLD=1 writes it anew"

    return compare
