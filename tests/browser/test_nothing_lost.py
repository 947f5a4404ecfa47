"""What was once shown as «tersimpan» is never lost."""

import random
import sys

import pytest
from driving import enter_new, forms_are_there, hand_in, open_assignment
from kinds import ANSWER, PROBE, probe_all
from playwright.sync_api import expect

from tiny import ID

pytestmark = pytest.mark.endurance
SEED = 20270405
CHANGES = 1000
MARK = "all => all.forEach(form => form.dataset.old = 'ya')"
EACH = 14
"""Changes of every item in one round."""


class Ledger:
    """What each group of each form must show, by what was shown as saved.

    A change that was on its way when the kernel died may have arrived or not.
    """

    def __init__(self, page) -> None:
        self.sure = probe_all(page, "groups", ANSWER)
        self.changes = self.saved = 0

    def note(self, log: list[dict]) -> dict[tuple[str, str], list]:
        """Take over a log of ``probe.js``; what was still on its way."""
        on_the_way = {}
        self.changes += len(log)
        self.saved += sum(entry["sure"] for entry in log)
        for entry in log:
            for group, now in entry["now"].items():
                if entry["sure"]:
                    self.sure[entry["item"]][group] = now
                else:
                    on_the_way[entry["item"], group] = now
        return on_the_way

    def compare(self, page, on_the_way: dict) -> None:
        """Compare with what the forms of a new kernel show, and go on from there."""
        shown = probe_all(page, "groups", ANSWER)
        for item, group in on_the_way:
            if shown[item][group] == on_the_way[item, group]:
                self.sure[item][group] = shown[item][group]
        assert self.sure == shown


def forms_are_new(page) -> None:
    """Wait until a new kernel has drawn all forms anew."""
    page.bring_to_front()
    expect(page.locator(".bijak-form[data-old]")).to_have_count(0)
    forms_are_there(page)


def test_a_thousand_changes(tiny_bijak, visit):
    """In all kinds at once, in two tabs, while kernels are killed: none is lost."""
    chance = random.Random(SEED)
    page = visit()
    tabs = [page, page.context.new_page()]
    code = enter_new(page, tiny_bijak)
    for tab in tabs:
        tab.goto(tiny_bijak.base)
        open_assignment(tab)
    ledger = Ledger(page)
    turn = 0
    while ledger.changes < CHANGES:
        on_the_way = ledger.note(change_and_kill(tiny_bijak, tabs, turn, chance))
        for tab in tabs:
            forms_are_new(tab)
        ledger.compare(tabs[turn % 2], on_the_way)
        turn += 1
    assert ledger.saved >= 0.8 * ledger.changes
    for tab in tabs:
        tab.bring_to_front()
        tab.reload()
        forms_are_there(tab)
        ledger.compare(tab, {})
    hand_in(page)
    mine = tiny_bijak.root / "pekerjaan" / code / ID / "jawaban.json"
    arrived = tiny_bijak.arrived(code) / "jawaban.json"
    assert mine.read_bytes() == arrived.read_bytes()


def change_and_kill(bijak, tabs: list, turn: int, chance: random.Random) -> list[dict]:
    """Change all kinds in one tab and kill the kernel; what was changed.

    Every second time the kernel dies only when nothing is on its way any more.
    """
    page = tabs[turn % 2]
    page.bring_to_front()
    page.evaluate(PROBE)
    begin = "([items, count, seed]) => window.probe.begin(items, count, seed)"
    page.evaluate(begin, [list(ANSWER), EACH, SEED + turn])
    some = chance.randint(80, 200) if turn % 4 in (0, 3) else sys.maxsize
    page.wait_for_function("some => window.probe.reached(some)", arg=some)
    for tab in tabs:
        tab.locator(".bijak-form").evaluate_all(MARK)
    (kernel,) = bijak.kernels()
    kernel.kill()
    return page.evaluate("window.probe.halt()")
