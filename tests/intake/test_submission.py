import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.intake.submission import LARGEST_COPIED, MOST_COPIED, submission_name


def copied(submission):
    source = submission.source
    return {p.relative_to(source).as_posix(): p.read_text() for p in source.rglob("*") if p.is_file()}


def test_a_folder_is_copied_and_nothing_is_remarked_on(opened, hand_in, complete):
    folder = hand_in(complete)
    submission = opened(folder)
    assert copied(submission) == complete
    assert submission.name == "anna"
    assert submission.remarks == ()
    assert all(found.exists for found in submission.found.values())
    assert not submission.source.is_relative_to(folder)


def test_the_hand_in_itself_is_never_written_to(opened, hand_in, complete):
    folder = hand_in({**complete, "lib/given.py": "GIVEN = 2\n"})
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    opened(folder)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before
    assert (folder / "lib/given.py").read_text() == "GIVEN = 2\n"


def test_a_zip_and_its_folder_are_the_same_submission(opened, hand_in, complete, zipped, tmp_path):
    archive = tmp_path / "anna.zip"
    archive.write_bytes(zipped({name: text.encode() for name, text in complete.items()}))
    from_folder, from_zip = opened(hand_in(complete)), opened(archive)
    assert from_zip.files == from_folder.files
    assert from_zip.name == from_folder.name
    assert from_zip.found == from_folder.found
    assert from_zip.documents == from_folder.documents


@pytest.mark.parametrize("prefix", ["", "hw2_final/", "hw2_final/anna/"])
@pytest.mark.parametrize("as_zip", [False, True])
def test_files_are_found_up_to_two_folders_down(opened, hand_in, complete, zipped, tmp_path, prefix, as_zip):
    files = {prefix + name: text for name, text in complete.items()}
    path = tmp_path / "anna.zip"
    if as_zip:
        path.write_bytes(zipped({name: text.encode() for name, text in files.items()}))
    submission = opened(path if as_zip else hand_in(files))
    assert submission.remarks == ()
    assert submission.documents == {"hw.ipynb": True}
    assert "hw.py" in submission.files


def test_three_folders_down_is_too_far(opened, hand_in, complete):
    submission = opened(hand_in({f"a/b/c/{name}": text for name, text in complete.items()}))
    assert "hw.py is missing. The nearest name here is a/b/c/hw.py" in submission.remarks


def test_noise_beside_the_files_is_not_looked_into(opened, hand_in, complete):
    files = {f"__MACOSX/{name}": "junk" for name in complete} | {".git/hw.py": "junk"}
    submission = opened(hand_in({**files, **{f"final/{name}": text for name, text in complete.items()}}))
    assert submission.remarks == ()


def test_the_folder_with_most_of_the_files_is_meant(opened, hand_in, complete):
    final = {f"final/{name}": text for name, text in complete.items()}
    submission = opened(hand_in({"hw.py": "an old version", **final}))
    assert copied(submission)["hw.py"] == complete["hw.py"]


def test_of_two_complete_folders_the_upper_one_is_meant(opened, hand_in, complete):
    backup = {f"backup/{name}": "an old version" for name in complete}
    assert copied(opened(hand_in({**complete, **backup})))["hw.py"] == complete["hw.py"]


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("hw2.py", "hw.py is missing. The nearest name here is hw2.py"),
        ("HW.py", "hw.py is missing. The nearest name here is HW.py"),
        ("h_w.py", "hw.py is missing. The nearest name here is h_w.py"),
        ("homework_of_anna.py", "hw.py is missing"),
    ],
)
def test_a_missing_file_is_told_with_the_nearest_name(opened, hand_in, complete, there, told):
    files = {there: complete["hw.py"]} | {name: text for name, text in complete.items() if name != "hw.py"}
    submission = opened(hand_in(files))
    assert submission.remarks == (told,)
    assert submission.found["double"].missing == "hw.py"
    assert submission.found["net-forward"].exists


def test_a_strange_nearest_name_is_told_in_ascii(opened, hand_in):
    told = opened(hand_in({"hẅ.py": ""})).remarks[0]
    assert told == "hw.py is missing. The nearest name here is h\\u1e85.py"


