"""The records that pass between the parts: plain frozen data, no arrays inside.

Arrays travel beside a record in a flat mapping of names (see `records`); each record says which names it
uses. Points are exact fractions everywhere.
"""

from autograder.model.evidence import EVIDENCE_SCHEMA, Answer, Evidence, Failure, Found, Frame, Outcome, Value
from autograder.model.grade import GRADE_SCHEMA, CaseGrade, Grade, ItemGrade, ShareGrade
from autograder.model.key import KEY_SCHEMA, Case, Key, Mistake
from autograder.model.rubric import Cause, Code, Item, Limits, Plain, Rubric, Scalar, Share, Tell
from autograder.model.verdict import Consistency, Finding, Picture, Problem, Row, Ruling, Verdict

__all__ = [
    "EVIDENCE_SCHEMA",
    "GRADE_SCHEMA",
    "KEY_SCHEMA",
    "Answer",
    "Case",
    "CaseGrade",
    "Cause",
    "Code",
    "Consistency",
    "Evidence",
    "Failure",
    "Finding",
    "Found",
    "Frame",
    "Grade",
    "Item",
    "ItemGrade",
    "Key",
    "Limits",
    "Mistake",
    "Outcome",
    "Picture",
    "Plain",
    "Problem",
    "Row",
    "Rubric",
    "Ruling",
    "Scalar",
    "Share",
    "ShareGrade",
    "Tell",
    "Value",
    "Verdict",
]
