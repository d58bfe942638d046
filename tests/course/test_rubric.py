from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.rubric import read_rubric, read_written
from autograder.course.strict_yaml import read_yaml
from autograder.errors import RubricError
from autograder.model import Cause, Code, Run, Share, Speed, Tell, Writing

CONV_LAYERS = Path(__file__).parents[2] / "rubrics" / "conv_layers" / "rubric.yaml"

# A small rubric, one line per item, so that the line of each item is easy to count.
RUBRIC = """\
title: Two layers
total: 14
hand-in: {code: [lib/layers.py], notebook: work.ipynb}
limits: {per-case: 10 s, in-all: 5 min, memory: 2 GB}
items:
  - {id: forward, title: Forward, check: values, code: lib/layers.py Layer.forward, points: {handout: 1, edge: 1}}
  - {id: backward, title: Backward, check: gradient, of: forward, code: lib/layers.py Layer.backward, points: 5}
  - {id: count, title: Count, check: parameters, code: lib/layers.py Layer, points: 1, accept: {today: {C1: 156}}}
  - {id: train, title: Train, check: training, code: work.ipynb Net, points: 4, earns: {digits: {80 %: 0, 97 %: 4}}}
  - {id: essay, title: Essay, check: answer, file: work.ipynb, under: TASK 1, points: 2, levels: {2: good, 1: fair}}
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the small rubric with some of its text replaced."""
    monkeypatch.chdir(tmp_path)

    def written(*changes):
        text = RUBRIC
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        Path("rubric.yaml").write_text(text, encoding="utf-8")
        return Path("rubric.yaml")

    return written


NOTHING = "nothing is written here; write a value ('' is an empty text), or delete the field"
A_NUMBER = "expected a number without marks between its digits, such as 258058"
CHECKS = (
    "values, size, gradient, parameters, architecture, forbidden, training, notebook, figure, answer, pdf or manual"
)

