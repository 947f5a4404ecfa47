"""What a module holds: its notebooks, items and quizzes, its guide, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..items import Item, Key
from ..notebooks import literal_calls, read_items, read_notebook, read_quizzes
from ..paths import LESSONS, SOURCE
from ..syllabus import Module
from ..text import texts_in

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’»)*_]*\s+|\n+")


@dataclass(frozen=True)
class Contents:
    """One module as it stands on disk; what is not there is empty.

    Attributes:
        module: its entry in the syllabus.
        questions: id → item and key, of the assignment and of the lesson's quizzes.
        texts: place (``pelajaran``, ``latihan``, ``panduan``) → all that is read
            there, in the order in which it stands.
    """

    module: Module
    questions: Mapping[str, tuple[Item, Key]]
    texts: Mapping[str, list[str]]

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Every sentence with its place; a line of a table is one."""
        for place, texts in self.texts.items():
            for text in texts:
                for sentence in filter(None, _SENTENCE_END.split(text)):
                    yield place, sentence


def words_of(notebook) -> Iterator[str]:
    """The prose and all literal texts of a notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield cell.source
            continue
        for call in literal_calls(cell.source):
            yield from texts_in(call.arguments)


def read_contents(root: Path, module: Module) -> Contents:
    """Read a module's lesson, assignment and guide.

    Raises:
        BijakError: a notebook or an item in it cannot be read.
    """
    lesson = root / LESSONS / f"{module.id}.ipynb"
    source = root / SOURCE / module.id / f"{module.id}.ipynb"
    guide = root / "docs" / "pelatih" / f"{module.guide}.md"
    questions: dict[str, tuple[Item, Key]] = {}
    texts: dict[str, list[str]] = {}
    if lesson.is_file():
        notebook = read_notebook(lesson)
        questions |= read_quizzes(notebook)
        texts["pelajaran"] = list(words_of(notebook))
    if source.is_file():
        notebook = read_notebook(source)
        graded = read_items(notebook)
        questions |= {name: (one.item, one.key) for name, one in graded.items()}
        texts["latihan"] = list(words_of(notebook))
    if guide.is_file():
        texts["panduan"] = [guide.read_text(encoding="utf-8")]
    return Contents(module, questions, texts)
