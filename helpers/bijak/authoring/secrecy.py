"""Nothing of a key in a release: by its words, and by changing every key."""

from __future__ import annotations

import copy
import re

from ..notebooks import literal_calls, read_items
from ..text import texts_in

_HIDDEN = re.compile(
    r"(### BEGIN HIDDEN TESTS\n)(.*?)(### END HIDDEN TESTS)", re.DOTALL
)
_MARKERS = ("BEGIN HIDDEN", "END HIDDEN", "BEGIN SOLUTION", "latihan.nilai(")


def words_that_leak(source, released: str) -> list[str]:
    """Feedback sentences and other marks of the source that stand in a release.

    Args:
        source: the source notebook.
        released: the text of a released file.
    """
    plain = released.replace('\\"', '"')
    secrets = [*_MARKERS, *feedback_sentences(source)]
    return [secret for secret in secrets if secret in plain]


def sentences_said_before(source, lesson) -> list[str]:
    """Feedback sentences of the source that a lesson already shows to everybody."""
    shown = {
        text
        for cell in lesson.cells
        if cell.cell_type == "code"
        for call in literal_calls(cell.source)
        for text in texts_in([call.args, call.arguments])
    }
    return [one for one in feedback_sentences(source) if one in shown]


def feedback_sentences(source) -> list[str]:
    """Every sentence that only a graded participant may read."""

    return [
        sentence
        for graded in read_items(source).values()
        for sentence in texts_in(graded.key.feedback)
    ]


def without_secrets(notebook):
    """A copy of a source notebook in which every hidden region is something else."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        cell.source = _HIDDEN.sub(r"\1rahasia = 'diganti'\n\3", cell.source)
    return changed
