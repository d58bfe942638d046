"""A network's number of parameters betrays what is wrong with it, and which of the right ones it is."""

import pytest

from autograder.course.rubric import read_rubric
from tests.conftest import ROOT

KNOWN = read_rubric(ROOT / "rubrics" / "lenet5" / "rubric.yaml").item("parameter-total").known
PARTS = '''
class Trainable(nn.Module):
    """A pooling with a factor and an offset for each map."""

    def __init__(self, maps):
        super().__init__()
        self.mean = AvgPool2d(2)
        self.factor, self.offset = nn.Parameter(torch.ones(maps, 1, 1)), nn.Parameter(torch.zeros(maps, 1, 1))

    def forward(self, x):
        return self.mean(x) * self.factor + self.offset


class Sparse(nn.Module):
    """Six maps see three of those before, nine see four, one sees all."""

    def __init__(self):
        super().__init__()
        self.maps = nn.ModuleList([Conv2d(count, 1, 5) for count in (*[3] * 6, *[4] * 9, 6)])

    def forward(self, x):
        return torch.cat([one(x[:, : one.weight.shape[1]]) for one in self.maps], dim=1)


class Biased(nn.Module):
    """A layer with biases of another number."""

    def __init__(self, layer, *shape):
        super().__init__()
        self.layer, self.bias = layer, nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        bias = self.bias.sum(dim=1)[:, None, None] if self.bias.dim() == 2 else self.bias
        return self.layer(x) + bias


class MaxPool(nn.Module):
    def forward(self, x):
        return x.unflatten(3, (-1, 2)).unflatten(2, (-1, 2)).amax(dim=(3, 5))


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
'''
LAYERS = {
    "C1": "Conv2d(1, 6, 5)", "S2": "AvgPool2d(2)", "C3": "Conv2d(6, 16, 5)", "S4": "AvgPool2d(2)",
    "C5": "Conv2d(16, 120, 5)", "F6": "nn.Linear(120, 84)", "output": "nn.Linear(84, 10)",
}  # fmt: skip
FORWARD = """
    def forward(self, x):
        x = nn.functional.pad(x, (2, 2, 2, 2)) if x.shape[-1] == 28 else x
        x = self.S2(torch.tanh(self.C1(x)))
        x = self.S4(torch.tanh(self.C3(x)))
        x = torch.tanh(self.C5(x)).flatten(1)
        return self.output(torch.tanh(self.F6(x)))
"""
WITHOUT_FRAME = "nn.functional.pad(x, (2, 2, 2, 2)) if x.shape[-1] == 28 else x"
ONLY_SMALL = "x[:, :, 2:-2, 2:-2] if x.shape[-1] == 32 else x"
TRAINABLE = {"S2": "Trainable(6)", "S4": "Trainable(16)"}
UNBIASED = {
    "C1": "Conv2d(1, 6, 5, bias=False)", "C3": "Conv2d(6, 16, 5, bias=False)",
    "C5": "Conv2d(16, 120, 5, bias=False)", "F6": "nn.Linear(120, 84, bias=False)",
    "output": "nn.Linear(84, 10, bias=False)",
}  # fmt: skip
ACCEPTED = {
    "60850": ({**TRAINABLE, "C3": "Sparse()"}, ()),
    "60806": ({"C3": "Sparse()"}, ()),
    "61750": (TRAINABLE, ()),
}
WRONG = {
    "61470": (UNBIASED, ()),
    "61475": ({name: f"Biased({layer}, 1)" for name, layer in UNBIASED.items()}, ()),
    "61786": ({"C3": "Biased(Conv2d(6, 16, 5, bias=False), 16, 6)"}, ()),
    "44426": ({"C5": "Conv2d(16, 120, 4)"}, ((WITHOUT_FRAME, "x"),)),
    "51902": ({"F6": "nn.Identity()", "output": "nn.Linear(120, 10)"}, ()),
    "62006": ({"C1": "Conv2d(3, 6, 5)"}, ((WITHOUT_FRAME, f"({WITHOUT_FRAME}).expand(-1, 3, -1, -1)"),)),
    "431080": (
        {
            "C1": "Conv2d(1, 20, 5)", "C3": "Conv2d(20, 50, 5)",
            "C5": "nn.Sequential(nn.Flatten(), nn.Linear(800, 500))", "F6": "nn.Identity()",
            "output": "nn.Linear(500, 10)",
        },
        ((WITHOUT_FRAME, "x"),),
    ),
}  # fmt: skip


