"""The fields of rubric.yaml. Descriptions are what an editor shows while an instructor writes."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from autograder.course import fields as f
from autograder.course.field_groups import (
    Contains,
    Fields,
    HandIn,
    LimitsFields,
    OutputFields,
    RunFields,
    Shows,
    SpeedFields,
    about,
)
from autograder.model import Operation


class ItemFields(Fields):
    """What every item has."""

    id: f.Id = about("The item's name in commands and reports: small letters, digits and -, such as conv-forward.")
    title: f.Text = about("The item's title, as students read it.")
    points: f.WholePoints = about("The points of the item; 0 makes it a flag.")
    tell: Literal["points", "cases", "hint", "mistake"] | None = about(
        "How much a student is told about a lost point, where it is not as in the whole homework.", default=None
    )
    levels: dict[f.LevelPoints, f.Text] = about(
        "Points, and what earns them; where levels stand, a person decides.", default={}
    )
    note: f.Text = about("A sentence that a student reads when points are lost.", default="")


class CodeFields(ItemFields):
    """What an item has that looks at code."""

    code: f.CodePlace = about("FILE NAME: where the code is expected, such as lib/layers.py Layer.forward.")
    from_: Literal["definitions", "executed"] = about(
        "Whether a notebook's definitions are enough, or its cells have to be run; definitions if not written.",
        default="definitions",
    )


class CaseFields(CodeFields):
    """What an item has that cases decide."""

    points: f.Points = about(  # type: ignore[assignment]  # more than one number only where there are groups
        "The points: one number, one per group of cases, or one per named output of a group."
    )
    probe: f.Name = about("The function in probes.py that asks; as the id, with _ for -, if not named.", default="")
    within: f.Tolerance = about(
        "The largest deviation that passes, as a share of the largest expected entry; 1e-5 if not written.",
        default=1e-5,
    )
    accept: f.Accept = about("Legitimate choices that are accepted beside the reference's.", default=[])
    surprise: bool = about(
        "Whether hidden cases may ask what no public case asks; students are told.", default=False
    )
    says: dict[f.Group, f.Text] = about(
        "What a group of cases is called in a student's report, such as 'other sizes and strides'.", default={}
    )
    outputs: dict[f.Name, OutputFields] = about(
        "How reports speak of what the probe returns, by its name.", default={}
    )


class Values(CaseFields):
    """Numbers are compared with the reference's."""

    check: Literal["values"] = about("The results of a function, compared with the reference's.")
    speed: SpeedFields | None = about("How long the code takes, told and never judged.", default=None)


class Size(CaseFields):
    """A shape is compared with the reference's."""

    check: Literal["size"] = about("A size or shape, compared with the reference's.")


class Gradient(CaseFields):
    """A backward pass is compared with the reference's, and with the student's own forward pass."""

    check: Literal["gradient"] = about("A backward pass, compared with the reference's.")
    of: str = about("The id of the item whose code this is the gradient of.")
    if_consistent: f.Number = about(
        "The points for a gradient that is right for the student's own, wrong, forward; at most half.",
        default=Fraction(0),
    )


class Parameters(CodeFields):
    """Parameters are counted layer by layer."""

    check: Literal["parameters"] = about("How many parameters each layer of a network has.")
    probe: f.Name = about("The function in probes.py that asks; as the id, with _ for -, if not named.", default="")
    accept: dict[f.Text, dict[f.Text, f.Count]] = about(
        "The tables that are right, each by its name: layer and number of parameters.", min_length=1
    )
    known: dict[f.LevelPoints, f.Text] = about(
        "Totals, and what each betrays, such as 61470: all biases are forgotten; a remark where it is accepted.",
        default={},
    )


class Architecture(CodeFields):
    """The layers of a network and the shapes between them."""

    check: Literal["architecture"] = about("The layers of a network and the shapes that leave them.")
    input: list[f.Count] = about("The shape of one input, without the batch, such as [1, 32, 32].", min_length=1)
    shapes: list[list[f.Count]] = about("The shapes that leave the layers, without the batch.", min_length=1)
    order: list[f.Layer] = about("Layers that have to follow each other in this order.", default=[])
    at_most: dict[f.Layer, f.Count] = about("The largest number of layers of a kind.", default={})
    at_least: dict[f.Layer, f.Count] = about("The smallest number of layers of a kind.", default={})


class Forbidden(CodeFields):
    """Operations that students have to write themselves, in this code and in that of the items that are voided."""

    check: Literal["forbidden"] = about("That the framework's own operations are not used.")
    operations: list[Operation] = about("What may not be used, by any door.", min_length=1)
    voids: list[str] = about("The ids of the items that earn nothing when it is used.")
    allowed: list[Operation] = about("What is allowed although it is close to it.", default=[])


class ImagesFields(Fields):
    """How the homework's own loader gives its images."""

    layout: f.Layout = about("The order of the axes; NCHW if not written.", default="NCHW")
    size: f.Side = about("The side of an image of `digits`, 28 or 32 pixels; 28 if not written.", default=28)
    channels: f.Channels = about("The channels of an image of `digits`, 1 or 3; 1 if not written.", default=1)
    zero_last: bool = about(
        "Whether labels count from 0 for the digit 1, with the digit 0 last, as a loader of SVHN gives them.",
        default=False,
    )


