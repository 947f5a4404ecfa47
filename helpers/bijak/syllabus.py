"""``curriculum/silabus.toml``: the one ordered list of modules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from .errors import BijakError
from .paths import SYLLABUS


@dataclass(frozen=True)
class Module:
    """One module; a lesson, its assignment and its trainer guide share the id.

    Attributes:
        id: ``b1-lima-langkah-bijak``.
        title: what participants read.
        front: everything else that stands in the syllabus, as it stands there.
    """

    id: str
    title: str
    front: dict = field(repr=False)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts it states, as they stand in ``data/fakta.csv``."""
        return tuple(self.front.get("fakta", ()))

    @property
    def feedback_release(self) -> str:
        """When feedback may be released: ``setelah-dinilai`` or a module's id."""
        return self.front.get("umpan_balik", "setelah-dinilai")


def read_syllabus(root: Path) -> list[Module]:
    """All modules in order.

    Raises:
        BijakError: the file cannot be read; the sentence names the place.
    """
    try:
        text = (root / SYLLABUS).read_text(encoding="utf-8")
        tables = tomllib.loads(text)["modul"]
        return [Module(table["id"], table["judul"], table) for table in tables]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BijakError(
            f"Silabus ({SYLLABUS.as_posix()}) tidak terbaca: {error}. "
            "Perbaiki berkas itu atau salin ulang folder Bijak."
        ) from error
