"""`autograder doctor`: a table of the levels, what is missing, and whether grading is safe."""

import pytest

from autograder.box import machine
from autograder.box.choose import levels
from autograder.doors import doctor
from autograder.doors.boxes import LEVELS, SAFE


def test_it_says_what_holds_here_and_whether_that_is_enough(autograder):
    said = autograder("doctor")
    found = levels()
    for level in LEVELS:
        [row] = [line for line in said.stdout.splitlines() if line.startswith(f"  {level} ")]
        assert row.split()[1] == ("yes" if level in found else "no")
    assert said.returncode == (0 if found[0] in SAFE else 1)
    assert ("Grading is safe here" in said.stdout) == (found[0] in SAFE)
    assert max(map(len, said.stdout.splitlines())) <= 110


@pytest.fixture
def machine_with(monkeypatch, capsys):
    """What the doctor says of a machine on which these levels do not hold."""

    def told(**missing):
        monkeypatch.setattr(doctor, "why_not", lambda level: missing.get(level.replace("+", "_"), ""))
        code = doctor.run_doctor()
        return code, capsys.readouterr().out

    return told


def test_a_container_without_namespaces_can_still_grade(machine_with, monkeypatch):
    monkeypatch.setattr(machine, "_container", lambda: ", in a container")
    code, said = machine_with(full="unshare failed with EPERM", mount="unshare failed with EPERM")
    assert code == 0
    assert "full: tried, and unshare failed with EPERM.\n  needs user namespaces: a container whose seccomp" in said
    assert "student code runs at level landlock+seccomp." in said


def test_without_landlock_it_is_not_safe_and_says_how_to_get_it(machine_with, monkeypatch):
    monkeypatch.setattr(machine.landlock, "abi", lambda: 0)
    no_landlock = "landlock_create_ruleset failed with ENOSYS"
    code, said = machine_with(full=no_landlock, landlock_seccomp=no_landlock)
    assert code == 1
    assert "needs Landlock: Linux 5.13 or newer, with landlock in the list" in said
    assert "Grading is not safe here: the strongest level is mount" in said


def test_a_switch_that_is_off_is_named_with_its_remedy(machine_with, monkeypatch, tmp_path):
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "apparmor_restrict_unprivileged_userns").write_text("1\n")
    monkeypatch.setattr(machine, "SETTINGS", tmp_path)
    _, said = machine_with(full="writing /proc/self/uid_map failed with EACCES")
    assert "needs user namespaces: as root, sysctl kernel.apparmor_restrict_unprivileged_userns=0" in said


def test_elsewhere_than_on_linux_it_says_what_is_needed(machine_with, monkeypatch):
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    code, said = machine_with(
        **dict.fromkeys(("full", "landlock_seccomp", "mount", "uid"), "isolation needs Linux")
    )
    assert code == 1
    assert "needs Linux 5.13 or newer: a server, a virtual machine or WSL 2" in said
