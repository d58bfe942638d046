"""Every exception that this package raises on purpose, by whose turn it is.

AutograderError
├── AuthorError            the course's own files are wrong: the author has to mend them
│   ├── RubricError        a field of rubric.yaml or mistakes.yaml, with file and line
│   ├── BuildError         cases, probes, reference or a mistake do not fit together
│   └── DataError          a file of a data set is not what it should be
│       └── DataMissing    it is not on this machine: another data set may take its place
├── UsageError             the command was called with something that does not exist
├── SubmissionError        a hand-in cannot be opened at all: the student has to hand in again
└── HarnessError           ours: never costs a student points
    ├── RecordError        a key or evidence file is damaged or from another version
    └── BoxError           the box could not be started or has died
"""


class AutograderError(Exception):
    """Anything that this package raises on purpose."""


class AuthorError(AutograderError):
    """A file that the course wrote has to be changed before grading can go on."""


class RubricError(AuthorError):
    """A field is wrong: carries where it stands, so that an editor can jump there."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


class BuildError(AuthorError):
    """The parts of a homework do not fit together; found while its key is built."""


class DataError(AuthorError):
    """A data set cannot be used: a file is damaged, cut short or another one than its name says."""


class DataMissing(DataError):
    """A file of a data set, or the package that brings it, is not on this machine."""


class UsageError(AutograderError):
    """The command names a homework, folder or item that is not there."""


class SubmissionError(AutograderError):
    """A hand-in cannot be opened: a damaged archive, a folder that is not there."""


class HarnessError(AutograderError):
    """The harness itself failed; what it was doing is not judged."""


class RecordError(HarnessError):
    """A file of ours cannot be read back."""


class BoxError(HarnessError):
    """The box could not be started, or its warm process has died."""