REFUSED = [
    # names of fields
    ("check: values", "chek: values", "6: items[0] forward: unknown field 'chek'; the nearest field is 'check'"),
    ("title: Two", "titel: Two", "1: unknown field 'titel'; the nearest field is 'title'"),
    ("per-case", "per-csae", "4: limits: unknown field 'per-csae'; the nearest field is 'per-case'"),
    ("of: forward", "off: forward", "7: items[1] backward: unknown field 'off'; the nearest field is 'of'"),
    (
        "check: values",
        "check: values, of: count",
        "6: items[0] forward: 'of' is no field of check: values; it belongs to gradient",
    ),
    (
        "under: TASK 1",
        "under: TASK 1, zzz: 1",
        "10: items[4] essay: unknown field 'zzz'; "
        "expected id, title, points, tell, levels, note, check, file, under, words, contains or known",
    ),
    (
        "check: values, ",
        "",
        "6: items[0] forward: the field 'check' is missing; "
        "it says how the item is checked, such as values or manual",
    ),
    (
        "of: forward, ",
        "",
        "7: items[1] backward: the field 'of' is missing; needed are id, title, points, code, check and of",
    ),
    ("title: Two layers\n", "", "1: the field 'title' is missing; needed are title, hand-in and items"),
    # closed vocabularies
    (
        "check: values",
        "check: valeus",
        "6: items[0] forward: check: unknown word 'valeus'; the nearest word is 'values'",
    ),
    ("check: values", "check: [values]", f"6: items[0] forward: check: expected {CHECKS}, got a list"),
    (
        "check: values",
        "check: values, accept: ties-anyway",
        "6: items[0] forward: accept[0]: unknown word 'ties-anyway'; the nearest word is 'ties-any-way'",
    ),
    ("total: 14", "total: 14\ntell: hints", "3: tell: unknown word 'hints'; the nearest word is 'hint'"),
    ("total: 14", "total: 14\ntell: no", "3: tell: unknown word 'no'; expected points, cases, hint or mistake"),
    ("total: 14", "total: 14\nprovided: drop", "3: provided: unknown word 'drop'; expected keep or restore"),
    (
        "check: training",
        "check: training, at-most: {convolutions: 2}",
        "9: items[3] train: at-most.convolutions: unknown word 'convolutions'; the nearest word is 'convolution'",
    ),
    (
        "check: training",
        "check: training, measure: [weight]",
        "9: items[3] train: measure[0]: unknown word 'weight'; the nearest word is 'weights'",
    ),
    # values of the wrong kind
    ("title: Two layers", "title: 2", "1: title: expected a text, got the number 2; put it in quotes"),
    ("title: Two layers", "title: ' '", "1: title: expected a text, got an empty one"),
    ("title: Two layers", "title:", f"1: title: {NOTHING}"),
    (
        "hand-in: {code: [lib/layers.py]",
        "hand-in: {code: lib/layers.py",
        "3: hand-in.code: expected a list, such as [a, b], got the text 'lib/layers.py'",
    ),
    (
        "lib/layers.py]",
        "../layers.py]",
        "3: hand-in.code[0]: expected a Python file's path in the hand-in, such as lib/layers.py, "
        "got '../layers.py'",
    ),
    (
        "limits: {per-case: 10 s, in-all: 5 min, memory: 2 GB}",
        "limits: 10 s",
        "4: limits: expected fields, each as 'name: value', got the text '10 s'",
    ),
    (
        "10 s",
        "10",
        "4: limits.per-case: expected a duration with its unit, such as 10 s, 5 min or 2 h, got the number 10",
    ),
    (
        "2 GB",
        "2 GiB",
        "4: limits.memory: expected a size with its unit, such as 64 kB, 512 MB or 2 GB, got the text '2 GiB'",
    ),
    (
        "check: values",
        "check: values, surprise: yes",
        "6: items[0] forward: surprise: expected true or false, got the text 'yes'",
    ),
    (
        "check: values",
        "check: values, within: 1e400",
        "6: items[0] forward: within: expected a tolerance between 0 and 1, such as 1e-5, got the text '1e400'",
    ),
    (
        "id: forward",
        "id: Forward_Pass",
        "6: items[0] Forward_Pass: id: expected small letters, digits and single -, such as forward-pass, "
        "got 'Forward_Pass'",
    ),
    (
        "code: lib/layers.py Layer.forward",
        "code: Layer.forward",
        "6: items[0] forward: code: expected FILE NAME, such as lib/layers.py Layer.forward, got 'Layer.forward'",
    ),
    (
        "{80 %: 0",
        "{0.8: 0",
        "9: items[3] train: earns.digits.0.8: expected a per cent between 0 % and 100 %, with its sign, "
        "such as 84 %, got the text '0.8'",
    ),
    (
        "C1: 156",
        "C1: many",
        "8: items[2] count: accept.today.C1: expected a whole number, 0 or more, got the text 'many'",
    ),
    # points
    (
        "{handout: 1, edge: 1}",
        "{handout: {dx: one}}",
        "6: items[0] forward: points.handout.dx: expected a number of points such as 2 or 0.5, got the text 'one'",
    ),
    (
        "edge: 1",
        "edge: -1",
        "6: items[0] forward: points.edge: expected a number of points such as 2 or 0.5, got the number -1",
    ),
    (
        "edge: 1",
        "Edge Case: 1",
        "6: items[0] forward: points.Edge Case: expected a group such as handout, general or edge, in one word, "
        "got 'Edge Case'",
    ),
    (
        "edge: 1",
        "all: 1",
        "6: items[0] forward: points.all: 'all' is no group; for all cases together write one number",
    ),
    (
        "points: 4",
        "points: {handout: 4}",
        "9: items[3] train: points: expected one number of points; "
        "only values, size and gradient have groups of cases",
    ),
    # between fields
    ("total: 14", "total: 15", "2: total: the items' points add up to 14, but total is 15"),
    ("edge: 1", "edge: 0.5", "2: total: the items' points add up to 13.5, but total is 14"),
    ("id: count", "id: forward", "8: items[2] forward: id: 'forward' is also the id of items[0]"),
    (
        "of: forward",
        "of: forwrad",
        "7: items[1] backward: of: there is no item 'forwrad'; the nearest item is 'forward'",
    ),
    (
        "of: forward",
        "of: train",
        "7: items[1] backward: of: 'train' is not an item of check: values or size; expected forward",
    ),
    (
        "of: forward",
        "of: forward, if-consistent: 3",
        "7: items[1] backward: if-consistent: 3 is more than half of the item's points, 2.5",
    ),
    (
        "check: values",
        "check: values, if-consistent: 1",
        "6: items[0] forward: 'if-consistent' is no field of check: values; it belongs to gradient",
    ),
    (
        "lib/layers.py Layer.backward",
        "lib/layer.py Layer.backward",
        "7: items[1] backward: code: 'lib/layer.py' is not in hand-in; the nearest file is 'lib/layers.py'",
    ),
    (
        "file: work.ipynb",
        "file: theory.pdf",
        "10: items[4] essay: file: 'theory.pdf' is not in hand-in; expected lib/layers.py or work.ipynb",
    ),
    ("{2: good", "{3: good", "10: items[4] essay: levels.3: 3 is more than the item's 2 points"),
    (
        "{2: good",
        "{two: good",
        "10: items[4] essay: levels.two: expected a number of points such as 5 or 2.5 before ':', got 'two'",
    ),
    ("1: fair", "2.0: fair", "10: items[4] essay: levels.2.0: the level 2 is written twice"),
    (
        "check: values",
        "check: values, levels: {1: good}",
        "6: items[0] forward: levels: a person decides by levels, but code decides check: values",
    ),
    (
        "check: values",
        "check: values, outputs: {out: {caled: it}}",
        "6: items[0] forward: outputs.out: unknown field 'caled'; the nearest field is 'called'",
    ),
    (
        "check: values",
        "check: values, says: {egde: borders}",
        "6: items[0] forward: says.egde: no points stand beside the group 'egde'; the nearest group is 'edge'",
    ),
    (
        "check: values",
        "check: values, speed: {unit: a product, beside: {a view: 0}}",
        "6: items[0] forward: speed.beside.a view: "
        "expected how many times as long as a unit it takes, such as 12, got the number 0",
    ),
    (
        "check: values",
        "check: values, speed: {unit: a product, beside: {}}",
        "6: items[0] forward: speed.beside: expected at least one entry",
    ),
    (
        "check: values",
        "check: values, speed: {beside: {a view: 6}}",
        "6: items[0] forward: speed: the field 'unit' is missing; needed are unit and beside",
    ),
    (
        "check: values",
        "check: values, speed: {unit: a product, beside: {a view: 6}, faster: {a veiw: a product}}",
        "6: items[0] forward: speed.faster.a veiw: 'a veiw' does not stand under beside; "
        "the nearest way is 'a view'",
    ),
    (
        "of: forward",
        "of: forward, speed: {unit: a product, beside: {a view: 6}}",
        "7: items[1] backward: 'speed' is no field of check: gradient; it belongs to values",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: '258,058'}",
        f"10: items[4] essay: contains.number: {A_NUMBER}, or a list of such numbers, got the text '258,058'",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: [1, true]}",
        f"10: items[4] essay: contains.number: {A_NUMBER}, or a list of such numbers, got true",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: []}",
        f"10: items[4] essay: contains.number: {A_NUMBER}, or a list of such numbers, got an empty list",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: [258,058]}",
        f"10: items[4] essay: contains.number: {A_NUMBER}, or a list of such numbers, got the text '058'",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: 258,058}",
        "10: items[4] essay: contains.058: a comma ends a value here; write a number without marks between its "
        "digits, such as 258058\nrubric.yaml:10: items[4] essay: contains: unknown field '058'; expected number",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: 5}, known: {6: x, 6.0: y}",
        "10: items[4] essay: known.6.0: the number 6 is written twice",
    ),
    (
        "file: work.ipynb, under: TASK 1, points: 2, levels: {2: good, 1: fair}",
        "file: report.pdf, under: TASK 1, points: 2, contains: {number: 5}",
        "10: items[4] essay: contains: only a notebook's text is looked at; a person reads 'report.pdf'\n"
        "rubric.yaml:10: items[4] essay: file: 'report.pdf' is not in hand-in; "
        "expected lib/layers.py or work.ipynb",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {}",
        "10: items[4] essay: contains: the field 'number' is missing",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: 5}, known: {five: x}",
        f"10: items[4] essay: known.five: {A_NUMBER}, before ':', got 'five'",
    ),
    (
        "levels: {2: good, 1: fair}",
        "contains: {number: [4, 5]}, known: {5.0: x}",
        "10: items[4] essay: known.5.0: 5.0 is right, as contains says; known is for other numbers",
    ),
    (
        "levels: {2: good, 1: fair}",
        "known: {5: x}",
        "10: items[4] essay: known: written without contains, which says what number is right",
    ),
    ("97 %: 4", "97 %: 5", "9: items[3] train: earns.digits: 5 is more than the item's 4 points"),
    ("10 s", "10 min", "4: limits.per-case: 10 min for one case is more than 5 min in all"),
    (
        "check: parameters, code: lib/layers.py Layer, points: 1, accept: {today: {C1: 156}}",
        "check: forbidden, code: lib/layers.py Net, points: 1, voids: [], operations: [unfold], allowed: [unfold]",
        "8: items[2] count: allowed[0]: 'unfold' stands under operations, which forbids it",
    ),
    (
        "check: parameters, code: lib/layers.py Layer, points: 1, accept: {today: {C1: 156}}",
        "check: forbidden, code: lib/layers.py Layer, points: 1, operations: [pooling], voids: [forwards, count]",
        "8: items[2] count: voids[0]: there is no item 'forwards'; the nearest item is 'forward'\n"
        "rubric.yaml:8: items[2] count: voids[1]: 'count' is not another item; "
        "expected forward, backward, train or essay",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_a_wrong_rubric_is_refused_with_line_place_and_what_was_expected(write, old, new, message):
    with pytest.raises(RubricError) as refused:
        read_rubric(write((old, new)))
    assert str(refused.value) == f"rubric.yaml:{message}"


def test_no_message_asks_a_question():
    assert not [message for *_, message in REFUSED if "?" in message]


def test_all_problems_are_listed_by_line_and_the_error_carries_the_first(write):
    path = write(("check: gradient", "check: gradeint"), ("10 s", "10"), ("points: 4", "points: four"))
    with pytest.raises(RubricError) as refused:
        read_rubric(path)
    assert refused.value.line == 4
    assert str(refused.value).splitlines() == [
        "rubric.yaml:4: limits.per-case: expected a duration with its unit, such as 10 s, 5 min or 2 h, "
        "got the number 10",
        "rubric.yaml:7: items[1] backward: check: unknown word 'gradeint'; the nearest word is 'gradient'",
        "rubric.yaml:9: items[3] train: points: expected a number of points such as 2 or 0.5, got the text 'four'",
    ]


def test_a_misspelt_field_is_not_also_called_missing(write):
    with pytest.raises(RubricError) as refused:
        read_rubric(write(("items:", "itmes:")))
    assert str(refused.value) == "rubric.yaml:5: unknown field 'itmes'; the nearest field is 'items'"


def test_the_small_rubric_is_read(write):
    rubric = read_rubric(write())
    assert (rubric.title, rubric.total, rubric.tell, rubric.provided) == ("Two layers", 14, Tell.HINT, "restore")
    assert rubric.code == ("lib/layers.py",)
    assert rubric.documents == {"notebook": "work.ipynb"}
    assert rubric.allow == ("numpy",)


def test_the_homework_is_named_after_its_folder(write, tmp_path):
    assert read_rubric(write()).homework == tmp_path.name


def test_points_are_exact_fractions_of_the_written_decimals(write):
    path = write(("{handout: 1, edge: 1}", "{handout: {dx: 0.1, dw: 0.2}, edge: 1.7}"))
    shares = read_rubric(path).item("forward").shares
    assert shares == (
        Share(group="handout", output="dx", points=Fraction(1, 10)),
        Share(group="handout", output="dw", points=Fraction(1, 5)),
        Share(group="edge", points=Fraction(17, 10)),
    )


def test_one_number_of_points_is_one_share_for_all_cases(write):
    assert read_rubric(write()).item("backward").shares == (Share(group="all", points=Fraction(5)),)


def test_without_a_total_the_points_add_up_to_it(write):
    assert read_rubric(write(("total: 14\n", ""), ("points: 4", "points: 40"))).total == 50


def test_tell_is_inherited_from_the_homework_and_changed_by_the_item(write):
    rubric = read_rubric(write(("total: 14", "total: 14\ntell: cases"), ("id: count,", "id: count, tell: points,")))
    assert [item.tell for item in rubric.items[1:3]] == [Tell.CASES, Tell.POINTS]


def test_a_probe_is_named_after_the_item_unless_the_item_says_otherwise(write):
    rubric = read_rubric(write(("id: forward", "id: big-forward"), ("of: forward", "of: big-forward, probe: ask")))
    assert [rubric.items[0].probe, rubric.items[1].probe, rubric.items[4].probe] == ["big_forward", "ask", ""]


def test_tolerance_and_limits_have_defaults(write):
    rubric = read_rubric(write(("limits: {per-case: 10 s, in-all: 5 min, memory: 2 GB}\n", "")))
    assert rubric.items[0].within == 1e-5
    assert (rubric.limits.case_seconds, rubric.limits.total_seconds) == (10.0, 300.0)
    assert rubric.limits.memory_bytes == 2_000_000_000
    assert read_rubric(write(("check: values", "check: values, within: 1e-7"))).items[0].within == 1e-7


def test_accepted_tables_of_parameters_are_kept_apart_from_accepted_words(write):
    item = read_rubric(write()).item("count")
    assert (item.tables, item.accept) == ({"today": {"C1": 156}}, ())


MANUAL = "check: manual, levels: {1: good}"
ANSWER = "check: answer, file: work.ipynb, under: T"
NET = "code: lib/layers.py Net"


@pytest.mark.parametrize(
    ("fields", "cause", "why"),
    [
        (MANUAL, Cause.TO_BE_READ, "read by a person after you hand in"),
        (f"{ANSWER}, levels: {{1: good}}", Cause.TO_BE_READ, "read by a person after you hand in"),
        (
            "check: figure, file: work.ipynb, under: T, shows: {images: 4 or more}",
            Cause.TO_BE_READ,
            "read by a person after you hand in",
        ),
        (f"{ANSWER}, contains: {{number: 258058}}", Cause.TO_BE_READ, "compared after you hand in"),
        (f"{ANSWER}, words: 30 to 400", Cause.TO_BE_READ, "read by a person after you hand in"),
        (f"check: architecture, {NET}, input: [1, 32, 32], shapes: [[10]]", None, ""),
        (f"check: forbidden, {NET}, operations: [convolution], allowed: [unfold], voids: [forward]", None, ""),
        (
            f"check: training, {NET}, earns: {{digits: {{97 %: 1}}}}, budget: 20 min",
            Cause.NOT_AVAILABLE,
            "not run: up to 20 min",
        ),
        (f"check: training, {NET}, earns: {{digits: {{97 %: 1}}}}", Cause.NOT_AVAILABLE, "not run"),
        (f"check: size, {NET}", None, ""),
        (f"check: parameters, {NET}, accept: {{today: {{C1: 1}}}}", None, ""),
    ],
)
def test_what_code_does_not_decide_says_why_it_is_open(write, fields, cause, why):
    path = write(("total: 14\n", ""), ("items:\n", f"items:\n  - {{id: it, title: It, points: 1, {fields}}}\n"))
    item = read_rubric(path).item("it")
    assert (item.cause_open, item.why_open) == (cause, why)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("operations: [convolution]", ("convolution", "unfold", "fourier")),
        (
            "operations: [pooling, convolution], allowed: [unfold, fourier]",
            ("pooling", "convolution", "resampling"),
        ),
        ("operations: [unfold]", ("unfold",)),
    ],
)
def test_what_is_close_to_a_forbidden_operation_is_forbidden_unless_it_is_allowed(write, written, read):
    fields = f"check: forbidden, {NET}, {written}, voids: [forward]"
    path = write(("total: 14\n", ""), ("items:\n", f"items:\n  - {{id: it, title: It, points: 1, {fields}}}\n"))
    rubric = read_rubric(path)
    assert (rubric.item("it").operations, rubric.item("it").voids) == (read, ("forward",))
    assert rubric.forbidden == read


