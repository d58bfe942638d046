from pathlib import Path

import numpy as np

from autograder.box.fake import FakeBox
from autograder.model import Answer, Outcome


def test_it_answers_every_question_by_its_function(batch):
    box = FakeBox(lambda q: (Answer(outcome=Outcome.ANSWERED), {"out": 2 * q.arrays["x"]}), level="full")
    box.start(Path("anna"))
    assert (box.started, box.running) == ([Path("anna")], True)
    replies = box.ask(batch(1, 2))
    box.stop()
    assert list(replies.answers) == ["q0", "q1"]
    assert {name: float(array) for name, array in replies.arrays.items()} == {"q0/out": 2.0, "q1/out": 4.0}
    assert (replies.level, box.running) == ("full", False)


def test_its_arrays_are_as_they_were_given(batch):
    sent = np.arange(3)
    box = FakeBox(lambda q: (Answer(outcome=Outcome.ANSWERED), {"out": sent}))
    assert box.ask(batch(1)).arrays["q0/out"] is sent
