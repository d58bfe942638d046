"""An audit as one self-contained HTML page."""

from autograder.model.audit import Audit
from autograder.report import audit_view as view
from autograder.report.page import POLICY, environment
from autograder.report.story import duration
from autograder.report.words import count


def audit_page(audit: Audit) -> str:
    """Everything that the audit found, the problems first."""
    return environment().get_template("audit.html").render(
        policy=POLICY, audit=audit, view=view, count=count, duration=duration(audit.seconds),
        several=view.several(audit), other_warnings=view.other_warnings(audit), items=view.by_item(audit),
        marked=view.to_look_at(audit),
    )  # fmt: skip