SPEED = "speed: {unit: a product, beside: {a view: 6, loops: 2.5e3}, faster: {loops: a view}}"


@pytest.mark.parametrize(
    ("tell", "faster"), [("mistake", {"loops": "a view"}), ("hint", {"loops": "a view"}), ("cases", {})]
)
def test_how_fast_the_usual_ways_are_is_read_and_ideas_where_hints_are_told(write, tell, faster):
    path = write(("check: values,", f"check: values, tell: {tell}, {SPEED},"))
    told = read_rubric(path).item("forward").speed
    assert told == Speed(
        probe="forward_speed", unit="a product", beside={"a view": 6, "loops": 2500}, faster=faster
    )


def test_what_measures_can_be_named(write):
    path = write(("check: values,", "check: values, speed: {unit: a product, beside: {a view: 6}, probe: timed},"))
    assert read_rubric(path).item("forward").speed.probe == "timed"


@pytest.mark.parametrize(
    ("fields", "writing"),
    [
        ("levels: {1: good}", Writing(under="T")),
        ("words: 30 to 400", Writing(under="T", words=(30, 400))),
        ("contains: {number: 258058}", Writing(under="T", numbers=(Fraction(258058),), decides=True)),
        (
            "contains: {number: [1, -0.5]}, known: {4018186: pooling, -2.50: the sign}, levels: {1: good}",
            Writing(
                under="T", numbers=(Fraction(1), Fraction(-1, 2)), known={"4018186": "pooling", "-5/2": "the sign"}
            ),
        ),
    ],
)
def test_what_is_asked_of_a_written_answer(write, fields, writing):
    item = f"{{id: it, title: It, points: 1, {ANSWER}, {fields}}}"
    assert (
        read_rubric(write(("total: 14\n", ""), ("items:\n", f"items:\n  - {item}\n"))).item("it").writing == writing
    )


