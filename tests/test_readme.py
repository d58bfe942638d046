"""What the README says is there is there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_command_that_the_readme_names_exists():
    named = set(re.findall(r"^    autograder ([\w-]+)", README, re.MULTILINE))
    assert {"check", "hint", "try", "grade", "regrade", "build", "bundle", "schema"} <= named
    for command in named:
        done = subprocess.run(
            [sys.executable, "-m", "autograder", command, "--help"], capture_output=True, check=False
        )
        assert done.returncode == 0, command


def test_every_make_target_that_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`?make ([a-z-]+)", README))
    assert {"demo", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_dependency_has_its_line_and_every_extra_its_name():
    for requirement in PROJECT["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)[0]
        assert f"| {name} |" in README
    for extra in PROJECT["optional-dependencies"]:
        assert f"`{extra}`" in README, extra


def test_every_file_and_folder_that_the_readme_links_is_there():
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
    for row in re.findall(r"^\| (`[^|]+`) \|", README, re.MULTILINE):
        first = re.match(r"`([\w./]+)`", row)[1]
        assert (ROOT / first).exists() or (ROOT / "autograder" / first).exists(), first


def test_nobody_is_told_to_install_the_other_autograder():
    texts = [p for p in ROOT.rglob("*") if p.suffix in {".md", ".yml", ".toml"} and ".venv" not in p.parts]
    assert texts
    for path in texts:
        assert not re.search(r"pip install autograder\b", path.read_text(encoding="utf-8")), path
