import pytest

from autograder.batch.classroom import write_class_page
from tests.batch.conftest import BREAKS, RIGHT, WRONG


@pytest.fixture
def page(grade_class, classroom, tmp_path, key, arrays):
    run = grade_class(
        classroom({"anna": RIGHT, "ben": WRONG, "clara.rar": "", "<b>dora": RIGHT, "emil": BREAKS + RIGHT})
    )
    return write_class_page(tmp_path / "grades", key, arrays, run.results)


def test_everyone_has_a_row_and_the_graded_a_link_to_their_page(page):
    text = page.read_text()
    for name in ("anna", "ben", "clara.rar", "emil"):
        assert name in text
    for slug in ("anna", "ben", "b_dora"):
        assert f'href="instructor/{slug}/report.html"' in text
        assert (page.parent / "instructor" / slug / "report.html").is_file()


def test_two_of_one_name_are_told_apart(grade_class, classroom, tmp_path, key, arrays):
    folder = classroom({"a/anna": RIGHT, "b/anna": WRONG})
    run = grade_class(folder / "a", folder / "b")
    text = write_class_page(tmp_path / "grades", key, arrays, run.results).read_text()
    assert '<a href="instructor/anna/report.html">a/anna</a>' in text
    assert '<a href="instructor/anna-2/report.html">b/anna</a>' in text


def test_a_submission_that_was_not_opened_says_why(page):
    assert "only folders, notebooks and .zip archives are opened" in page.read_text()


def test_a_strangers_name_is_no_markup(page):
    text = page.read_text()
    assert "&lt;b&gt;dora" in text
    assert "<b>dora" not in text


def test_a_page_of_nobody_can_be_written(tmp_path, key, arrays):
    assert write_class_page(tmp_path / "new" / "folder", key, arrays, []).is_file()
