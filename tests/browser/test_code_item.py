"""A code item in a browser: its cell alone is seen, and runs without any menu."""

from driving import enter_new, forms_are_there
from playwright.sync_api import expect

ID = "d1-harga-hpp-impas"
PROGRAM = "\nnota_ganda = 2 + 3"


def open_it(page, bijak):
    """Come in as somebody new and open the assignment; the cell to write in."""
    enter_new(page, bijak)
    page.goto(f"{bijak.base}/buka/latihan/{ID}")
    forms_are_there(page)
    cell = page.locator(".bijak-ditulis")
    cell.scroll_into_view_if_needed()
    return cell


def test_only_its_own_code_is_seen(bijak, page):
    """Everything else stays a form."""
    cell = open_it(page, bijak)
    expect(cell).to_have_count(1)
    expect(cell.locator(".cm-content")).to_be_visible()
    shown = page.locator(".jp-CodeCell > .jp-Cell-inputWrapper:visible")
    expect(shown).to_have_count(1)


def test_keys_and_button_run_it(bijak, page):
    """What the names hold stands below, after Shift+Enter and after the button."""
    cell = open_it(page, bijak)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(PROGRAM)
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("nota_ganda = 5 (angka)")).to_be_visible()
    page.keyboard.type(" + 4")
    page.get_by_role("button", name="Jalankan (Shift+Enter)").click()
    expect(page.get_by_text("nota_ganda = 9 (angka)")).to_be_visible()
