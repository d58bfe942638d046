"""A student's check never loads what only reading a rubric needs."""

import re
import subprocess
import sys
from pathlib import Path

ENGINE = Path(__file__).parents[2] / "autograder"


def test_only_course_imports_pydantic_and_ruamel():
    heavy = re.compile(r"^\s*(from|import) (pydantic|ruamel)\b", re.MULTILINE)
    users = {
        path.relative_to(ENGINE).parts[0]
        for path in ENGINE.rglob("*.py")
        if heavy.search(path.read_text(encoding="utf-8"))
    }
    assert users == {"course"}


def test_finding_a_homework_loads_neither():
    code = "import sys, autograder.course.places; print(sorted({'pydantic', 'ruamel.yaml'} & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ENGINE.parent, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
