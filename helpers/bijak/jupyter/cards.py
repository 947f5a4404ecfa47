"""What the home page says about each module, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..classroom.progress import Progress, progress
from ..classroom.workspace import lesson_notebook, released_notebook
from ..instruments import FIRST, LAST, read_test_plan
from ..syllabus import Module, read_syllabus
from ..text import MONTHS, format_clock


@dataclass(frozen=True)
class Card:
    """One module on the home page.

    Attributes:
        module: from the syllabus.
        number: its place, counted from 1.
        lesson: whether there is a lesson to open.
        offer: what a trainer calls it: the module's id, or the occasion of the test.
        progress: how far the participant is; None when there is no assignment.
    """

    module: Module
    number: int
    lesson: bool
    progress: Progress | None
    offer: str

    @property
    def percent(self) -> int:
        """How much of the assignment is answered."""
        total = self.progress.total
        return round(100 * self.progress.answered / total) if total else 0

    @property
    def count(self) -> str:
        """``3 dari 6 terisi``"""
        return f"{self.progress.answered} dari {self.progress.total} terisi"

    @property
    def handed_in(self) -> str:
        """When it was handed in and where it is now; empty when it was not."""
        receipt = self.progress.receipt
        if not receipt:
            return ""
        if receipt.is_trial:
            return f"Percobaan pelatih, {_when(receipt.time)}. Tidak dihitung."
        if receipt.arrived:
            return f"Dikumpulkan {_when(receipt.time)}. Sudah sampai di folder kelas."
        return (
            f"Dikemas {_when(receipt.time)}. Berikan berkas ini kepada pelatih "
            "dengan flashdisk atau WhatsApp."
        )

    @property
    def kind(self) -> str:
        """What participants call the assignment: *tes* or *latihan*."""
        return "tes" if self.module.is_test else "latihan"

    @property
    def opening(self) -> str:
        """What the button to the assignment says."""
        if self.progress.receipt and not self.progress.changed:
            return "Lihat jawaban saya"
        return f"{'Lanjutkan' if self.progress.answered else 'Buka'} {self.kind}"

    @property
    def can_hand_in(self) -> bool:
        """Whether there is something to hand in that was not handed in yet."""
        mine = self.progress
        return mine.answered > 0 and (not mine.receipt or mine.changed)


def cards(root: Path, code: str) -> list[Card]:
    """The modules that have something to open, in the order of the syllabus.

    Of the test only this participant's sheets are there, under the names of their
    occasions: before the lessons and after them.

    Raises:
        BijakError: the syllabus or the plan of the test cannot be read.
    """
    made = []
    for offer, module in _in_order(root, code):
        lesson = lesson_notebook(root, module.id).is_file()
        assignment = released_notebook(root, module.id).is_file()
        if lesson or assignment:
            mine = progress(root, code, module.id) if assignment else None
            made.append(Card(module, len(made) + 1, lesson, mine, offer))
    return made


def _in_order(root: Path, code: str) -> list[tuple[str, Module]]:
    modules = read_syllabus(root)
    tests = {module.id: module for module in modules if module.is_test}
    rest = [(module.id, module) for module in modules if not module.is_test]
    plan = read_test_plan(root) if tests else None
    if not plan:
        return rest
    mine = plan.order(code)
    placed: dict[str, list[tuple[str, Module]]] = {FIRST: [], LAST: []}
    for occasion in plan.occasions:
        sheet = tests.get(mine[occasion.id])
        if occasion.place in placed and sheet:
            named = Module(sheet.id, occasion.title, sheet.front)
            placed[occasion.place].append((occasion.id, named))
    # Who arrives learns first how a sheet is filled in and handed in.
    return [*rest[:1], *placed[FIRST], *rest[1:], *placed[LAST]]


def _when(moment: datetime) -> str:
    """``10.42`` today, ``5 Jan pukul 10.42`` on another day."""
    local = moment.astimezone()
    clock = format_clock(local)
    if local.date() == datetime.now().astimezone().date():
        return f"pukul {clock}"
    return f"{local.day} {MONTHS[local.month - 1][:3]} pukul {clock}"
