"""One submission as one self-contained HTML page: no scripts, nothing fetched, nothing of a program trusted."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from autograder.listed import listed
from autograder.model import Grade
from autograder.report import words
from autograder.report.page_view import page_view
from autograder.report.safe import printed

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
WITH_PICTURES = f"{POLICY}; img-src data:"


def student_page(
    grade: Grade, *, scripts: Mapping[str, str] | None = None, pictures: Mapping[str, bytes] | None = None
) -> str:
    """What `grade` holds is shown, so disclose it first. `scripts` are the files that `try` writes, by item;
    `pictures` are PNG files by their names in the evidence, and may be missing."""
    page = page_view(grade, scripts or {}, pictures or {})
    drawn = (page.notebook is not None and page.notebook.drawn) or any(one.filters for one in page.learned)
    return environment().get_template("student.html").render(page=page, policy=WITH_PICTURES if drawn else POLICY)


@cache
def environment() -> jinja2.Environment:
    """Everything that is put into a template is made visible first and escaped second."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"points": words.points, "so_many_points": words.so_many_points, "listed": listed}
    found.filters["with_code"] = _with_code
    return found


def _with_code(text: str) -> Markup:
    """What an author has put between backticks, as code."""
    parts = [Markup.escape(part) for part in printed(text).split("`")]
    if len(parts) % 2 == 0:
        return Markup("`").join(parts)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts)
    )


def _shown(value: Any) -> Any:
    return printed(value) if isinstance(value, str) and not isinstance(value, Markup) else value
