import re

import pytest

from autograder.batch.finding import find_entries
from autograder.errors import UsageError


@pytest.fixture
def names(key):
    return lambda *places: [entry.name for entry in find_entries(places, key)]


@pytest.fixture
def slugs(key):
    return lambda *places: [entry.slug for entry in find_entries(places, key)]


def test_a_folder_with_an_expected_file_is_one_submission(names, classroom):
    assert names(classroom({"anna": ""}) / "anna") == ["anna"]


def test_a_folder_of_folders_and_zips_is_a_class_in_the_order_of_names(names, classroom):
    assert names(classroom({"ben": "", "anna.zip": "", "clara": ""})) == ["anna", "ben", "clara"]


def test_any_file_that_is_named_is_a_submission(names, classroom):
    folder = classroom({"anna.zip": "", "ben.rar": "", "clara.docx": ""})
    assert names(folder / "anna.zip", folder / "ben.rar", folder / "clara.docx") == [
        "anna",
        "ben.rar",
        "clara.docx",
    ]


@pytest.mark.parametrize("suffix", ["rar", "7z", "tar", "tar.gz", "tgz", "RAR", "ZIP"])
def test_an_archive_that_will_not_be_opened_is_found_all_the_same(key, classroom, suffix):
    """Else it would be missing from the class without a word."""
    [entry] = find_entries([classroom({f"anna.{suffix}": ""})], key)
    assert entry.path.name == f"anna.{suffix}"


def test_what_is_no_submission_is_left_out(names, classroom):
    folder = classroom({"anna": "", "grades.csv": "", "README.txt": "", ".DS_Store": ""})
    for name in ("__MACOSX", ".git", ".hidden", "__pycache__"):
        (folder / name).mkdir()
    assert names(folder) == ["anna"]


def test_linked_folders_are_left_out(names, classroom, tmp_path):
    folder = classroom({"anna": ""})
    (folder / "everything").symlink_to("/")
    (folder / "again").symlink_to(folder)
    assert names(folder) == ["anna"]


def test_a_folder_without_anything_is_a_submission_too(names, classroom):
    folder = classroom({"anna": ""})
    (folder / "ben").mkdir()
    assert names(folder) == ["anna", "ben"]


def test_several_places_come_in_their_order(names, classroom):
    folder = classroom({"group b/ben.zip": "", "group a/anna.zip": ""})
    assert names(folder / "group b", folder / "group a") == ["ben", "anna"]


def test_two_of_one_name_get_folders_of_their_own(key, classroom):
    folder = classroom({"a/anna.zip": "", "b/anna.zip": "", "c/ANNA.zip": "", "c/anna-2.zip": ""})
    entries = find_entries([folder / "a", folder / "b", folder / "c"], key)
    assert [entry.name for entry in entries] == ["a/anna.zip", "b/anna.zip", "ANNA", "anna-2"]
    assert len({entry.slug.casefold() for entry in entries}) == 4
    assert entries[0].slug == "anna"


def test_a_folder_and_its_zip_are_two_submissions(key, classroom):
    folder = classroom({"anna": "", "anna.zip": ""})
    entries = find_entries([folder], key)
    assert [entry.slug for entry in entries] == ["anna", "anna-2"]
    assert [entry.name for entry in entries] == [f"{folder.name}/anna", "anna.zip"]


def test_names_that_lead_nowhere_apart_are_told_in_full(names, classroom):
    folder = classroom({"x/a/anna.zip": "", "y/a/anna.zip": ""})
    places = [folder / "x" / "a", folder / "y" / "a"]
    assert names(*places) == [str(place / "anna.zip") for place in places]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Anna Müller_4711_assignsubmission_file", "Anna_M_ller_4711_assignsubmission_file"),
        ("a; rm -rf $HOME", "a_rm_-rf_HOME"),
        ("_._", "submission"),
        ("李", "submission"),
        ("anna.v2", "anna.v2"),
    ],
)
def test_the_folder_of_the_results_has_a_harmless_name(key, classroom, name, slug):
    folder = classroom({"x": ""})
    (folder / "x").rename(folder / name)
    [entry] = find_entries([folder], key)
    assert (entry.name, entry.slug) == (name, slug)


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[2J\x07",
        "x\u202efdp.exe",
        "x\\..\\..\\x",
        "a\nb",
        "\x80" * 120,
        "\U000e0001" * 63,
        "\udcff" * 200,
        "a" * 250,
    ],
)
def test_a_hostile_name_is_shown_on_one_line_and_names_a_folder_that_can_be_made(key, tmp_path, name):
    (tmp_path / "class" / name).mkdir(parents=True)
    [entry] = find_entries([tmp_path / "class"], key)
    assert entry.name.isprintable()
    assert re.fullmatch(r"\w[\w.-]*", entry.slug, re.ASCII)
    (tmp_path / "results" / entry.slug).mkdir(parents=True)


def test_no_two_have_one_name_however_alike_they_look(names, tmp_path):
    """One is cut where the other is, or spells out what is invisible in the other."""
    for name in ("a" * 220 + "1", "a" * 220 + "2", "x\u200f", "x\\u200f"):
        (tmp_path / "class" / name).mkdir(parents=True)
    found = names(tmp_path / "class")
    assert len({*found}) == 4
    assert all(name.isprintable() for name in found)


def test_a_place_that_is_not_there_is_named(names, tmp_path):
    with pytest.raises(UsageError, match="nobody: there is no such file or folder"):
        names(tmp_path / "nobody")


def test_a_place_without_submissions_is_named(names, tmp_path):
    with pytest.raises(UsageError, match=f"no submissions in {tmp_path}"):
        names(tmp_path)


def test_a_folder_of_other_files_is_a_submission_in_which_all_is_missing(names, tmp_path):
    """Nobody who handed in something is left out without a word."""
    (tmp_path / "ben").mkdir()
    (tmp_path / "ben" / "README.txt").write_text("sorry")
    assert names(tmp_path / "ben") == ["ben"]
