import os
import shutil
from errno import EACCES, EPERM, EXDEV
from pathlib import Path

import pytest

from autograder.box.inside.jail import JailError, landlock

REFUSED = (EACCES, EPERM)


def test_what_was_handed_out_can_be_read_and_listed(lab):
    assert lab.works((lab.handed_out / "file.txt").read_text) == "handed_out"
    assert lab.works(lambda: os.listdir(lab.handed_out)) == ["file.txt"]


def test_nothing_else_can_be_read(lab):
    lab.refused((lab.private / "file.txt").read_text, *REFUSED)


def test_nothing_else_can_be_listed(lab):
    lab.refused(lambda: os.listdir(lab.private), *REFUSED)


def test_what_was_handed_out_cannot_be_changed(lab):
    lab.refused(lambda: (lab.handed_out / "file.txt").write_text("mine"), *REFUSED)
    lab.refused(lambda: (lab.handed_out / "new.txt").write_text("mine"), *REFUSED)


def test_nothing_outside_can_be_written(lab):
    file = lab.private / "file.txt"
    lab.refused(lambda: (lab.private / f"{os.getpid()}.txt").write_text("mine"), *REFUSED)
    lab.refused(lambda: file.write_text("mine"), *REFUSED)
    lab.refused(lambda: open(file, "a").close(), *REFUSED)
    lab.refused(lambda: os.truncate(file, 0), *REFUSED)
    lab.refused(lambda: os.close(os.open(file, os.O_RDONLY | os.O_TRUNC)), *REFUSED)


def test_nothing_outside_can_be_made_moved_or_removed(lab):
    there = [lab.private / f"there-{n}" for n in range(4)]
    for path in there:
        path.write_text("")
    for act in (
        lambda: os.mkdir(lab.private / str(os.getpid())),
        lambda: os.mkfifo(lab.private / f"fifo-{os.getpid()}"),
        lambda: os.symlink("/", lab.private / f"link-{os.getpid()}"),
        lambda: os.replace(lab.private / "file.txt", lab.private / "file.txt.moved") or _put_back(lab),
        lambda: os.remove(next(path for path in there if path.exists())),
    ):
        lab.refused(act, *REFUSED)


def _put_back(lab):
    os.replace(lab.private / "file.txt.moved", lab.private / "file.txt")


def test_everything_can_be_done_in_the_scratch_folder(lab):
    def act():
        os.chdir(lab.scratch)
        os.makedirs("a/b")
        with open("a/one", "w") as file:
            file.write("text")
        os.replace("a/one", "a/b/two")
        os.link("a/b/two", "a/b/three")
        os.symlink("three", "a/b/four")
        os.truncate("a/b/three", 2)
        shutil.copy2("a/b/two", "copy")
        kept = Path("copy").read_text()
        shutil.rmtree("a")
        return kept, sorted(os.listdir())

    assert lab.works(act) == ["te", ["copy", "file.txt"]]


def test_a_folder_may_show_its_names_and_nothing_more(lab):
    assert lab.works(lambda: os.listdir(lab.names)) == ["file.txt"]
    lab.refused((lab.names / "file.txt").read_text, *REFUSED)
    lab.refused(lambda: (lab.names / "file.txt").write_text("mine"), *REFUSED)


def test_a_symlink_does_not_lead_out(lab):
    (lab.scratch / "door").symlink_to(lab.private / "file.txt")
    lab.refused((lab.scratch / "door").read_text, *REFUSED)
    lab.refused(lambda: (lab.scratch / "door").write_text("mine"), *REFUSED)


def test_a_hard_link_does_not_bring_a_file_in(lab):
    lab.refused(lambda: os.link(lab.private / "file.txt", lab.scratch / str(os.getpid())), *REFUSED, EXDEV)


def test_a_file_is_not_moved_in_or_out(lab):
    def there_and_back(start, end):
        os.replace(start, end)
        os.replace(end, start)

    for start, end in ((lab.scratch, lab.private), (lab.private, lab.scratch), (lab.scratch, lab.handed_out)):
        lab.refused(lambda s=start, e=end: there_and_back(s / "file.txt", e / "moved"), *REFUSED, EXDEV)


def test_a_climbing_path_does_not_lead_out(lab):
    lab.refused(lambda: open(lab.scratch / ".." / "private" / "file.txt").close(), *REFUSED)


def test_other_processes_cannot_be_looked_at(lab):
    lab.refused(lambda: open(f"/proc/{os.getppid()}/cmdline").close(), *REFUSED)
    lab.refused(lambda: os.listdir(f"/proc/{os.getppid()}/fd"), *REFUSED)
    lab.refused(lambda: open(f"/proc/{os.getppid()}/mem", "rb").close(), *REFUSED, unless_missing=True)


def test_the_named_devices_work(lab):
    def act():
        with open("/dev/null", "w") as null, open("/dev/urandom", "rb") as random, open("/dev/zero", "rb") as zero:
            null.write("x")
            return len(random.read(4)), zero.read(2).hex()

    assert lab.works(act) == [4, "0000"]


def test_devices_without_a_name_and_writing_to_the_others_do_not(lab):
    lab.refused(lambda: open("/dev/full", "rb").close(), *REFUSED)
    lab.refused(lambda: open("/dev/zero", "wb").close(), *REFUSED)


def test_a_path_that_is_missing_is_skipped(lab):
    read = (*lab.policy.read, "/no/such/folder", str(lab.handed_out / "file.txt" / "inside-a-file"))
    assert lab.works((lab.handed_out / "file.txt").read_text, read=read) == "handed_out"


def test_one_file_can_be_handed_out(lab):
    read = (str(lab.private / "file.txt"),)
    assert lab.works((lab.private / "file.txt").read_text, read=read) == "private"
    assert lab.confined(lambda: os.listdir(lab.private), read=read).errno in REFUSED


def test_without_landlock_there_is_no_pretending(lab, monkeypatch):
    def absent(name, *arguments):
        raise JailError(name, 38)

    monkeypatch.setattr(landlock.kernel, "call", absent)
    assert landlock.abi() == 0
    with pytest.raises(JailError, match=r"landlock_create_ruleset.*ENOSYS"):
        landlock.restrict((), (), (), ())


@pytest.mark.parametrize(("abi", "bits"), [(1, 13), (2, 14), (3, 15), (4, 15), (5, 16), (6, 16), (7, 16), (9, 16)])
def test_only_rights_that_the_kernel_knows_are_named(abi, bits):
    assert landlock.file_rights(abi) == (1 << bits) - 1


@pytest.mark.parametrize(("abi", "network", "scopes"), [(3, 0, 0), (4, 3, 0), (5, 3, 0), (6, 3, 3), (7, 3, 3)])
def test_network_and_scopes_come_with_their_version(abi, network, scopes):
    record, size = landlock._ruleset(abi)
    assert size == len(record) == 24
    assert record[8:] == network.to_bytes(8, "little") + scopes.to_bytes(8, "little")


@pytest.mark.parametrize("abi", range(1, 8))
def test_files_stay_closed_whatever_the_version(lab, monkeypatch, abi):
    """A newer kernel takes the rules of an older one: this is what an older one enforces."""
    if abi > landlock.abi():
        pytest.skip("this kernel is older")
    monkeypatch.setattr(landlock, "abi", lambda: abi)
    lab.refused((lab.private / "file.txt").read_text, *REFUSED)
    assert lab.works(lambda: (lab.scratch / "mine.txt").write_text("abc")) == 3
