"""conv_layers as it is graded, and ways to look at a grade."""

import textwrap
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.author.mistakes import write_mistake
from autograder.author.template import template_files, write_template
from autograder.box.choose import open_box
from autograder.box.questions import batch_of
from autograder.course.mistakes import MistakeEdit
from autograder.grade import gather, grade
from autograder.model import Grade, Limits

CODE = ("output-size", "conv-forward", "conv-backward", "pool-forward", "pool-backward", "test-cnn")


@pytest.fixture(scope="session")
def code_items() -> tuple[str, ...]:
    """The items that cases decide, in the rubric's order."""
    return CODE


@pytest.fixture(scope="session")
def lost_in() -> Callable[[Grade], dict[str, Any]]:
    """The points that were lost, by item; what lost none is left out."""
    return lambda grade: {item.id: item.lost for item in grade.items if item.lost}


@pytest.fixture(scope="session")
def template(homework, tmp_path_factory) -> Path:
    """What a student receives: the committed template, or one made of the reference."""
    if homework.template.is_dir():
        return homework.template
    folder = tmp_path_factory.mktemp("template") / "conv_layers"
    write_template(template_files("conv_layers", homework.reference), folder)
    return folder


@pytest.fixture(scope="session")
def grade_within(whole_key, isolation) -> Callable[..., Grade]:
    """Grades a submission under limits of its own, in a box of its own when memory is among them."""
    key, arrays = whole_key

    def graded(path: Path, **limits: Any) -> Grade:
        within: Limits = replace(key.rubric.limits, **limits)
        with closing(open_box(key.rubric.allow, within, isolation)) as box:
            return grade(key, arrays, gather(path, key, arrays, batch_of(key, arrays, limits=within), box))

    return graded


@pytest.fixture
def make_mistake(homework, tmp_path) -> Callable[[MistakeEdit], Path]:
    """The reference with one known mistake in it, without the notebook, which would be run for seconds."""

    def made(mistake: MistakeEdit) -> Path:
        folder = tmp_path / mistake.id
        write_mistake(mistake, homework.reference, homework.folder / "bases", folder)
        (folder / "problem_2.ipynb").unlink()
        return folder

    return made


LAYERS = """
import numpy as np


class ConvLayer2D:
    def __init__(self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=0, name="c"):
        self.k, self.s, self.p, self.F = kernel_size, stride, padding, number_filters
        self.name, self.w_name, self.b_name = name, name + "_w", name + "_b"
        shape = (kernel_size, kernel_size, input_channels, number_filters)
        self.params = {{self.w_name: np.zeros(shape), self.b_name: np.zeros(number_filters)}}
        self.grads = {{self.w_name: np.zeros(shape), self.b_name: np.zeros(number_filters)}}

{methods}


class MaxPoolingLayer:
    def __init__(self, pool_size, stride, name):
        self.k, self.s, self.name, self.params, self.grads = pool_size, stride, name, {{}}, {{}}

{methods}
"""


@pytest.fixture
def make_submission(homework, tmp_path) -> Callable[..., Path]:
    """A submission whose two layers have these methods; TestCNN is put together from them, and is right."""

    def made(*methods: str, head: str = "", models: str = "") -> Path:
        folder = tmp_path / "made" / "lib" / "cnn"
        folder.mkdir(parents=True)
        body = textwrap.indent("\n\n".join(map(textwrap.dedent, methods)), "    ")
        (folder / "layer_utils.py").write_text(head + LAYERS.format(methods=body), encoding="utf-8")
        reference = (homework.reference / "lib" / "cnn" / "cnn_models.py").read_text(encoding="utf-8")
        (folder / "cnn_models.py").write_text(models or reference, encoding="utf-8")
        return folder.parents[1]

    return made
