"""That something bends between the layers, whatever and wherever it is; what is told where nothing does."""

import pytest

AFTER_C1, AFTER_C3 = "self.S2(torch.tanh(self.C1(x)))", "self.S4(torch.tanh(self.C3(x)))"
AFTER_C5, AFTER_F6 = "torch.tanh(self.C5(x)).flatten(1)", "torch.tanh(self.F6(x))"
BENT = "class Bent(Conv2d):\n    def forward(self, x):\n        return torch.tanh(super().forward(x))\n\n\n"
BY_HAND = (
    "def bend(x):\n    a, b = torch.exp(20 * x), torch.exp(-20 * x)  # too large to be numbers\n"
    "    return (a - b) / (a + b)\n\n\n"
)

SUMMED = (
    "class Summed(Conv2d):\n    def forward(self, x):\n        out = super().forward(x)\n"
    "        return out.sum(dim=0, keepdim=True).expand_as(out)\n\n\n"
)
SCALED = (
    "class Scaled(nn.Module):\n    def __init__(self, maps):\n        super().__init__()\n"
    "        self.factor = nn.Parameter(torch.ones(maps, 1, 1))\n\n"
    "    def forward(self, x):\n        return self.factor * x\n\n\n"
)
DOUBLE = (
    "class Double(Conv2d):\n    def __init__(self, *how):\n        super().__init__(*how)\n"
    "        self.double()\n\n\n"
)
EMPTY = "class Empty(Conv2d):\n    def forward(self, x):\n        return 0 * super().forward(x)\n\n\n"


def with_layer(line):
    """One more in the network, before the last."""
    return "self.output = nn", f"{line}\n        self.output = nn"


@pytest.fixture
def network(graded, notebooks):
    """The reference's notebook with changes in its network."""
    reference = notebooks.read_notebook(notebooks.REFERENCE)
    text = next(cell.source for cell in reference if cell.id == "lenet5")

    def run(*changes, head=""):
        changed = head + text
        for old, new in changes:
            assert changed.count(old) == 1
            changed = changed.replace(old, new)
        return graded(
            notebooks.notebook(notebooks.laid_over(reference, [notebooks.Cell("lenet5", "code", changed)]))
        )

    return run


def item_of(grade):
    return next(item for item in grade.items if item.id == "activations")


@pytest.mark.parametrize(
    ("changes", "head"),
    [
        ([(AFTER_C1, "torch.tanh(self.S2(self.C1(x)))"), (AFTER_F6, "torch.relu(self.F6(x))")], ""),
        ([(AFTER_C1, "self.S2(self.C1(x))"), ("self.C1 = Conv2d(1, 6, 5)", "self.C1 = Bent(1, 6, 5)")], BENT),
        ([(AFTER_C1, "self.S2(self.C1(x))"), ("Conv2d(1, 6, 5)", "nn.Sequential(Conv2d(1, 6, 5), nn.ReLU())")], ""),
        ([(AFTER_C5, "(self.C5(x) * torch.sigmoid(self.C5(x))).flatten(1)")], ""),
        ([(AFTER_C3, "self.S4(bend(self.C3(x)))"), (AFTER_C5, "bend(self.C5(x)).flatten(1)")], BY_HAND),
        (
            [(AFTER_C1, "torch.tanh(self.norm(self.S2(self.C1(x))))"), with_layer("self.norm = nn.BatchNorm2d(6)")],
            "",
        ),
        ([(AFTER_C1, "torch.tanh(self.scale(self.S2(self.C1(x))))"), with_layer("self.scale = Scaled(6)")], SCALED),
        ([(AFTER_F6, "self.bend(self.F6(x))"), with_layer("self.bend = nn.PReLU()")], ""),
        (
            [(AFTER_C1, "self.S2(self.C1(x))"), ("Conv2d(6, 16, 5)", "nn.Sequential(nn.Tanh(), Conv2d(6, 16, 5))")],
            "",
        ),
        (
            [
                (AFTER_C1, "self.S2(torch.tanh(self.C1(x))).double()"),
                ("= Conv2d(6, ", "= Double(6, "),
                ("self.C5(x)", "self.C5(x.float())"),
            ],
            DOUBLE,
        ),
        ([("self.output(x)", "nn.functional.linear(x, self.output.weight, self.output.bias)")], ""),
    ],
)
def test_any_bend_will_do(network, changes, head):
    assert (item_of(network(*changes, head=head)).earned, item_of(network(*changes, head=head)).state) == (
        2,
        "right",
    )


@pytest.mark.parametrize(("layer", "head"), [("Summed", SUMMED), ("Empty", EMPTY)])
def test_a_convolution_that_gives_the_same_for_every_image_is_another_mistake(network, layer, head):
    item = item_of(network(("self.C5 = Conv2d(", f"self.C5 = {layer}("), head=head))
    assert (item.earned, item.state) == (2, "right")


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        ((AFTER_C1, "self.S2(self.C1(x))"), "C1_to_C3", "nothing bends between C1 and C3"),
        ((AFTER_C3, "self.S4(2 * self.C3(x) + 1)"), "C3_to_C5", "nothing bends between C3 and C5"),
        ((AFTER_C5, "self.C5(x).flatten(1)"), "C5_to_F6", "nothing bends between C5 and F6"),
        ((AFTER_F6, "self.F6(x)"), "F6_to_output", "nothing bends between F6 and the last layer"),
        ((AFTER_F6, "nn.functional.dropout(self.F6(x), 0.5, self.training)"), "F6_to_output", "nothing bends"),
    ],
)
def test_two_linear_maps_in_a_row_are_one_too_few(network, change, name, told):
    grade = network(change)
    item = item_of(grade)
    assert (item.earned, item.lost) == (0, 2)
    assert {output for case in item.cases for output in case.problems} == {name}
    assert told in next(finding.headline for finding in grade.findings if finding.items == ("activations",))
    assert next(item for item in grade.items if item.id == "layers").lost == 0