@pytest.fixture
def items(graded, notebooks):
    """The items of the reference's notebook with another network."""

    def run(layers, changes):
        own = "".join(f"        self.{name} = {layer}\n" for name, layer in {**LAYERS, **layers}.items())
        forward = FORWARD
        for old, new in changes:
            forward = forward.replace(old, new)
        cell = notebooks.Cell("lenet5", "code", f"{PARTS}{own}{forward}".strip("\n"))
        text = notebooks.notebook(notebooks.laid_over(notebooks.read_notebook(notebooks.REFERENCE), [cell]))
        return {item.id: item for item in graded(text).items}

    return run


def test_every_total_that_is_known_is_tried():
    assert set(KNOWN) == {*ACCEPTED, *WRONG}


@pytest.mark.parametrize("total", ACCEPTED)
def test_a_total_between_todays_and_the_papers_is_accepted_and_named(items, total):
    item = items(*ACCEPTED[total])["parameter-total"]
    assert (item.lost, item.clause) == (0, f"{int(total):,} in all: {KNOWN[total]}")


@pytest.mark.parametrize("total", WRONG)
def test_a_wrong_total_is_told_with_what_it_betrays(items, total):
    item = items(*WRONG[total])["parameter-total"]
    assert item.earned == 0
    assert item.clause.endswith(f"{int(total):,} in all for 61,706: {KNOWN[total]}")


def test_todays_total_needs_no_remark(items):
    made = items({}, ())
    assert (made["parameter-total"].lost, made["parameter-total"].clause, made["layers"].lost) == (0, "", 0)


@pytest.mark.parametrize("total", ACCEPTED)
def test_of_these_networks_the_layers_are_right_as_well(items, total):
    assert items(*ACCEPTED[total])["layers"].clause == ""


def test_the_largest_of_each_window_is_not_lenet5(items):
    layers = items({"S2": "MaxPool()", "S4": "MaxPool()"}, ())["layers"]
    assert layers.earned == 0
    assert layers.clause.startswith(
        "no average-pooling after convolution; its layers are convolution, tanh, max-pooling"
    )


@pytest.mark.parametrize(
    ("layers", "changes"),
    [
        ({"C5": "nn.Sequential(nn.Flatten(), nn.Linear(400, 120))"}, ()),
        ({"S4": "nn.Sequential(AvgPool2d(2), nn.Dropout(0), nn.Flatten(0, 0))"}, ()),
        ({"C1": "nn.Sequential(nn.ZeroPad2d(2), Conv2d(1, 6, 5), nn.Tanh())"}, ((WITHOUT_FRAME, ONLY_SMALL),)),
        ({"C1": "Conv2d(1, 6, 5, padding=2)"}, ((WITHOUT_FRAME, ONLY_SMALL),)),
        ({"output": "nn.Sequential(nn.Identity(), nn.Linear(84, 10), nn.LogSoftmax(dim=1))"}, ()),
        ({}, ((".flatten(1)", ".squeeze()"),)),  # leaves no axis for the batch where that is one image
        ({}, (("return self.output(torch.tanh(self.F6(x)))", "return self.output(torch.tanh(self.F6(x))), x"),)),
    ],
)
def test_parameters_are_counted_in_their_layer_however_the_network_is_written(items, layers, changes):
    assert items(layers, changes)["parameter-total"].clause == ""


def test_c5_may_be_linear(items):
    assert items({"C5": "nn.Sequential(nn.Flatten(), nn.Linear(400, 120))"}, ())["layers"].lost == 0
