import tempfile
from pathlib import Path

from hypothesis.configuration import set_hypothesis_home_dir

# pyproject's norecursedirs replaces pytest's defaults: a .hypothesis folder in the root would be a warning,
# and warnings are errors, so the next run would collect nothing.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "autograder-hypothesis")
