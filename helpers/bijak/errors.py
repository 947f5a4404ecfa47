"""Everything that can go wrong, as one tree.

Every message is an Indonesian sentence that says what happened and what to do.

    BijakError
    ├── AnswersNotSaved      an answer could not be written to disk
    ├── BadItem              an item's literal definition or key is wrong (author)
    ├── BadNotebook          a notebook cannot be read
    ├── MissingData          a data set or file of the kit is not there
    ├── MissingProject       no project folder was found
    ├── NotReleasable        a release would be wrong or would leak (author)
    └── CourseFailed         a step of nbgrader failed
"""

import sys


def speak_in_notebooks() -> None:
    """Let a notebook show the sentence of a `BijakError` in place of a traceback."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        shell.set_custom_exc((BijakError,), _say)


def _say(shell, kind, error, traceback, tb_offset=None) -> None:
    sys.stdout.write(f"⚠ {error}\n")


class BijakError(Exception):
    """Base of all errors that a person should read."""


class AnswersNotSaved(BijakError):
    """An answer could not be written to disk; it is still kept in memory."""


class BadItem(BijakError):
    """An item's literal definition or key is wrong."""


class BadNotebook(BijakError):
    """A notebook cannot be read."""


class MissingData(BijakError):
    """A data set or file of the kit is not there."""


class MissingProject(BijakError):
    """No project folder was found."""


class NotReleasable(BijakError):
    """A release would be wrong or would leak a key."""


class CourseFailed(BijakError):
    """A step of nbgrader failed."""
