"""Groups of fields in an author's files: what all of them have in common, and those of a rubric that are about the
whole submission or stand within an item."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from autograder.course import fields as f


class Fields(BaseModel):
    """A group of fields: nothing unknown, nothing converted, and - in names where Python has _."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, alias_generator=lambda name: name.rstrip("_").replace("_", "-")
    )


def about(description: str, **more: Any) -> Any:
    """A field with its sentence; without a default it has to be written."""
    return Field(description=description, **more)


class HandIn(Fields):
    """What students hand in."""

    code: list[f.CodeFile] = about("The Python files that students write, each with its folder.", default=[])
    notebook: f.Notebook | None = about("The notebook; * and ? stand for a student's name.", default=None)
    pdf: f.Pdf | None = about("The PDF report.", default=None)
    weights: f.Files = about("Trained weights, one file or several; asked for, not required.", default=[])


class LimitsFields(Fields):
    """What one submission may use."""

    per_case: f.Duration = about("The longest computing time of one case; 10 s if not written.", default=10.0)
    in_all: f.Duration = about(
        "The longest time for a whole submission, training not counted; 5 min if not written.", default=300.0
    )
    memory: f.Size = about("The most memory that a submission may use; 2 GB if not written.", default=2_000_000_000)
    threads: f.Count = about("The most threads that it may run at a time; 64 if not written.", default=64)
    disk: f.Size = about("The most that it may write to files; 64 MB if not written.", default=64_000_000)
    files: f.Count = about("The most files and folders that it may make; 1000 if not written.", default=1000)


class RunFields(Fields):
    """How a notebook is run again."""

    per_cell: f.Duration = about("The longest computing time of one cell; 1 min if not written.", default=60.0)
    in_all: f.Duration = about("The longest time for a whole notebook; 10 min if not written.", default=600.0)
    allow: list[f.Name] = about(
        "Packages that a notebook may import beside those that all code may, such as matplotlib.", default=[]
    )
    data: list[f.File] = about(
        "Files and folders beside the rubric that a notebook finds in its working folder.", default=[]
    )
    skip: list[f.Word] = about("Tags of cells that are not run again, such as training.", default=[])
    stop_at_error: bool = about("Whether a cell that fails keeps those after it from being run.", default=False)


class OutputFields(Fields):
    """How reports speak of an output of the probe."""

    called: f.Text = about(
        "What it is called, in the singular, such as 'the recorded loss'; its name if not written.", default=""
    )
    wrong: f.Text = about(
        "What it means that its number is wrong, as a clause, such as 'scores change from pass to pass'.",
        default="",
    )


class SpeedFields(Fields):
    """How long code takes, beside the usual ways: a fact that costs nothing."""

    unit: f.Text = about("What the probe times beside the code, such as one product of ready-made matrices.")
    beside: dict[f.Text, f.Times] = about(
        "The usual ways and how many units each takes, such as {a strided view: 6}; times are told as multiples of "
        "the first.",
        min_length=1,
    )
    faster: dict[f.Text, f.Text] = about(
        "What would make it faster, by the way whose time it is nearest to; told where hints are.", default={}
    )
    probe: f.Name = about(
        "The function in probes.py that measures; as the item's own, with _speed behind it, if not named.",
        default="",
    )


class Shows(Fields):
    """What a figure has to show."""

    images: f.OrMore | None = about("The smallest number of pictures.", default=None)
    curves: f.OrMore | None = about("The smallest number of curves.", default=None)


class Contains(Fields):
    """What a written answer has to contain."""

    number: f.AnyNumbers = about(
        "The number that a right answer names, with or without thousands separators; of several, any one."
    )