def test_what_stands_beside_the_record_is_read_too(write):
    path = write(
        ("check: values,", "check: values, surprise: true, says: {edge: borders},"),
        ("check: training,", "check: training, from: executed,"),
        ("items:", "run: {per-cell: 5 s, skip: [long]}\nitems:"),
    )
    written = read_written(path)
    assert written.says == {"forward": {"edge": "borders"}}
    assert written.levels == {"essay": {Fraction(2): "good", Fraction(1): "fair"}}
    assert written.surprises == {"forward"}
    assert [item.id for item in written.rubric.items if item.executed] == ["train"]
    assert written.rubric.run == Run(cell_seconds=5.0, skip=("long",))


class TestTheShippedRubric:
    rubric = read_rubric(CONV_LAYERS)

    def test_it_is_worth_60_points_in_eleven_items(self):
        assert (self.rubric.homework, self.rubric.total, len(self.rubric.items)) == ("conv_layers", 60, 11)

    def test_it_teaches_by_naming(self):
        assert {item.tell for item in self.rubric.items} == {Tell.MISTAKE}

    def test_code_checks_25_points_and_a_person_reads_10(self):
        decided = sum(item.points for item in self.rubric.items if item.cause_open is None)
        read = sum(item.points for item in self.rubric.items if item.cause_open is Cause.TO_BE_READ)
        assert (decided, read) == (25, 10)

    def test_the_gradient_of_the_convolution(self):
        item = self.rubric.item("conv-backward")
        assert (item.check, item.of, item.if_consistent) == ("gradient", "conv-forward", 2)
        assert item.code == Code(file="lib/cnn/layer_utils.py", name="ConvLayer2D.backward")
        assert [(s.group, s.output, s.points) for s in item.shares] == [
            ("handout", "dx", 1), ("handout", "dw", 1), ("handout", "db", 1), ("general", "", 1), ("edge", "", 1),
        ]  # fmt: skip

    def test_ties_may_be_split_any_way(self):
        assert self.rubric.item("pool-backward").accept == ("ties-any-way",)


