"""What a report is made of, whatever form it is written in.

A document holds facts and places to write; it knows nothing of HTML, PDF or XLSX.
All texts are plain text without markup, in Indonesian, ready to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Text:
    """A paragraph of facts."""

    text: str


@dataclass(frozen=True)
class Blank:
    """A place where the trainer writes; the kit never fills it.

    Attributes:
        prompt: what is to be written here.
        lines: how many lines are left free on paper.
    """

    prompt: str
    lines: int = 3


@dataclass(frozen=True)
class Bullets:
    """Short facts, one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: as printed, numbers in Indonesian form; missing ones as *tidak ada*
            or another word, never empty.
        value: the number itself, unrounded, for XLSX and CSV; ``None`` for words
            and for what is missing or suppressed.
    """

    text: str
    value: float | int | None = None


@dataclass(frozen=True)
class Table:
    """Numbers with where they come from.

    Attributes:
        id: short and unique in the document, of ``a-z``, digits and ``-``; names the
            sheet and the CSV file.
        caption: one sentence that says what the table shows.
        columns: their heads.
        rows: each as long as ``columns``.
        n: how many people or answers stand behind the numbers, and how many are
            missing, such as *n = 48 dari 50; 2 tidak mengumpulkan*.
        source: the file inside the class's folder.
        note: how to read it; may be empty.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    n: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Plot:
    """A picture of numbers.

    Attributes:
        id: as of a table.
        caption: one sentence that says what the plot shows.
        alt: its content in words, for those who do not see it.
        kind: one of `bijak.reporting.plots.KINDS`, which says what ``data`` holds.
        data: the numbers drawn; ``None`` for one that is missing.
        n: as of a table.
        source: as of a table.
    """

    id: str
    caption: str
    alt: str
    kind: str
    data: Mapping
    n: str
    source: str


@dataclass(frozen=True)
class Signature:
    """Where the report is signed, by hand.

    Attributes:
        place_and_day: such as *Balai Warga, 26 November 2026*.
        position: of who signs.
        name: below the free space; may be empty.
    """

    place_and_day: str
    position: str
    name: str


Block = Text | Blank | Bullets | Table | Plot | Signature


@dataclass(frozen=True)
class Section:
    """One numbered part of a report."""

    number: int
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        title: of the report.
        subtitle: event, place and days.
        made_on: the one date of making; told by the organiser, never by a clock.
        sections: in their order.
        footnotes: methods and reservations, printed at the end.
    """

    title: str
    subtitle: str
    made_on: date
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]

    def blocks(self, kind: type) -> tuple:
        """All blocks of one kind, in the order of the document."""
        return tuple(
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, kind)
        )
