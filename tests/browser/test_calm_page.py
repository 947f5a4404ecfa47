"""The page that a first-timer dares to touch: calm, big, by keyboard, on a phone."""

import pytest
from driving import (
    CHOICE,
    ID,
    NOTEBOOK,
    enter_new,
    forms_are_there,
    hand_in_button,
    open_assignment,
    photograph,
    question,
)
from playwright.sync_api import expect

SCROLLER = f"{NOTEBOOK} .jp-WindowedPanel-outer"


def cells(page):
    """How many cells the open notebook has."""
    return page.locator(f"{NOTEBOOK} .jp-Cell").count()


def test_no_code_and_no_tools_until_somebody_asks(bijak, page):
    """Forms only; the whole of JupyterLab is one button away, in Indonesian."""
    enter_new(page, bijak)
    open_assignment(page)
    editors = page.locator(f"{NOTEBOOK} .jp-CodeCell .jp-InputArea:visible")
    assert 0 == editors.count()
    for text in ("latihan.pilih", "Validate", "nbgrader", "Nbgrader"):
        expect(page.get_by_text(text).filter(visible=True)).to_have_count(0)
    assert 0 == page.locator(".jp-SideBar:visible, .lm-MenuBar:visible").count()

    page.get_by_role("button", name="Menu lengkap").click()
    page.get_by_role("menuitem", name="Tampilan").click()
    page.get_by_text("Tampilkan Kode").click()
    expect(page.get_by_text("latihan.pilih(").first).to_be_visible()
    photograph(page, "20-menu-lengkap")
    page.get_by_role("button", name="Menu lengkap").click()
    expect(page.locator(".lm-MenuBar:visible")).to_have_count(0)


def test_letters_pressed_by_mistake_change_nothing(bijak, page):
    """JupyterLab's one-letter commands delete and add cells; not here."""
    enter_new(page, bijak)
    open_assignment(page)
    before = cells(page)
    page.get_by_role("heading", name="Soal 6").click()
    page.keyboard.type("ddxabm0ii")
    page.locator(f"{NOTEBOOK} .jp-Cell").first.click()
    page.keyboard.type("ddxabm0ii")
    question(page, CHOICE).locator("input").first.focus()
    page.keyboard.type("ddxabm0ii")
    page.wait_for_timeout(1500)
    assert before == cells(page)
    assert 1 == len(bijak.kernels())


def test_choosing_with_the_arrow_keys(bijak, page):
    """Tab reaches a group, arrows move inside it."""
    enter_new(page, bijak)
    open_assignment(page)
    radios = question(page, CHOICE).locator("input")
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    expect(radios.nth(1)).to_be_focused()


def test_the_page_does_not_jump_when_the_kernel_comes_back(bijak, page):
    """Whoever reads question nine goes on reading question nine."""
    enter_new(page, bijak)
    open_assignment(page)
    question(page, CHOICE).scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    before = page.locator(SCROLLER).evaluate("e => e.scrollTop")
    place = question(page, CHOICE).bounding_box()["y"]
    (kernel,) = bijak.kernels()
    kernel.kill()
    expect(page.locator(".bijak-keadaan")).to_contain_text("Menyiapkan")
    forms_are_there(page)
    page.wait_for_timeout(2000)
    after = page.locator(SCROLLER).evaluate("e => e.scrollTop")
    assert before > 1000
    assert abs(after - before) < 5
    assert abs(question(page, CHOICE).bounding_box()["y"] - place) < 60


def test_what_was_typed_into_a_lesson_is_kept_on_the_way_home(bijak, page):
    """«Beranda» saves first and asks nothing."""
    code = enter_new(page, bijak)
    page.get_by_role("link", name="Buka pelajaran Lima Langkah").click()
    expect(page.locator(f"{NOTEBOOK} .bijak-form").first).to_be_visible()
    expect(page.locator(".bijak-keadaan")).to_have_text("")
    photograph(page, "21-pelajaran")
    page.get_by_role("link", name="Beranda").click()
    expect(page.get_by_text("Mau mulai dari mana?")).to_be_visible()
    saved = bijak.root / "pekerjaan" / code / "pelajaran" / f"{ID}.ipynb"
    assert '"execution_count": 1' in saved.read_text("utf-8")


def test_notebook_7_shows_the_forms_too(bijak, page):
    """The classic address works, with the way home."""
    code = enter_new(page, bijak)
    page.goto(f"{bijak.base}/buka/latihan/{ID}")
    base = bijak.base.removesuffix("/bijak")
    page.goto(f"{base}/notebooks/{code}/{ID}/{ID}.ipynb")
    expect(hand_in_button(page)).to_be_enabled()
    expect(page.get_by_role("link", name="Beranda")).to_be_visible()
    photograph(page, "22-notebook-7")


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_is_cut_off_on_a_small_screen(bijak, visit, width):
    """No page has to be pushed sideways; buttons are big enough for a thumb."""
    page = visit(width, 740)
    page.goto(bijak.address)
    assert fits(page)
    photograph(page, f"30-selamat-datang-{width}")
    enter_new(page, bijak)
    assert fits(page)
    photograph(page, f"31-beranda-{width}")
    small = page.locator(".tombol").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 40).length"
    )
    assert 0 == small
    open_assignment(page)
    photograph(page, f"32-latihan-{width}")
    outer = page.locator(SCROLLER)
    assert outer.evaluate("e => e.scrollWidth - e.clientWidth") <= 1


def fits(page):
    """Whether the page is no wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_type_is_never_smaller_than_sixteen_pixels(bijak, page):
    """On our pages and in the notebook."""
    smallest = """all => Math.min(...all.filter(e => e.offsetParent && e.innerText)
        .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    page.goto(bijak.address)
    assert page.locator("main *").evaluate_all(smallest) >= 16
    enter_new(page, bijak)
    assert page.locator("body *").evaluate_all(smallest) >= 16
    open_assignment(page)
    text = page.locator(f"{NOTEBOOK} .jp-MarkdownOutput *, .bijak-bilah *")
    assert text.evaluate_all(smallest) >= 15