def _every_place(value, place=()):
    yield place
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in entries:
        yield from _every_place(entry, (*place, name))


PLACES = [place for place in _every_place(read_yaml(CONV_LAYERS).data) if place]
ODD = st.sampled_from(["5", "-1", "0.5", "x", "true", "~", "[]", "{}", "[[1]]", "{a: {b: 1}}", "'*'", "1e99", "no"])


def _flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"? {_flow(n)} : {_flow(v)}" for n, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return value.raw if isinstance(value, _Raw) else str(value).lower()


def _refusal(path):
    try:
        read_rubric(path)
    except RubricError as refused:
        return str(refused)
    return ""


class _Raw:
    def __init__(self, raw):
        self.raw = raw


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(place=st.sampled_from(PLACES), odd=ODD)
def test_any_value_in_any_field_is_read_or_refused_in_whole_sentences(tmp_path, place, odd):
    data = read_yaml(CONV_LAYERS).data
    at = data
    for part in place[:-1]:
        at = at[part]
    at[place[-1]] = _Raw(odd)
    path = tmp_path / "rubric.yaml"
    path.write_text(_flow(data), encoding="utf-8")
    said = _refusal(path)
    assert "nput " not in said, "a sentence of pydantic's"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | st.binary())
def test_no_file_raises_anything_but_a_rubric_error(tmp_path, content):
    path = tmp_path / "rubric.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    with pytest.raises(RubricError):
        read_rubric(path)
