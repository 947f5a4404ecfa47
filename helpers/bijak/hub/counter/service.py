"""What the handlers share: one class, its syllabus and its people."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...answers.people import split_group
from ...classroom.class_settings import Settings, read_settings
from ...classroom.roster import (
    TRAINER_CODE,
    codes_of,
    is_trainer,
)
from ...classroom.workspace import lesson_notebook, released_notebook
from ...errors import BijakError
from ...instruments import read_test_plan
from ...syllabus import Module, read_syllabus
from .board import Board
from .checks import Checks
from .hand_ins import HandIns
from .leaning import Leaning, leaning_of

OPEN = "open"
"""The mode in which participants can read each other's files."""
_BURST, _PER_SECOND = 30.0, 5.0


@dataclass(frozen=True)
class Offer:
    """What a trainer can put on today's list.

    Attributes:
        id: a module's, or an occasion's of the test.
        title: what people read.
        sheets: the assignments that it stands for; several for an occasion.
        is_test: whether nothing of it may be told before all have handed in.
    """

    id: str
    title: str
    sheets: tuple[str, ...]
    is_test: bool


@dataclass
class Service:
    """One class at the counter.

    Attributes:
        root: the project folder.
        home: the folder of the class.
        mode: how participants are kept apart, by its name.
        address: what participants open; shown by the trainer's page.
        hand_ins, checks, board: see their modules.
    """

    root: Path
    home: Path
    mode: str
    address: str
    hand_ins: HandIns
    checks: Checks
    board: Board
    _budgets: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def separates(self) -> bool:
        """Whether participants are kept apart, so that keys may be used here."""
        return self.mode != OPEN

    @property
    def settings(self) -> Settings:
        """What is on today; while the file is broken, all modules and no checks."""
        try:
            return read_settings(self.home)
        except BijakError:
            return Settings()

    def modules(self) -> dict[str, Module]:
        """The modules that have something to open, by id.

        Raises:
            BijakError: the syllabus cannot be read.
        """
        return {
            module.id: module
            for module in read_syllabus(self.root)
            if self.has_assignment(module.id)
            or lesson_notebook(self.root, module.id).is_file()
        }

    def assignments(self) -> dict[str, Module]:
        """Those that have an assignment."""
        return {
            name: module
            for name, module in self.modules().items()
            if self.has_assignment(name)
        }

    def on_the_board(self) -> dict[str, Module]:
        """The assignments whose answers the class may see; a test's never."""
        found = self.assignments().items()
        return {name: module for name, module in found if not module.is_test}

    def has_assignment(self, name: str) -> bool:
        """Whether a module has an assignment that was released."""
        return released_notebook(self.root, name).is_file()

    def offers(self) -> list[Offer]:
        """What can be on today's list: the modules, and the test by its occasions."""
        modules = self.modules()
        plain = [
            Offer(name, one.title, (name,) if self.has_assignment(name) else (), False)
            for name, one in modules.items()
            if not one.is_test
        ]
        plan = read_test_plan(self.root)
        sheets = tuple(name for name, one in modules.items() if one.is_test)
        if not plan or not sheets:
            return plain
        occasions = [one for one in plan.occasions if one.place]
        return plain + [Offer(one.id, one.title, sheets, True) for one in occasions]

    def handed_in(self, offer: Offer) -> int:
        """How many have handed in what an offer stands for."""
        found = {name: self.board.handed_in(name) for name in offer.sheets}
        if not offer.is_test:
            return sum(map(len, found.values()))
        order = read_test_plan(self.root).order
        return sum(
            order(code)[offer.id] == name
            for name, codes in found.items()
            for code in codes
        )

    def leanings(self) -> list[tuple[str, Leaning | None]]:
        """Title of each occasion of the test → the class's *jeli* and *curiga*.

        Counted are those who have handed in the sheet that is theirs then; None while
        they are too few. Only for the trainer's page: nothing of a test is projected.
        """
        plan = read_test_plan(self.root)
        found = []
        for offer in self.offers() if plan and self.separates else ():
            if not offer.is_test:
                continue
            people = []
            for name in offer.sheets:
                codes = self.board.handed_in(name)
                mine = [one for one in codes if plan.order(one)[offer.id] == name]
                people += self.board.judgements(name, mine)
            found.append((offer.title, leaning_of(people)))
        return found

    def tries(self, assignment: str) -> int:
        """How often each item of an assignment may be checked now; never a test's."""
        module = self.modules().get(assignment)
        if not self.separates or not module or module.is_test:
            return 0
        return self.settings.checks.get(assignment, 0)

    def today(self) -> Mapping:
        """What participants' pages show."""
        settings = self.settings
        checked = {name: self.tries(name) for name in settings.checks}
        return {
            "modul": [one.id for one in self.offers() if settings.shows(one.id)],
            "periksa": {name: tries for name, tries in checked.items() if tries},
            "jenis": self.mode,
        }

    def people(self) -> int:
        """How many participants the class has; 0 while nobody can tell."""
        try:
            return len(codes_of(self.home))
        except BijakError:
            return 0

    def group(self, people: list[str]) -> tuple[list[str], list[str]]:
        """Of the people of a hand-in: those of the class, and companions who are not.

        While the roster cannot be read nobody is a stranger.
        """
        try:
            return split_group(people, codes_of(self.home))
        except BijakError:
            return people, []

    def is_trainer(self, name: object) -> bool:
        """Whether a user of the hub is a trainer of this class."""
        return name == TRAINER_CODE or is_trainer(self.home, name)

    def may_ask(self, code: str) -> bool:
        """Whether somebody has not asked too often: 5 a second, 30 at once."""
        now = time.monotonic()
        budget, last = self._budgets.get(code, (_BURST, now))
        budget = min(_BURST, budget + (now - last) * _PER_SECOND)
        self._budgets[code] = (budget - 1 if budget >= 1 else budget, now)
        return budget >= 1