def test_an_empty_folder_is_a_submission_in_which_all_is_missing(opened, hand_in):
    submission = opened(hand_in({}))
    assert submission.remarks == ("hw.py is missing", "lib/net.py is missing")
    assert not any(found.exists for found in submission.found.values())
    assert submission.documents == {"hw.ipynb": False}


def test_an_empty_zip_is_a_submission_in_which_all_is_missing(opened, zipped, tmp_path):
    path = tmp_path / "anna.zip"
    path.write_bytes(zipped({}))
    assert opened(path).remarks == ("hw.py is missing", "lib/net.py is missing")


def test_saved_weights_are_welcome_and_not_missed(opened, hand_in, complete, make_key):
    asked = make_key(documents={"notebook": "hw.ipynb"}, weights=("weights.npz",))
    assert opened(hand_in(complete), asked).documents == {"hw.ipynb": True}
    both = opened(hand_in({**complete, "weights.npz": ""}, "ben"), asked).documents
    assert both == {"hw.ipynb": True, "weights.npz": True}


def test_missing_provided_files_are_put_in_place_silently(opened, hand_in, complete):
    submission = opened(hand_in({name: complete[name] for name in ("hw.py", "lib/net.py")}))
    assert submission.remarks == ()
    assert copied(submission)["lib/given.py"] == complete["lib/given.py"]


def test_an_altered_provided_file_is_told_and_replaced(opened, hand_in, complete):
    submission = opened(hand_in({**complete, "lib/given.py": "GIVEN = 2\n"}))
    told = "lib/given.py differs from the file that was handed out; the handed-out one was used"
    assert submission.remarks == (told,)
    assert copied(submission)["lib/given.py"] == complete["lib/given.py"]


def test_an_altered_provided_file_may_be_kept(opened, hand_in, complete, make_key):
    submission = opened(hand_in({**complete, "lib/given.py": "GIVEN = 2\n"}), make_key(provided="keep"))
    assert submission.remarks == ("lib/given.py differs from the file that was handed out",)
    assert copied(submission)["lib/given.py"] == "GIVEN = 2\n"


def test_other_line_ends_are_no_alteration(opened, hand_in, complete):
    folder = hand_in(complete)
    (folder / "lib/given.py").write_bytes(complete["lib/given.py"].replace("\n", "\r\n").encode())
    assert opened(folder).remarks == ()


def test_what_is_wrong_in_provided_files_is_not_the_students(opened, hand_in, complete, make_key):
    """Only the alteration is told, not what their imports are."""
    submission = opened(hand_in({**complete, "lib/given.py": "import torch\n"}), make_key(provided="keep"))
    assert submission.remarks == ("lib/given.py differs from the file that was handed out",)


@pytest.fixture
def outside(tmp_path):
    secret = tmp_path / "outside" / "secret.py"
    secret.parent.mkdir()
    secret.write_text("SECRET = 'of another student'\n")
    return secret


def test_a_link_in_the_place_of_a_file_is_not_followed(opened, hand_in, complete, outside):
    folder = hand_in({name: text for name, text in complete.items() if name != "hw.py"})
    (folder / "hw.py").symlink_to(outside)
    submission = opened(folder)
    assert submission.remarks == ("hw.py is missing",)
    assert not any("SECRET" in text for text in copied(submission).values())


def test_linked_folders_are_not_followed(opened, hand_in, complete, outside):
    folder = hand_in(complete)
    (folder / "more").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    submission = opened(folder)
    assert copied(submission) == complete
    assert not any(p.is_symlink() for p in submission.source.rglob("*"))


def test_a_provided_file_is_not_written_through_a_link(opened, hand_in, complete, outside):
    folder = hand_in({name: text for name, text in complete.items() if not name.startswith("lib")})
    (folder / "lib").symlink_to(outside.parent)
    opened(folder)
    assert [p.name for p in outside.parent.iterdir()] == ["secret.py"]


def test_a_pipe_in_the_folder_is_not_waited_for(opened, hand_in, complete):
    folder = hand_in(complete)
    os.mkfifo(folder / "pipe.py")
    assert copied(opened(folder)) == complete


def test_large_data_is_left_out_and_code_is_not(opened, hand_in, complete):
    folder = hand_in(complete)
    (folder / "svhn.npz").touch()
    os.truncate(folder / "svhn.npz", LARGEST_COPIED + 1)
    assert copied(opened(folder)) == complete


