"""Periksa sekarang: an answer is judged at once, a limited number of times.

The verdict is grading's, with its sentences; the points count nowhere. Every different
answer that was judged is one try; the same answer again is not, so that asking twice
because a reply got lost costs nothing.

    periksa.jsonl    {"waktu": …, "kode": …, "latihan": …, "soal": …, "sidik": …, …}
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from ...errors import BijakError
from ...grading.handed_in import plain_answer
from ...grading.judging import judge_item
from ...grading.steps import template_at
from ...items import CODE
from ...notebooks import GradedItem
from ...paths import SOURCE
from ...scoring import check
from .journal import Journal
from .refusals import Refusal

FILE = "periksa.jsonl"

_OFF = "Periksa sekarang belum dibuka untuk latihan ini. Tanyakan kepada pelatih."
_NO_KEYS = "Latihan ini tidak dapat diperiksa sekarang. Kumpulkan saja seperti biasa."
_NO_ITEM = "Soal ini tidak dapat diperiksa sekarang. Buka latihan dari Beranda."
_CODE_ITEM = "Tantangan data diperiksa sesudah dikumpulkan, bukan sekarang."
_USED_UP = "Kesempatan memeriksa soal ini sudah habis. Kumpulkan saja seperti biasa."
_STRANGE = "Jawaban ini tidak terbaca. Isi sekali lagi, lalu periksa."


class Checks:
    """The tries of one class."""

    def __init__(self, root: Path, home: Path) -> None:
        """Read what was tried so far.

        Args:
            root: the project folder, with the keys.
            home: the folder of the class.
        """
        self._root = root
        self._journal = Journal(home / FILE)
        self._tried: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in self._journal.rows():
            name = tuple(str(row.get(one)) for one in ("kode", "latihan", "soal"))
            self._tried[name].add(str(row.get("sidik")))

    def left(self, code: str, assignment: str, tries: int) -> dict[str, int]:
        """How many tries each item of an assignment has left.

        Raises:
            Refusal: the assignment cannot be checked here.
        """
        return {
            name: self._left((code, assignment, name), tries)
            for name, graded in self._items(assignment, tries).items()
            if graded.item.kind != CODE
        }

    def check(
        self, code: str, assignment: str, name: str, answer: object, tries: int
    ) -> dict:
        """Judge one answer of one participant.

        Args:
            code: who asks, as the hub says; their own numbers are judged.
            assignment: one of the syllabus.
            name: the item.
            answer: any JSON value.
            tries: how many different answers may be judged; 0 means none.

        Returns:
            What the participant is told: ``kalimat``, ``poin``, ``dari``, ``sisa``,
            ``keadaan``, ``angka``.

        Raises:
            Refusal: it was not judged, and no try was used.
            OSError: it could not be noted.
        """
        graded = self._items(assignment, tries).get(name)
        if graded is None:
            raise Refusal(_NO_ITEM, 404)
        if graded.item.kind == CODE:
            raise Refusal(_CODE_ITEM, 409)
        answer = plain_answer(answer)
        state, why = _missing(graded, answer, code)
        if state:
            raise Refusal(why or _STRANGE, 409)
        verdict, trouble = judge_item(graded, answer, code)[1:]
        if trouble:  # our mistake: it costs nobody a try
            raise Refusal(_NO_ITEM, 409)
        place = (code, assignment, name)
        self._use(place, _mark(answer), tries, verdict)
        return {
            "kalimat": list(verdict.sentences),
            "poin": verdict.points,
            "dari": verdict.total,
            "sisa": self._left(place, tries),
            "keadaan": verdict.state,
            "angka": verdict.numbers,
        }

    def _items(self, assignment: str, tries: int) -> dict[str, GradedItem]:
        if not tries:
            raise Refusal(_OFF, 403)
        try:
            path = self._root / SOURCE / assignment / f"{assignment}.ipynb"
            return template_at(path).items
        except (BijakError, OSError) as error:
            raise Refusal(_NO_KEYS, 403) from error

    def _left(self, place: tuple[str, str, str], tries: int) -> int:
        return max(0, tries - len(self._tried.get(place, ())))

    def _use(self, place: tuple[str, str, str], mark: str, tries: int, verdict) -> None:
        """Use a try, unless this answer has been judged already."""
        if mark in self._tried.get(place, ()):
            return
        if not self._left(place, tries):
            raise Refusal(_USED_UP, 429)
        code, assignment, name = place
        self._journal.note(
            {
                "waktu": datetime.now(UTC).isoformat(timespec="seconds"),
                "kode": code,
                "latihan": assignment,
                "soal": name,
                "sidik": mark,
                "poin": verdict.points,
                "dari": verdict.total,
            }
        )
        self._tried[place].add(mark)


def _missing(graded: GradedItem, answer: object, code: str) -> tuple[str, str]:
    """Why an answer is not worth a try yet, or two empty texts."""
    try:
        return check(graded.personal(code).item, answer)
    except BijakError as error:
        raise Refusal(_NO_ITEM, 409) from error


def _mark(answer: object) -> str:
    """By which an answer is known again."""
    text = json.dumps(answer, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
