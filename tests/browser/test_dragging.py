"""Steps put in order by dragging; the buttons stay for everybody else."""

import pytest
from driving import enter_new, forms_are_there, open_assignment, photograph
from kinds import form, is_saved
from playwright.sync_api import expect

from tiny import ID

ITEM = "t1-03"
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}


def order(page) -> list[str]:
    """The ids of the steps from first to last."""
    steps = form(page, ITEM).locator("[data-step]")
    return steps.evaluate_all("all => all.map(one => one.dataset.step)")


def handle(page, step: str):
    """What a step is dragged by."""
    row = form(page, ITEM).locator(f".bijak-step:has([data-step='{step}'])")
    return row.locator(".bijak-handle")


def middle(place) -> tuple[float, float]:
    """The middle of something on the screen."""
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class MousePointer:
    """Presses, moves and lets go."""

    def __init__(self, page) -> None:
        self.page = page

    def down(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)
        self.page.mouse.down()

    def move(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y, steps=8)

    def up(self) -> None:
        self.page.mouse.up()


class Finger:
    """Touches, moves and lets go."""

    def __init__(self, page) -> None:
        self.page, self.way = page, page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: dict) -> None:
        event = {"type": kind, "touchPoints": list(points)}
        self.way.send("Input.dispatchTouchEvent", event)

    def down(self, x: float, y: float) -> None:
        self.at = (x, y)
        self._send("touchStart", {"x": x, "y": y})

    def move(self, x: float, y: float) -> None:
        for part in range(1, 9):
            near = [
                a + (b - a) * part / 8 for a, b in zip(self.at, (x, y), strict=True)
            ]
            self._send("touchMove", {"x": near[0], "y": near[1]})
            self.page.wait_for_timeout(20)

    def up(self) -> None:
        self._send("touchEnd")


def bring(page, pointer, step: str, onto: str) -> None:
    """Drag a step a little past another one, without letting go."""
    form(page, ITEM).scroll_into_view_if_needed()
    start, end = middle(handle(page, step)), middle(handle(page, onto))
    pointer.down(*start)
    pointer.move(end[0], end[1] + (8 if end[1] > start[1] else -8))
    expect(form(page, ITEM).locator(".bijak-drop")).to_be_visible()


@pytest.mark.parametrize(
    ("screen", "kind"), [({}, MousePointer), (PHONE, Finger)], ids=["mouse", "finger"]
)
def test_a_step_is_dragged_to_its_place(tiny_bijak, visit, screen, kind):
    """One drop is one change; the place is seen before, and Escape takes it back."""
    page = visit(**screen)
    code = enter_new(page, tiny_bijak)
    open_assignment(page)
    assert ["m", "s", "p"] == order(page)
    pointer = kind(page)

    bring(page, pointer, "m", onto="p")
    page.keyboard.press("Escape")
    pointer.up()
    expect(form(page, ITEM).locator(".bijak-drop")).to_have_count(0)
    assert ["m", "s", "p"] == order(page)

    bring(page, pointer, "m", onto="p")
    photograph(page, f"70-seret-{kind.__name__}")
    pointer.up()
    is_saved(page, ITEM)
    assert ["s", "p", "m"] == order(page)
    expect(form(page, ITEM).locator(".bijak-drop")).to_have_count(0)

    bring(page, pointer, "p", onto="s")
    pointer.up()
    expect(form(page, ITEM).locator("[data-step]").first).to_have_text("Pagi")
    is_saved(page, ITEM)
    page.reload()
    forms_are_there(page)
    assert ["p", "s", "m"] == order(page)
    stored = tiny_bijak.root / "pekerjaan" / code / ID / "jawaban.json"
    assert 1 == stored.read_text("utf-8").count('"isi"')


def test_dragging_works_in_notebook_7_too(tiny_bijak, page):
    """The same script, the same drop."""
    code = enter_new(page, tiny_bijak)
    open_assignment(page)
    base = tiny_bijak.base.removesuffix("/bijak")
    page.goto(f"{base}/notebooks/{code}/{ID}/{ID}.ipynb")
    forms_are_there(page)
    pointer = MousePointer(page)
    bring(page, pointer, "m", onto="s")
    pointer.up()
    is_saved(page, ITEM)
    assert ["s", "m", "p"] == order(page)


def test_only_the_eye_meets_the_handle(tiny_bijak, page):
    """Screen readers and Tab find the buttons, and neither handle nor hidden box."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    expect(form(page, ITEM).locator(".bijak-handle")).to_have_count(3)
    expect(form(page, ITEM).get_by_role("textbox")).to_have_count(0)
    seen = form(page, ITEM).aria_snapshot()
    assert "Seret" not in seen
    assert 'button "Turunkan: Malam"' in seen
    tabbed = form(page, ITEM).locator("input, [tabindex]").filter(visible=True)
    assert 0 == tabbed.count()
