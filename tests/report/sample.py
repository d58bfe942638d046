"""Grades as a class makes them, to render: a border cut wrong, all right, untouched, a crash, an attack."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from autograder.model import (
    GRADE_SCHEMA,
    CaseGrade,
    Cause,
    CellRun,
    CodeCell,
    Failure,
    Finding,
    Flaw,
    Frame,
    Grade,
    ItemGrade,
    NotebookSeen,
    Outcome,
    Picture,
    Problem,
    Row,
    Ruling,
    Scalar,
    ShareGrade,
    Tell,
    Written,
)

FILE = "lib/cnn/layer_utils.py"
SETTINGS: tuple[tuple[str, str, dict[str, Scalar]], ...] = tuple(
    (
        group,
        f"{group or 'rung'}-{n}",
        dict(zip(("N", "H", "W", "C", "F", "k", "stride", "padding"), row, strict=True)),
    )
    for group, n, row in (
        ("", 1, (1, 2, 2, 1, 1, 1, 1, 0)),
        ("", 2, (1, 3, 3, 1, 1, 2, 1, 0)),
        ("", 3, (1, 3, 3, 1, 1, 3, 1, 1)),
        ("", 4, (2, 3, 3, 1, 1, 3, 1, 1)),
        ("", 5, (1, 4, 4, 2, 1, 3, 1, 1)),
        ("handout", 1, (4, 5, 5, 3, 2, 3, 1, 1)),
        ("general", 1, (2, 7, 7, 3, 4, 3, 2, 1)),
        ("general", 2, (3, 6, 8, 2, 5, 3, 1, 1)),
        ("general", 3, (2, 8, 5, 1, 3, 5, 1, 2)),
        ("general", 4, (1, 9, 9, 3, 2, 3, 3, 1)),
        ("general", 5, (2, 6, 6, 2, 2, 4, 2, 2)),
        ("edge", 1, (2, 5, 5, 2, 3, 3, 1, 0)),
        ("edge", 2, (1, 6, 4, 1, 2, 2, 2, 0)),
    )
)
SAYS = {"handout": "the handout's shapes", "general": "other sizes, strides, batches", "edge": "no padding"}
OUTPUTS = {
    "output-size": ("size",),
    "conv-backward": ("dx", "dw", "db"),
    "pool-backward": ("dx",),
    "test-cnn": ("scores", "loss", "gradients"),
}
ITEMS = (
    ("output-size", "Output size of a convolution", "size", 2, FILE, "ConvLayer2D.get_output_size", 12),
    ("conv-forward", "Convolution, forward", "values", 5, FILE, "ConvLayer2D.forward", 31),
    ("conv-backward", "Convolution, backward", "gradient", 5, FILE, "ConvLayer2D.backward", 61),
    ("pool-forward", "Max-pooling, forward", "values", 5, FILE, "MaxPoolingLayer.forward", 98),
    ("pool-backward", "Max-pooling, backward", "gradient", 5, FILE, "MaxPoolingLayer.backward", 120),
    ("test-cnn", "TestCNN", "values", 3, "lib/cnn/cnn_models.py", "TestCNN", 14),
)
EMPTY = Problem(kind="empty", expected="(1, 2, 2, 1)", got="(1, 0, 0, 1)")
BORDER = Finding(
    cause="dx-cropped-with-minus-p",
    items=("conv-backward",),
    outputs=("dx",),
    lost=Fraction(1),
    headline="dx comes back empty when padding is 0",
    cases="Right in all 9 cases with padding 1 or 2, wrong in all 4 with padding 0.",
    others="dw and db are right everywhere.",
    looks="dx has no rows and no columns.",
    evidence="True in all 4 wrong cases.",
    hint="Print dx.shape before and after you cut the border off, with padding 0.",
    name="The border is cut off with [p:-p]. When p is 0 that is [0:0], which keeps nothing.",
    known=("dx-cropped-with-minus-p",),
    file=FILE,
    line=61,
    function="ConvLayer2D.backward",
    picture=Picture(
        case="conv-backward/rung-1",
        settings=SETTINGS[0][2],
        inputs={
            "x": [[[[1.0], [-2.0]], [[3.0], [4.0]]]],
            "w": [[[[2.0]]]],
            "b": [3.0],
            "dout": [[[[-3.0], [-4.0]], [[4.0], [3.0]]]],
            "accept": [],
        },
        output="dx",
        expected=[[[[-6.0], [-8.0]], [[8.0], [6.0]]]],
        got=[[]],
        got_shape=(1, 0, 0, 1),
        expected_shape=(1, 2, 2, 1),
    ),
    problem=EMPTY,
)


def cases(
    item: str,
    wrong: Mapping[tuple[str, str], Problem] = {},
    *,
    whole: bool = False,
    outcome: Outcome = Outcome.ANSWERED,
    prints: str = "",
) -> tuple[CaseGrade, ...]:
    """The thirteen public cases, and when graded a hidden twin of each that earns."""
    made = []
    for group, name, settings in SETTINGS:
        for hidden in (False, True) if whole and group else (False,):
            problems = {output: problem for (case, output), problem in wrong.items() if case == name}
            made.append(
                CaseGrade(
                    case=f"{item}/{name}{'-twin' if hidden else ''}",
                    group=group,
                    hidden=hidden,
                    settings=settings,
                    verdicts={o: Ruling.FAILED if o in problems else Ruling.PASSED for o in outputs_of(item)},
                    problems=problems,
                    outcome=outcome if problems else Outcome.ANSWERED,
                    prints=prints if name == "rung-1" else "",
                )
            )
    return tuple(sorted(made, key=lambda case: case.hidden))


def outputs_of(item: str) -> tuple[str, ...]:
    return OUTPUTS.get(item, ("out",))


def shares(points: int, lost: Fraction = Fraction(0)) -> tuple[ShareGrade, ...]:
    first, last = Fraction(points - 1), Fraction(1)
    nothing = Fraction(0)
    return (
        ShareGrade(group="handout", output="", says=SAYS["handout"], points=first, earned=first, passed=1, of=1),
        ShareGrade(
            group="general", output="", says=SAYS["general"], points=nothing, earned=nothing, passed=5, of=5
        ),
        ShareGrade(
            group="edge",
            output="",
            says=SAYS["edge"],
            points=last,
            earned=last - lost,
            passed=2 - 2 * int(lost),
            of=2,
        ),
    )


def item(row: Sequence[object], *, whole: bool = False, tell: Tell = Tell.MISTAKE) -> ItemGrade:
    name, title, check, points, file, function, line = row
    return ItemGrade(
        id=str(name),
        title=str(title),
        check=str(check),
        points=Fraction(str(points)),
        earned=Fraction(str(points)),
        open=Fraction(0),
        state="right",
        clause="",
        tell=tell,
        shares=shares(int(str(points))),
        cases=cases(str(name), whole=whole),
        file=str(file),
        function=str(function),
        line=int(str(line)),
    )


def open_item(name: str, title: str, points: int, cause: Cause, why: str) -> ItemGrade:
    return ItemGrade(
        id=name, title=title, check="manual", points=Fraction(points), earned=Fraction(0), open=Fraction(points),
        state="open", clause=why, tell=Tell.MISTAKE, cause=cause,
    )  # fmt: skip


OPEN = (
    open_item(
        "training", "Training on SVHN", 25, Cause.NOT_AVAILABLE, "not run: about 20 min.  autograder check training"
    ),
    open_item("filters", "Picture of the first layer's filters", 5, Cause.TO_BE_READ, "after you hand in"),
    open_item("question", "What kinds of filters do you see?", 5, Cause.TO_BE_READ, "after you hand in"),
)


def grade(items: tuple[ItemGrade, ...], findings: tuple[Finding, ...] = (), *, whole: bool = False) -> Grade:
    """The sums of a grade follow from its items."""
    still = sum((i.open for i in items), Fraction(0))
    return Grade(
        schema=GRADE_SCHEMA,
        homework="conv_layers",
        title="Problem 2: Incorporating CNNs",
        submission="Participant 90311" if whole else "problem_2",
        part="whole" if whole else "public",
        reader="instructor",
        total=sum((i.points for i in items), Fraction(0)),
        earned=sum((i.earned for i in items), Fraction(0)),
        lost=sum((i.lost for i in items), Fraction(0)),
        open=still,
        provisional=still > 0,
        items=items,
        findings=findings,
        remarks=(),
        documents={"problem_2.ipynb": True, "problem_2_solution.pdf": False},
        key="5b1c9a0d2e7f4433",
        hidden_key="77aa01c2" if whole else "",
        secret="e3b0c44298fc1c14" if whole else "",
        isolation="full",
        versions={"python": "3.12.4", "numpy": "2.2.1", "system": "linux"},
        key_versions={"python": "3.12.4", "numpy": "2.3.0"},
        times={"made_at": "2026-11-21T07:15:02+00:00", "open": 0.1, "ask": 0.6},
    )


def border(*, whole: bool = False, tell: Tell = Tell.MISTAKE) -> Grade:
    """The story of USERS.md: dx is empty at padding 0."""
    wrong = {(name, "dx"): EMPTY for _, name, settings in SETTINGS if settings["padding"] == 0}
    items = [item(row, whole=whole, tell=tell) for row in ITEMS]
    items[2] = replace(
        items[2],
        earned=Fraction(4),
        state="part",
        clause=BORDER.headline,
        shares=shares(5, Fraction(1)),
        cases=cases("conv-backward", wrong, whole=whole, prints="shape of dout (1, 2, 2, 1)\n"),
    )
    return grade((*items, *OPEN), (BORDER,), whole=whole)


def all_right() -> Grade:
    return grade((*(item(row) for row in ITEMS), *OPEN))


def template() -> Grade:
    """Nothing begun."""
    return grade((*(_not_begun(item(row)) for row in ITEMS), *OPEN))


def _not_begun(right: ItemGrade) -> ItemGrade:
    stub = Problem(kind="not begun", failure=Failure(type="NotImplementedError", message=""))
    everywhere = {(name, o): stub for _, name, _ in SETTINGS for o in outputs_of(right.id)}
    found = cases(right.id, everywhere, outcome=Outcome.NOT_BEGUN)
    return replace(right, earned=Fraction(0), state="not begun", clause="not begun", cases=found, shares=())


CRASH = Problem(
    kind="raised",
    failure=Failure(
        type="IndexError",
        message="index 3 is out of bounds for axis 1 with size 3",
        frames=(Frame(file=FILE, line=44, function="forward", text="out[n, i, j] = (window * w).sum()"),),
    ),
)
OVERLAP = Problem(
    kind="values", wrong=3, of=9, worst_absolute="4", worst_relative="0.5",
    rows=(Row(index=(0, 1, 1, 0), expected="8", got="4"),),
)  # fmt: skip


def crash() -> Grade:
    """The forward pass raises, the backward waits for it, and pooling writes where it should add."""
    items = [item(row) for row in ITEMS]
    strided = {(name, "out"): CRASH for _, name, settings in SETTINGS if int(settings["stride"]) > 1}
    items[1] = replace(
        items[1], earned=Fraction(3), state="part", cases=cases("conv-forward", strided, outcome=Outcome.RAISED)
    )
    items[2] = replace(
        items[2], earned=Fraction(0), state="blocked", clause="waits for the forward pass", cause=Cause.BLOCKED
    )
    overlapping = {(name, "dx"): OVERLAP for _, name, settings in SETTINGS if settings["stride"] == 1}
    items[4] = replace(
        items[4], earned=Fraction(5, 3), state="part", cases=cases("pool-backward", overlapping), consistent=True
    )
    return grade((*items, *OPEN), (_raised(), _overlap()))


def _raised() -> Finding:
    picture = replace(
        BORDER.picture, case="conv-forward/general-1", output="out", expected=[[[[1.5], [2.25]]]], got=None,
        expected_shape=(1, 1, 2, 1), got_shape=None, settings=SETTINGS[6][2],
    )  # type: ignore[type-var]  # fmt: skip
    return replace(
        BORDER,
        cause="unknown in conv-forward", items=("conv-forward",), outputs=("out",), lost=Fraction(2), known=(),
        name="",
        headline="ConvLayer2D.forward raises IndexError when stride is 2 or 3",
        cases="Right in all 9 cases with stride 1, wrong in all 4 with stride 2 or 3.", others="",
        looks="", evidence="",
        hint="Work the smallest case out by hand and compare it with yours, number by number.", line=31,
        function="ConvLayer2D.forward", problem=CRASH, picture=picture,
    )  # fmt: skip


def _overlap() -> Finding:
    x = [[[[1.0], [5.0], [2.0]], [[4.0], [9.0], [3.0]], [[0.5], [6.0], [7.0]]]]
    picture = Picture(
        case="pool-backward/rung-2", settings={"N": 1, "H": 3, "W": 3, "C": 1, "pool": 2, "stride": 1},
        inputs={"x": x, "dout": [[[[1.0], [2.0]], [[3.0], [-4.5]]]]}, output="dx",
        expected=[[[[0.0], [0.0], [0.0]], [[0.0], [1.5], [0.0]], [[0.0], [0.0], [0.0]]]],
        got=[[[["nan"], [0.0], [0.0]], [[0.0], [-4.5], [0.0]], [[0.0], [0.0], [0.0]]]],
        got_shape=(1, 3, 3, 1), expected_shape=(1, 3, 3, 1),
    )  # fmt: skip
    return replace(
        BORDER,
        cause="overlap-overwritten", items=("pool-backward",), lost=Fraction(10, 3), known=("overlap-overwritten",),
        headline="dx is wrong when stride is 1", others="",
        looks="What is finite in dx is right.", evidence="True in 8 of 9 wrong cases.",
        cases="Right in all 4 cases with stride 2 or 3, wrong in all 9 with stride 1.",
        hint="Count how often the pixel in the middle is the maximum, and compare with how often you write to it.",
        name="Where windows overlap, dx is overwritten instead of summed.",
        line=120, function="MaxPoolingLayer.backward", problem=OVERLAP, picture=picture,
    )  # fmt: skip


AGAIN = "Restart the kernel, run all cells and save."
FLAWS = (
    Flaw(kind="unexecuted", cell=9, text=f"Cell 9 was not executed. {AGAIN}"),
    Flaw(kind="error", cell=7, text="Cell 7 ends with ZeroDivisionError: division by zero."),
    Flaw(
        kind="placeholder", cell=12, text="Cell 12 still holds “your answer here”. Put your own work in its place."
    ),
    Flaw(kind="section", cell=None, text="There is no section “Inline Question”."),
)
FLAG = "Cell 11 had printed 0.9731 as test accuracy; run again it prints 0.1042"


def ran(outcome: Outcome = Outcome.ANSWERED, prints: str = "", **more: object) -> CellRun:
    return CellRun(outcome=outcome, prints=prints, **more)  # type: ignore[arg-type]


def cell(number: int, begins: str, run: CellRun | None) -> CodeCell:
    return CodeCell(number=number, begins=begins, saved="loss 0.1\n", run=run)


CELLS = (
    cell(2, "import numpy as np", ran()),
    cell(3, "print(x_train.shape)", ran(prints="(73257, 32, 32, 3)\n")),
    cell(5, "for epoch in range(1000):", ran(
        Outcome.CPU_LIMIT, "epoch 1, loss 2.303\nepoch 2, loss 2.271\n",
        detail="after 60 s of computing in this cell",
    )),
    cell(6, "", ran(Outcome.NOT_REACHED, detail="empty")),
    cell(7, "rate = hits / seen", ran(
        Outcome.RAISED, detail="ZeroDivisionError",
        failure=Failure(type="ZeroDivisionError", message="division by zero"),
    )),
    cell(9, "%%time", ran(Outcome.NOT_REACHED, detail="tagged training")),
    cell(11, "plt.plot(losses)", ran(prints="<Figure size 640x480 with 1 Axes>\n", pictures=2)),
    cell(13, "os._exit(1)", ran(Outcome.CRASHED, detail="the program ended in this cell")),
    cell(14, "show(filters)", ran(Outcome.NOT_REACHED, detail="the program had ended")),
    cell(16, "print(test_accuracy)", ran(Outcome.NOT_REACHED, detail="the program had ended")),
)  # fmt: skip
SEEN = NotebookSeen(name="problem_2.ipynb", flaws=FLAWS, cells=CELLS)


def notebook_item(points: int = 2, flaws: tuple[Flaw, ...] = FLAWS, tell: Tell = Tell.HINT) -> ItemGrade:
    clause = f"{len(flaws)} thing{'s' * (len(flaws) > 1)} to mend" if flaws else ""
    return ItemGrade(
        id="notebook", title="The notebook is complete", check="notebook", points=Fraction(points),
        earned=Fraction(0 if flaws else points), open=Fraction(0), state="wrong" if flaws else "right",
        clause=clause, tell=tell, file=SEEN.name, flaws=flaws,
    )  # fmt: skip


def noted(points: int = 2, flaws: tuple[Flaw, ...] = FLAWS, *, tell: Tell = Tell.HINT, whole: bool = True) -> Grade:
    """All is right but the notebook; its code does not give what it had printed."""
    items = (*(item(row, whole=whole) for row in ITEMS), notebook_item(points, flaws, tell), *OPEN)
    return replace(grade(items, whole=whole), flags=(FLAG,), notebook=replace(SEEN, flaws=flaws))


EVIL = (
    "<script>alert(1)</script>\x1b[31m\x1b]0;x\x07\u202egnp.exe\u2066\x00\x08`|*_[x](javascript:x)&\r\n\t$(rm)"
    + "\ufffe"
)


def hostile() -> Grade:
    """Every text that a student's program can influence, and some that it cannot, is an attack."""
    failure = Failure(
        type=EVIL, message=EVIL * 50, frames=(Frame(file=EVIL, line=1, function=EVIL, text=EVIL),)
    )  # fmt: skip
    problem = Problem(
        kind="raised", expected=EVIL, got=EVIL, rows=(Row(index=(0,), expected=EVIL, got=EVIL),), failure=failure
    )
    picture = Picture(
        case=f"conv-backward/rung-1{EVIL}", settings={EVIL: EVIL, "padding": 0},
        inputs={EVIL: [[EVIL]], "x": [[1, 2], [3]]},
        output=EVIL, expected=[["nan", EVIL], [1e300, 10**400]], got=[[[EVIL] * 50] * 3] * 9, got_shape=(9, 3, 50),
    )  # fmt: skip
    evil = replace(
        BORDER, cause=EVIL, outputs=(EVIL,), headline=EVIL, cases=EVIL, others=EVIL, hint=EVIL, name=EVIL,
        known=(EVIL,), file=EVIL, function=EVIL, picture=picture, problem=problem,
    )  # fmt: skip
    whole = border(whole=True)
    flaw = Flaw(kind="error", cell=3, text=EVIL)
    run = CellRun(outcome=Outcome.RAISED, detail=EVIL, prints=EVIL * 90, failure=failure, pictures=3)
    again = replace(run, outcome=Outcome.NOT_REACHED)
    seen = NotebookSeen(
        name=EVIL,
        flaws=(flaw, flaw),
        cells=(cell(3, EVIL, run), cell(4, EVIL, again), cell(5, EVIL, again)),
        written={"question": Written(under=EVIL, cell=6, text=EVIL * 9, nearest=EVIL)},
    )
    whole = replace(whole, items=(*whole.items, replace(notebook_item(2, (flaw, flaw)), file=EVIL)))
    return replace(
        whole, flags=(EVIL,) * 2, notebook=seen,
        title=EVIL, submission=EVIL, homework=EVIL, key=EVIL, secret=EVIL, isolation=EVIL,
        items=tuple(_evil_item(item) for item in whole.items),
        findings=(evil,) * 5, remarks=(EVIL,) * 2, documents={EVIL: False, "b" + EVIL: True},
        versions={EVIL: EVIL}, key_versions={EVIL: EVIL, "other": EVIL}, times={"made_at": EVIL, EVIL: EVIL},
    )  # fmt: skip


def _evil_item(item: ItemGrade) -> ItemGrade:
    return replace(item, title=EVIL, clause=EVIL, note=EVIL, cases=tuple(map(_evil, item.cases)))


def _evil(case: CaseGrade) -> CaseGrade:
    problems = {
        name: replace(p, kind="raised", failure=Failure(type=EVIL, message=EVIL))
        for name, p in case.problems.items()
    }
    return replace(
        case,
        case=case.case + EVIL,
        group=EVIL,
        settings={**case.settings, EVIL: EVIL},
        prints=EVIL * 400,
        problems=problems,
    )
