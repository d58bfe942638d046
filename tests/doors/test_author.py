import json
import re
import stat

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML


@pytest.fixture
def edited(own_workshop):
    """Replaces a text in a file of the course, which must be there."""

    def edit(file, old, new):
        path = own_workshop / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return path

    return edit


FEW = 12


def test_a_build_says_what_it_made_and_keeps_secrets_to_their_owner(call, new_course, course, tmp_path):
    """With the first few known mistakes, and a secret that is not there yet."""
    root, secret = new_course(), tmp_path / "secret"
    catalogue = (course / "rubrics" / "conv_layers" / "mistakes.yaml").read_text()
    few = "\n  - id: ".join(catalogue.split("\n  - id: ")[: FEW + 1])
    (root / "rubrics" / "conv_layers" / "mistakes.yaml").write_text(few + "\n")
    said = call("build", "conv_layers", "--quick", cwd=root, env={"AUTOGRADER_SECRET_FILE": str(secret)})
    folder = root / "build" / "conv_layers"
    assert re.fullmatch(
        rf"Key conv_layers: \d+ public and \d+ hidden cases, {FEW} known mistakes\. {folder}\n", said.stdout
    )
    assert re.fullmatch(r"(known mistakes: \d+ of \d+\n)+", said.stderr)
    assert {path.name for path in folder.iterdir()} == {"public.key", "hidden.key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "hidden.key", secret)} == {0o600}
    assert secret.read_text().strip().encode() not in (folder / "public.key").read_bytes()


def test_a_second_build_does_nothing(autograder, workshop):
    files = list((workshop / "build" / "conv_layers").iterdir())
    before = [path.stat().st_mtime_ns for path in files]
    said = autograder("build", "conv_layers", "--quick")
    assert (said.returncode, said.stdout) == (0, "Key conv_layers: current.\n")
    assert [path.stat().st_mtime_ns for path in files] == before


def test_the_same_course_and_secret_give_the_same_key(autograder, own_workshop):
    folder = own_workshop / "build" / "conv_layers"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert autograder("build", "conv_layers", "--force", cwd=own_workshop).returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_quick_build_is_not_the_whole_of_it(autograder):
    said = autograder("build", "conv_layers", "--dry-run")
    assert said.returncode == 1
    assert "not current (it was a quick build)" in said.stdout


def test_a_dry_run_says_that_it_is_current_and_builds_nothing(autograder, new_course):
    said = autograder("build", "conv_layers", "--quick", "--dry-run")
    assert (said.returncode, said.stdout) == (0, "Key conv_layers: current.\n")
    root = new_course()
    said = autograder("build", "conv_layers", "--dry-run", cwd=root)
    assert (said.returncode, said.stdout) == (1, "Key conv_layers: not current (there is none).\n")
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("rubrics/conv_layers/rubric.yaml", "rubric.yaml changed"),
        ("rubrics/conv_layers/cases.py", "cases.py changed"),
        ("rubrics/conv_layers/probes.py", "probes.py changed"),
        ("reference/conv_layers/lib/optim.py", "reference changed"),
    ],
)
def test_a_dry_run_says_what_changed(autograder, own_workshop, file, told):
    with (own_workshop / file).open("a") as text:
        text.write("\n# changed\n")
    said = autograder("build", "conv_layers", "--dry-run", cwd=own_workshop)
    assert (said.returncode, said.stdout) == (1, f"Key conv_layers: not current ({told}).\n")


def test_another_secret_needs_another_key(autograder, tmp_path):
    other = {"AUTOGRADER_SECRET_FILE": str(tmp_path / "new" / "secret")}
    said = autograder("build", "conv_layers", "--quick", "--dry-run", env=other)
    assert (said.returncode, said.stdout) == (1, "Key conv_layers: not current (secret changed).\n")


def test_a_secret_that_others_can_read_is_refused(autograder, tmp_path):
    (tmp_path / "secret").write_text("known to all")
    (tmp_path / "secret").chmod(0o644)
    said = autograder("build", "conv_layers", "--quick", env={"AUTOGRADER_SECRET_FILE": str(tmp_path / "secret")})
    assert said.returncode == 2
    assert f"Run: chmod 600 {tmp_path / 'secret'}" in said.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("total: 60", "total: 61", "61"),
        ("check: gradient", "check: gradeint", "gradient"),
        ("of: conv-forward", "of: conv-foward", "conv-forward"),
        ("tell: mistake", "tell: mistaek", "mistake"),
        ("per-case: 10 s", "per-case: 10 z", "10 z"),
    ],
)
@pytest.mark.parametrize("command_line", [("build", "conv_layers"), ("grade", "conv_layers", ".")])
def test_a_mistake_in_the_rubric_ends_with_two_and_says_where(
    autograder, own_workshop, edited, old, new, told, command_line
):
    path = edited("rubrics/conv_layers/rubric.yaml", old, new)
    line = 1 + path.read_text().split(new)[0].count("\n")
    said = autograder(*command_line, cwd=own_workshop)
    assert said.returncode == 2
    [last] = [text for text in said.stderr.splitlines() if text.startswith("autograder: ")]
    assert f"rubric.yaml:{line}: " in last
    assert told in last
    assert "Traceback" not in said.stderr


