"""Finding what is missing, working with friends, and starting over, in a browser."""

import re

import pytest
from driving import (
    enter_new,
    forms_are_there,
    hand_in_button,
    open_assignment,
    photograph,
)
from playwright.sync_api import Page, expect

from tiny import ID, QUESTIONS

CHOICE, CHOICES, NUMBER = "t1-01", "t1-02", "t1-05"
TOTAL = len(QUESTIONS)
FRIEND = "melati-1"


def form(page: Page, item: str):
    """The live form of one item."""
    return page.locator(f".bijak-form.bijak-soal-{item}")


def status(page: Page, item: str):
    """The line below the form of one item."""
    return page.locator(
        f"xpath=//div[contains(@class, 'bijak-soal-{item}')]"
        "/following::*[contains(@class, 'bijak-status')][1]"
    )


def choose(page: Page) -> None:
    """Answer the first item."""
    form(page, CHOICE).locator("label").filter(has_text="Biru").click()


def panel(page: Page):
    """The end of the assignment."""
    return page.locator(".bijak-hand-in")


def bar(page: Page):
    """How far one is, in the bar at the top."""
    return page.locator(".bijak-lanjut")


def expect_focus_in(page: Page, place) -> None:
    """The focus is inside, where it can be seen."""
    expect(place.locator(":focus")).to_have_count(1)
    expect(place.locator(":focus")).to_be_in_viewport()


def test_links_lead_to_what_is_missing(tiny_bijak, page):
    """From the panel, from the line below an item, and from the bar by keyboard."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    expect(bar(page)).to_contain_text(f"0 dari {TOTAL}")
    expect(bar(page)).to_contain_text("→ Soal 1")

    panel(page).get_by_role("link", name="Ke soal yang belum: Soal 1").click()
    expect_focus_in(page, form(page, CHOICE))
    choose(page)
    expect(bar(page)).to_contain_text(f"1 dari {TOTAL}")
    status(page, CHOICE).get_by_role("link", name="Soal 2").click()
    expect_focus_in(page, form(page, CHOICES))
    photograph(page, "50-berikutnya")

    number = form(page, NUMBER).get_by_role("textbox")
    number.fill("12,5")
    number.press("Tab")
    expect(status(page, NUMBER)).to_contain_text("Berikutnya: Soal 6")
    expect(status(page, CHOICE)).not_to_contain_text("Berikutnya")
    bar(page).focus()
    page.keyboard.press("Enter")
    expect_focus_in(page, form(page, CHOICES))
    assert "#" not in page.url


def test_starting_over_and_back_again(tiny_bijak, page):
    """Emptied after a question, given back, also after the page was loaded anew."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    choose(page)
    expect(panel(page)).to_contain_text(re.compile(r"1 dari \d+ terisi, tersimpan"))
    panel(page).get_by_role("button", name="Ulang dari awal").click()
    panel(page).get_by_role("button", name="Tidak jadi").click()
    expect(form(page, CHOICE).locator("input:checked")).to_have_count(1)

    panel(page).get_by_role("button", name="Ulang dari awal").click()
    photograph(page, "51-ulang")
    panel(page).get_by_role("button", name="Ya, kosongkan").click()
    expect(form(page, CHOICE).locator("input:checked")).to_have_count(0)
    expect(panel(page)).to_contain_text(f"0 dari {TOTAL}")
    page.reload()
    forms_are_there(page)
    panel(page).get_by_role("button", name="Kembalikan jawaban saya").click()
    expect(form(page, CHOICE).locator("input:checked")).to_have_count(1)
    expect(status(page, CHOICE)).to_contain_text("tersimpan")
    photograph(page, "52-kembali")


def test_two_people_hand_in_together(tiny_bijak, page):
    """A friend's code, typed at the end, brings the hand-in to both."""
    code = enter_new(page, tiny_bijak)
    open_assignment(page)
    choose(page)
    panel(page).get_by_role("button", name="Mengerjakan bersama teman?").click()
    box = panel(page).get_by_label("Teman 1:")
    expect(box).to_be_focused()
    box.fill(code)
    expect(panel(page)).to_contain_text("kode Anda sendiri")
    box.fill("Melati 1")
    expect(panel(page)).to_contain_text(f"Dihitung juga untuk {FRIEND}")
    photograph(page, "53-bersama")
    hand_in_button(page).click()
    panel(page).get_by_role("button", name="Ya, kumpulkan sekarang").click()
    expect(panel(page)).to_contain_text(f"Ini juga kumpulan {FRIEND}.")
    scores = tiny_bijak.grade(ID)
    assert scores[code] == scores[FRIEND]
    assert scores[FRIEND][CHOICE] > 0


@pytest.mark.parametrize("width", [360, 768])
def test_the_bar_leads_on_a_small_screen(tiny_bijak, visit, width):
    """The way on is there, big enough for a thumb, and nothing is cut off."""
    page = visit(width, 740)
    enter_new(page, tiny_bijak)
    open_assignment(page)
    expect(bar(page)).to_be_visible()
    box = bar(page).bounding_box()
    assert box["height"] >= 40 and box["x"] + box["width"] <= width
    bar(page).click()
    expect_focus_in(page, form(page, CHOICE))
    photograph(page, f"54-bilah-{width}")


def test_notebook_7_leads_on_too(tiny_bijak, page):
    """The classic address has the same bar."""
    code = enter_new(page, tiny_bijak)
    page.goto(f"{tiny_bijak.base}/buka/latihan/{ID}")
    base = tiny_bijak.base.removesuffix("/bijak")
    page.goto(f"{base}/notebooks/{code}/{ID}/{ID}.ipynb")
    expect(hand_in_button(page)).to_be_enabled()
    expect(bar(page)).to_contain_text("→ Soal 1")
    bar(page).click()
    expect_focus_in(page, form(page, CHOICE))
    photograph(page, "55-notebook-7")
