"""A class in the browser: two participants, one with a phone, and their trainer."""

import re

import pytest
from driving import forms_are_there, hand_in, option, photograph, question, status
from playwright.sync_api import expect

from bijak.hub.room import running_room
from bijak.seats.modes import BY_NAME
from running_class import ASSIGNMENT, RealClass

CHOICE = 9
NEWS_MS = 40_000
"""For how long an open page may not know what the trainer has just chosen."""
PHONE = {"has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of five with a trainer: fewer answers are not shown on the board."""
    made = RealClass(tmp_path_factory.mktemp("kelas"), people=5)
    yield made
    made.stop()


def come_in(page, school, code: str, pin: str) -> None:
    """Type code and PIN from the card."""
    page.goto(school.base)
    page.get_by_label("Kode").fill(code)
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Masuk").click()


def open_today(page) -> None:
    """Open the assignment from the list of today."""
    link = page.locator(f"a[href$='/buka/latihan/{ASSIGNMENT}']")
    link.click()
    forms_are_there(page)


def allow_checks(page, tries: str = "3") -> None:
    """The trainer lets everybody check so often; "0" takes it back."""
    page.locator(f"select[name='periksa-{ASSIGNMENT}']").select_option(tries)
    page.get_by_role("button", name="Simpan").click()
    chosen = page.locator(f"select[name='periksa-{ASSIGNMENT}']")
    expect(chosen).to_have_value(tries)


def show(part) -> None:
    """Scroll until a part of the page stands in its middle."""
    part.evaluate("part => part.scrollIntoView({block: 'center'})")


def answer_wrong(page, letter: str) -> None:
    """Choose an option that is known to be wrong."""
    option(page, CHOICE, letter).click()
    expect(status(page, CHOICE)).to_contain_text("tersimpan")


def test_a_wrong_pin_says_what_to_do(school, visit):
    """The sentence stands above the form, and the code is still there."""
    page = visit(360, 740, **PHONE)
    (code, _), *_ = school.cards
    come_in(page, school, code, "000000")
    expect(page.get_by_role("alert")).to_contain_text("Kode atau PIN tidak cocok")
    expect(page.get_by_label("Kode")).to_have_value(code)
    photograph(page, "kelas-1-pin-salah")


def test_an_open_assignment_learns_of_checks(school, visit):
    """The button comes while the assignment is open, works, and goes again."""
    page, trainer = visit(360, 740, **PHONE), visit(1366, 768)
    come_in(page, school, *school.cards[-1])
    open_today(page)
    answer_wrong(page, "b")
    button = page.locator(".bijak-periksa-b1-09 button")
    expect(button).to_have_count(0)
    show(status(page, CHOICE))
    photograph(page, "kelas-0-belum-boleh-periksa")
    come_in(trainer, school, *school.trainer)
    allow_checks(trainer)
    expect(button).to_be_visible(timeout=NEWS_MS)
    show(status(page, CHOICE))
    photograph(page, "kelas-0-boleh-periksa")
    button.tap()
    expect(page.locator(".bijak-periksa-b1-09")).to_contain_text("Sisa 2 kali")
    allow_checks(trainer, "0")
    expect(button).to_have_count(0, timeout=NEWS_MS)


def test_a_class_from_the_card_to_the_board(school, visit):
    """Answer, check at once, hand in; the trainer sees the commonest mistake."""
    trainer = visit(1366, 768)
    come_in(trainer, school, *school.trainer)
    allow_checks(trainer)
    photograph(trainer, "kelas-2-pelatih")
    assert BY_NAME[running_room(school.home).mode].separates
    pages = []
    for place, (code, pin) in enumerate(school.cards):
        phone = place == 0
        page = visit(360, 740, **PHONE) if phone else visit()
        come_in(page, school, code, pin)
        expect(page.get_by_role("heading", name="Hari ini")).to_be_visible()
        photograph(page, f"kelas-3-hari-ini-{place}")
        open_today(page)
        answer_wrong(page, "a")
        pages.append(page)
    phone = pages[0]
    phone.locator(".bijak-periksa-b1-09 button").tap()
    verdict = phone.locator(".bijak-periksa-b1-09")
    expect(verdict).to_contain_text("Sisa 2 kali")
    question(phone, CHOICE).scroll_into_view_if_needed()
    photograph(phone, "kelas-4-periksa")
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    for page in pages[:2]:
        hand_in(page)
    photograph(phone, "kelas-5-terkumpul")
    trainer.goto(f"{school.base}/services/loket/papan?latihan={ASSIGNMENT}")
    expect(trainer.locator("#hadir")).to_have_text("5")
    expect(trainer.locator("#terkumpul")).to_have_text("2")
    expect(trainer.locator("#ulas")).to_contain_text("Soal 9")
    expect(trainer.locator("#ulas")).to_contain_text(re.compile("5 dari 5 orang"))
    expect(trainer.locator("#ulas article")).to_have_count(1)  # only one needs it
    expect(trainer.locator("#condong")).to_be_hidden()  # nobody has sorted posts
    for code, _ in school.cards:
        expect(trainer.locator("body")).not_to_contain_text(code)
    photograph(trainer, "kelas-6-papan")
