"""``curriculum/silabus.toml``: the one ordered list of modules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .errors import BijakError
from .paths import PROGRAMME, SYLLABUS

LESSON, GUIDE = "pelajaran", "panduan"
"""What may serve a programme row in place of an item: the story, the guide."""
TEST = "tes"


@dataclass(frozen=True)
class Objective:
    """What a participant can do afterwards, and the items that show it."""

    text: str
    items: tuple[str, ...]


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
    def objectives(self) -> list[Objective]:
        """What the module is for.

        Raises:
            BijakError: one is not ``{ teks = "…", soal = ["…"] }``.
        """
        try:
            return [
                Objective(one["teks"], tuple(one["soal"]))
                for one in self.front.get("tujuan", ())
            ]
        except (KeyError, TypeError) as error:
            raise BijakError(
                f"Tujuan modul {self.id} belum berbentuk "
                '{ teks = "…", soal = ["…"] }. Perbaiki di silabus.'
            ) from error

    @property
    def programme(self) -> dict[str, tuple[str, ...]]:
        """Row of ``program.toml`` → the items that serve it, `LESSON` or `GUIDE`."""
        rows = self.front.get("program", {})
        return {row: tuple(served) for row, served in rows.items()}

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts it states, as they stand in ``data/fakta.csv``."""
        return tuple(self.front.get("fakta", ()))

    @property
    def is_test(self) -> bool:
        """Whether it is a sheet of the pre- and post-test, which has no lesson."""
        return self.front.get("jenis") == TEST

    @property
    def guide(self) -> str:
        """The name of its trainer guide; the sheets of the test share one."""
        return self.front.get("panduan", self.id)

    @property
    def feedback_release(self) -> str:
        """When feedback may be released.

        ``setelah-dinilai``, a module's id, or an occasion of ``tes.toml``.
        """
        return self.front.get("umpan_balik", "setelah-dinilai")


def read_programme(root: Path) -> dict[str, str]:
    """The rows of the programmes that the curriculum serves: number → short title.

    Raises:
        BijakError: the file is there and cannot be read.
    """
    if not (root / PROGRAMME).exists():
        return {}
    try:
        text = (root / PROGRAMME).read_text(encoding="utf-8")
        return dict(tomllib.loads(text)["baris"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BijakError(
            f"Daftar program ({PROGRAMME.as_posix()}) tidak terbaca: {error}. "
            "Perbaiki berkas itu atau salin ulang folder Bijak."
        ) from error


@lru_cache(maxsize=4)
def _tables(text: str) -> list[dict]:
    """The modules in a syllabus: many pages ask, and it takes 13 ms to parse."""
    return tomllib.loads(text)["modul"]


def read_syllabus(root: Path) -> list[Module]:
    """All modules in order.

    Raises:
        BijakError: the file cannot be read; the sentence names the place.
    """
    try:
        text = (root / SYLLABUS).read_text(encoding="utf-8")
        tables = _tables(text)
        return [Module(table["id"], table["judul"], table) for table in tables]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BijakError(
            f"Silabus ({SYLLABUS.as_posix()}) tidak terbaca: {error}. "
            "Perbaiki berkas itu atau salin ulang folder Bijak."
        ) from error