def test_a_heap_of_data_does_not_push_the_code_out(opened, hand_in, complete):
    folder = hand_in(complete)
    for n in range(MOST_COPIED // LARGEST_COPIED + 5):
        (folder / f"a{n:02}.npy").touch()
        os.truncate(folder / f"a{n:02}.npy", LARGEST_COPIED)
    submission = opened(folder)
    assert submission.remarks == ()
    assert sum(p.stat().st_size for p in submission.source.rglob("*") if p.is_file()) <= MOST_COPIED


def test_thousands_of_files_do_not_push_the_code_out(opened, hand_in, complete):
    submission = opened(hand_in({**{f"{n}.txt": "" for n in range(2100)}, **complete}))
    assert submission.remarks == ()
    assert len(submission.files) == 2000


def test_folders_in_folders_do_not_go_on_for_ever(opened, hand_in, complete):
    submission = opened(hand_in({**complete, "d/" * 30 + "deep.py": "1"}))
    assert copied(submission) == complete


def test_every_file_has_its_digest(opened, hand_in, complete):
    files = opened(hand_in(complete)).files
    assert files == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in complete.items()}
    assert list(files) == sorted(files)


def test_a_digest_changes_with_its_file_only(opened, hand_in, complete):
    before = opened(hand_in(complete)).files
    after = opened(hand_in({**complete, "hw.py": "# more\n"}, "ben")).files
    assert {name for name in before if before[name] != after[name]} == {"hw.py"}


@pytest.mark.parametrize("suffix", [".rar", ".7z", ".tar.gz", ".py", ""])
def test_other_archives_are_not_opened_and_it_says_what_to_do(opened, tmp_path, suffix):
    path = tmp_path / f"anna{suffix}"
    path.write_bytes(b"Rar!")
    with pytest.raises(SubmissionError) as error:
        opened(path)
    assert (
        str(error.value)
        == f"{path.name}: only folders, notebooks and .zip archives are opened. Hand in a .zip instead"
    )


def test_a_path_that_is_not_there_is_named(opened, tmp_path):
    with pytest.raises(SubmissionError, match="there is no such file or folder"):
        opened(tmp_path / "nobody")


def test_a_damaged_zip_is_a_submission_error(opened, tmp_path):
    (tmp_path / "anna.ZIP").write_bytes(b"PK not really")
    with pytest.raises(SubmissionError, match=r"anna\.ZIP: not a readable zip archive"):
        opened(tmp_path / "anna.ZIP")


@pytest.mark.parametrize(("path", "name"), [("a/anna.zip", "anna"), ("a/anna", "anna"), ("a/anna.v2", "anna.v2")])
def test_a_submission_is_called_like_its_file(path, name):
    assert submission_name(Path(path)) == name


def test_the_folder_one_stands_in_has_its_real_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert submission_name(Path()) == tmp_path.name


@pytest.mark.parametrize("name", ["lib", "lib/given.py/notes.txt"])
def test_a_file_where_a_provided_folder_belongs_is_no_failure_of_ours(opened, hand_in, complete, name):
    opened(hand_in({name: "just a note", "hw.py": complete["hw.py"]}))


def test_a_link_is_no_handed_in_document(opened, hand_in, complete, outside):
    folder = hand_in({name: text for name, text in complete.items() if name != "hw.ipynb"})
    (folder / "hw.ipynb").symlink_to(outside)
    assert opened(folder).documents == {"hw.ipynb": False}


OWN = "import torch\n\n\ndef double(x):\n    return torch.conv2d(x, x)\n"


def test_an_operation_that_the_homework_forbids_is_remarked_on_with_its_line(opened, hand_in, complete, make_key):
    item = make_key().rubric.items[0]
    forbids = replace(item, id="own", check="forbidden", operations=("convolution",))
    key = make_key(items=(item, forbids), allow=("numpy", "torch"))
    folder = hand_in({**complete, "hw.py": OWN})
    assert opened(folder, key).remarks == (
        "hw.py:5: torch.conv2d is the framework's own convolution, which you are asked to write",
    )


def test_what_no_item_forbids_is_not_remarked_on(opened, hand_in, complete, make_key):
    assert opened(hand_in({**complete, "hw.py": OWN}), make_key(allow=("numpy", "torch"))).remarks == ()