class Training(CodeFields):
    """How well a network does after training."""

    check: Literal["training"] = about("The accuracy that a network reaches.")
    probe: f.Name = about(
        "The beginning of the names of its functions in probes.py; as the id, with _ for -, if not named.",
        default="",
    )
    earns: dict[f.DataName, dict[f.PerCent, f.Number]] = about(
        "For each data set, accuracies and their points, a straight line in between; the first set here counts.",
        min_length=1,
    )
    measure: list[f.Measure] = about(
        "How the accuracy is found; the first of these that is possible; all three if not written. `printed` earns "
        "nothing by itself: what a notebook has printed is shown to a person, who decides.",
        default=["weights", "run", "printed"],
    )
    budget: f.Duration | None = about(
        "The longest computing time for one training; 20 min if not written.", default=None
    )
    network: f.Name = about(
        "The network of PyTorch that is trained, by the function at `code`; then no probe is needed.", default=""
    )
    arguments: list[f.Count] = about("What the network is made with, such as [3, 32].", default=[])
    weights: f.File | None = about("The file of weights, where several are handed in.", default=None)
    images: ImagesFields = about("In which form the images are given and judged.", default=ImagesFields())
    at_most: dict[f.Layer, f.Count] = about("The largest number of layers of a kind.", default={})


class NotebookItem(ItemFields):
    """The state in which a notebook was handed in."""

    check: Literal["notebook"] = about("The state in which a notebook was handed in.")
    file: f.Notebook = about("The notebook, as it stands under hand-in.")
    requires: list[f.Requirement] = about("What a complete notebook has.", min_length=1)
    named: f.Text = about("The form of the file's name, such as A2_LASTNAME_Firstname.ipynb.", default="")
    sections: list[f.Text] = about("Headings that it has to have; for 'sections present'.", default=[])
    placeholders: list[f.Text] = about("Texts, beside the usual ones, that students replace.", default=[])
    statement: f.Text = about("Words of the statement that students sign; for 'statement signed'.", default="")


class Figure(ItemFields):
    """A picture in a notebook."""

    check: Literal["figure"] = about("A picture in a notebook; a person looks at it.")
    file: f.File = about("The document, as it stands under hand-in.")
    under: f.Text = about("The heading under which it stands.")
    shows: Shows = about("What the picture has to show.")


class AnswerItem(ItemFields):
    """A written answer."""

    check: Literal["answer"] = about(
        "A written answer; with levels a person reads it, without them a number that it contains decides."
    )
    file: f.File = about("The document, as it stands under hand-in.")
    under: f.Text = about("The heading under which it stands.")
    words: f.Span | None = about(
        "How many words are expected, such as 30 to 400; a reader is told, and no points depend on it.",
        default=None,
    )
    contains: Contains | None = about("What a right answer contains.", default=None)
    known: dict[f.NamedNumber, f.Text] = about(
        "Other numbers, and what each betrays, such as 257840: all biases are forgotten.", default={}
    )


class PdfItem(ItemFields):
    """A PDF report."""

    check: Literal["pdf"] = about("The parts of a PDF, and whether its figures are the notebook's.")
    file: f.Pdf = about("The PDF, as it stands under hand-in.")
    order: list[f.Text] = about("The parts, in the order in which they have to stand.", default=[])
    same_figures_as: f.Notebook | None = about("The notebook that has to show the same figures.", default=None)


class Manual(ItemFields):
    """Work that only a person reads."""

    check: Literal["manual"] = about("Work that a person reads.")
    levels: dict[f.LevelPoints, f.Text] = about("Points, and what earns them.", min_length=1)
    file: f.File | None = about("The document, as it stands under hand-in.", default=None)
    under: f.Text = about("The heading under which it stands.", default="")


AnyItem = (
    Values | Size | Gradient | Parameters | Architecture | Forbidden
    | Training | NotebookItem | Figure | AnswerItem | PdfItem | Manual
)  # fmt: skip


class RubricFile(Fields):
    """What a homework is worth, and how it is checked."""

    title: f.Text = about("The homework's title.")
    total: f.Number | None = about("All points together; refused when the items do not add up to it.", default=None)
    hand_in: HandIn = about("The files that students hand in.")
    allow: list[f.Name] = about(
        "The packages that student code may import, beside the standard library; [numpy] if not written.",
        default=["numpy"],
    )
    limits: LimitsFields = about("The time and memory that one submission may use.", default=LimitsFields())
    run: RunFields | None = about(
        "How the notebook is run again when it is graded; without it, it is only read.", default=None
    )
    tell: Literal["points", "cases", "hint", "mistake"] = about(
        "How much a student is told about a lost point; each word includes those before it; hint if not written.",
        default="hint",
    )
    provided: Literal["keep", "restore"] = about(
        "Whether files that came with the template are kept as handed in, or put back; restore if not written.",
        default="restore",
    )
    items: list[Annotated[AnyItem, Field(discriminator="check")]] = about(
        "The lines of the rubric, in the order of the report.", min_length=1
    )
