"""The board: what the class has answered so far, counted and never named.

    papan/<assignment>/<code>.json    the newest answers that somebody's server sent
    papan/hadir.jsonl                 who has come in
    papan/kumpulan.jsonl              what was handed in, and whose it is

Answers are judged when they change; what the board shows is put together when somebody
looks and something has changed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...answers import values
from ...answers.people import is_code
from ...classroom.progress import released_items
from ...errors import BijakError
from ...grading.handed_in import read_answers
from ...grading.judging import judge_item
from ...grading.steps import template_at
from ...items import CHOICE, CODE, Item
from ...measures.light import LEAST, Person
from ...notebooks import GradedItem
from ...paths import SOURCE
from ...scoring import is_answered
from ...scoring.tally import Mark, Tally, is_reached, mark_of, tally, to_reteach
from ...views import answer_text
from .journal import CAME, FOLDER, Journal, joined
from .leaning import LEAST_CARDS, leaning_of, person_of


@dataclass
class _Sheet:
    """What is known of one assignment.

    Attributes:
        items: what is asked, in its order.
        keys: the same with keys; empty where there are none.
        answers: code → item → answer.
        marks: code → item → what the answer comes to.
        handed_in: whose answers were handed in.
    """

    items: Mapping[str, Item]
    keys: Mapping[str, GradedItem]
    answers: dict[str, dict[str, object]] = field(default_factory=dict)
    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    handed_in: set[str] = field(default_factory=set)
    shown: bytes = b""


class Board:
    """What one class has answered."""

    def __init__(self, root: Path, home: Path, judges: bool) -> None:
        """Read who was here; answers are read when an assignment is first looked at.

        Args:
            root: the project folder.
            home: the folder of the class.
            judges: whether answers are judged at all; not where participants are not
                kept apart.
        """
        self._root, self._folder, self._judges = root, home / FOLDER, judges
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sheets: dict[str, _Sheet] = {}
        self._came = Journal(self._folder / CAME)
        self._handed_in = Journal(self._folder / "kumpulan.jsonl")
        self.joined = joined(self._folder)

    def come_in(self, code: str) -> None:
        """Note that somebody is here."""
        if code not in self.joined:
            self._came.note({"kode": code})
            self.joined.add(code)
            self._changed()

    def take(self, code: str, assignment: str, data: bytes) -> None:
        """Take a participant's newest answers; what cannot be read is passed over.

        Args:
            code: whose they are, as the hub says.
            assignment: one of the syllabus.
            data: the content of ``jawaban.json``.
        """
        sheet = self._sheet(assignment)
        if self._judge(sheet, code, assignment, data):
            folder = self._folder / assignment
            folder.mkdir(exist_ok=True)
            # Not synced: after a power cut the participant's server sends it again.
            new = folder / f".{code}.json"
            new.write_bytes(data)
            new.replace(folder / f"{code}.json")

    def hand_in(self, codes: list[str], assignment: str) -> None:
        """Note a hand-in of one or several participants."""
        sheet = self._sheet(assignment)
        if not sheet.handed_in.issuperset(codes):
            self._handed_in.note({"latihan": assignment, "kode": codes})
            sheet.handed_in.update(codes)
            sheet.shown = b""

    def content(self, assignment: str, people: int) -> bytes:
        """What the board shows of an assignment, as JSON; the same while it lasts.

        Args:
            assignment: one of the syllabus.
            people: how many belong to the class.
        """
        sheet = self._sheet(assignment)
        if not sheet.shown:
            sheet.shown = json.dumps(self._rows(sheet), ensure_ascii=False).encode()
        head = json.dumps({"latihan": assignment, "orang": people}).encode()
        return head[:-1] + b", " + sheet.shown[1:]

    def handed_in(self, assignment: str) -> frozenset[str]:
        """Who has handed an assignment in."""
        return frozenset(self._sheet(assignment).handed_in)

    def judgements(self, assignment: str, codes: Iterable[str]) -> list[Person | None]:
        """*Jeli* and *curiga* of some people, for a summary; without keys nobody's.

        Args:
            assignment: a sheet of the test.
            codes: whose answers count.
        """
        sheet = self._sheet(assignment)
        given = [sheet.answers.get(code, {}) for code in codes]
        return [person_of(sheet.keys, mine, LEAST) for mine in given]

    def _rows(self, sheet: _Sheet) -> dict:
        working = {code for code, mine in sheet.answers.items() if mine}
        found = [
            tally(marks.get(name, Mark()) for marks in sheet.marks.values())
            for name in sheet.items
        ]
        again = to_reteach(found, len(working)) if sheet.keys else []
        reached = any(is_reached(one, len(working)) for one in found)
        people = [
            person_of(sheet.keys, mine, LEAST_CARDS) for mine in sheet.answers.values()
        ]
        leaning = leaning_of(people)
        return {
            "hadir": len(self.joined),
            "mengerjakan": len(working - sheet.handed_in),
            "terkumpul": len(sheet.handed_in),
            "soal": [_row(place, one, sheet, again) for place, one in enumerate(found)],
            "ulang": again,
            "cukup": reached and bool(sheet.keys),
            "condong": leaning and {"orang": leaning.people, "kata": leaning.sentences},
        }

    def _changed(self) -> None:
        for sheet in self._sheets.values():
            sheet.shown = b""

    def _sheet(self, assignment: str) -> _Sheet:
        if assignment not in self._sheets:
            keys = self._keys(assignment)
            items = {name: one.item for name, one in keys.items()}
            sheet = _Sheet(items or released_items(self._root, assignment), keys)
            self._sheets[assignment] = sheet
            self._read(sheet, assignment)
        return self._sheets[assignment]

    def _keys(self, assignment: str) -> dict[str, GradedItem]:
        if not self._judges:
            return {}
        path = self._root / SOURCE / assignment / f"{assignment}.ipynb"
        try:
            found = template_at(path).items
        except (BijakError, OSError):
            return {}
        # A code item is a bonus and stored nowhere: nobody waits for it.
        return {name: one for name, one in found.items() if one.item.kind != CODE}

    def _read(self, sheet: _Sheet, assignment: str) -> None:
        """What an earlier process knew."""
        for path in sorted((self._folder / assignment).glob("[!.]*.json")):
            with contextlib.suppress(OSError):
                if is_code(path.stem):
                    self._judge(sheet, path.stem, assignment, path.read_bytes())
        for row in self._handed_in.rows():
            codes = row.get("kode")
            if row.get("latihan") == assignment and isinstance(codes, list):
                sheet.handed_in.update(filter(is_code, codes))

    def _judge(self, sheet: _Sheet, code: str, assignment: str, data: bytes) -> bool:
        """Judge what has changed; whether anything has."""
        page = read_answers(data, assignment, sheet.items)
        given = {
            name: answer
            for name, answer in values(page.entries).items()
            if name in sheet.items and answer is not None
        }
        before = sheet.answers.get(code)
        if page.problem or given == before:
            return False
        marks = sheet.marks.setdefault(code, {})
        for name in {*given, *(before or ())}:
            if before is None or given.get(name) != before.get(name):
                marks[name] = _mark(sheet, code, name, given.get(name))
        sheet.answers[code] = given
        sheet.shown = b""
        return True


def _row(place: int, found: Tally, sheet: _Sheet, again: list[int]) -> dict:
    """What the board shows of one item."""
    return {
        "nama": f"Soal {place + 1}",
        "terisi": found.answered,
        "tepat": found.right if sheet.keys else None,
        "ulas": place in again,
        "keliru": found.mistake,
        "pilihan": found.chosen,
        "sama": found.alike,
    }


def _mark(sheet: _Sheet, code: str, name: str, answer: object) -> Mark:
    """What one answer comes to; without keys only whether there is one."""
    item = sheet.items[name]
    if not is_answered(item, answer):
        return Mark()
    if name not in sheet.keys:
        return Mark(answered=True)
    mine, verdict, _ = judge_item(sheet.keys[name], answer, code)
    # Only words that an author wrote are shown to everybody, never a typed text.
    is_option = item.kind == CHOICE and not item.parts and not item.parameters
    chosen = answer_text(mine.item, answer) if is_option else ""
    return mark_of(verdict, chosen, bool(item.parameters))