def test_a_reference_that_does_not_answer_is_the_authors_turn(autograder, own_workshop, edited):
    edited("reference/conv_layers/lib/cnn/layer_utils.py", "class ConvLayer2D", "class ConvLayer3D")
    said = autograder("build", "conv_layers", cwd=own_workshop)
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1].startswith("autograder: ")
    assert "Traceback" not in said.stderr


def test_the_students_files_are_made_from_the_reference(autograder, own_workshop):
    def bundle(*more):
        return autograder("bundle", "conv_layers", "--template", *more, cwd=own_workshop)

    folder = own_workshop / "student_template" / "conv_layers"
    said = bundle("--dry-run")
    assert said.returncode == 1
    assert said.stdout.startswith("Not current: ")
    assert not folder.exists()

    said = bundle()
    count = len([path for path in folder.rglob("*") if path.is_file()])
    assert (said.returncode, said.stdout) == (0, f"{folder}: {count} files, {count} of them changed.\n")
    assert (bundle("--dry-run").returncode, bundle("--dry-run").stdout) == (0, f"{folder}: current.\n")

    code = folder / "lib" / "cnn" / "layer_utils.py"
    assert "raise NotImplementedError(" in code.read_text()
    assert "solution" not in code.read_text()
    for path in folder.rglob("*.py"):
        compile(path.read_text(), path.name, "exec")

    code.write_text(code.read_text() + "# changed by hand\n")
    said = bundle("--dry-run")
    assert (said.returncode, said.stdout) == (1, "Not current: lib/cnn/layer_utils.py\n")
    assert bundle().stdout == f"{folder}: {count} files, 1 of them changed.\n"

    (folder / "stray.py").touch()
    said = bundle()
    assert f"{folder / 'stray.py'} is not made from the reference; delete it if nobody needs it" in said.stderr


def test_the_files_as_handed_out_are_not_begun(autograder, own_workshop):
    autograder("bundle", "conv_layers", "--template", cwd=own_workshop)
    folder = own_workshop / "student_template" / "conv_layers"
    said = autograder("check", folder, cwd=own_workshop)
    assert said.returncode == 1
    assert said.stdout.count("not begun") >= 6
    assert "0 of the 30 points" in " ".join(said.stdout.split())
    told = " ".join(said.stdout.split()).replace("raises NotImplementedError", "")
    assert "NotImplementedError" not in told.replace("still holds “raise NotImplementedError”", "")


def test_a_notebook_with_a_broken_mark_is_the_authors_turn(autograder, own_workshop, edited):
    edited("reference/conv_layers/problem_2.ipynb", "# end solution", "# end of the solution")
    said = autograder("bundle", "conv_layers", "--template", cwd=own_workshop)
    assert said.returncode == 2
    assert re.fullmatch(
        r"autograder: problem_2\.ipynb: cell \d+, line \d+: the solution region 'Task 8: training' is not closed\n",
        said.stderr,
    )
    assert not (own_workshop / "student_template" / "conv_layers").exists()


def test_what_to_bundle_has_to_be_said(autograder):
    said = autograder("bundle", "conv_layers")
    assert (said.returncode, said.stderr) == (2, "autograder: say what to bundle: --template\n")


@pytest.mark.parametrize("verb", ["build", "bundle"])
def test_an_unknown_homework_gets_the_nearest_name(autograder, verb):
    said = autograder(verb, "conv-layers", *(["--template"] if verb == "bundle" else []))
    assert said.returncode == 2
    assert "no homework 'conv-layers'" in said.stderr
    assert "the nearest name is 'conv_layers'" in said.stderr


def test_the_schema_is_one_and_the_rubric_of_this_course_fits_it(autograder, workshop, tmp_path):
    said = autograder("schema", cwd=tmp_path)
    assert said.returncode == 0
    schema = json.loads(said.stdout)
    Draft202012Validator.check_schema(schema)
    rubric = YAML(typ="safe").load(workshop / "rubrics" / "conv_layers" / "rubric.yaml")
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(json.dumps(rubric)))
    ] == []
    assert not Draft202012Validator(schema).is_valid({**rubric, "titel": "x"})
