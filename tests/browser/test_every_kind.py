"""Every kind of item, in every front end: typed, kept, handed in, graded."""

import json

import pytest
from driving import enter_new, forms_are_there, hand_in, open_assignment, photograph
from hands import Mouse, Thumb
from kinds import ANSWER, answer, shown

from tiny import ID, QUESTIONS

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
LAPTOP = {"width": 1366, "height": 768}


def test_there_is_a_driver_for_every_item_of_the_tiny_course():
    """A new kind is not done before somebody has answered it in a browser."""
    assert list(QUESTIONS) == list(ANSWER)


@pytest.mark.parametrize(
    ("front", "screen", "hands"),
    [("lab", LAPTOP, Mouse), ("notebook", LAPTOP, Mouse), ("lab", PHONE, Thumb)],
    ids=["jupyterlab", "notebook-7", "phone"],
)
def test_what_is_typed_is_what_is_graded(tiny_bijak, visit, front, screen, hands):
    """Answers outlive a reload and a kernel, arrive as typed, and earn full points."""
    page = visit(**screen)
    code = enter_new(page, tiny_bijak)
    open_assignment(page)
    if front == "notebook":
        base = tiny_bijak.base.removesuffix("/bijak")
        page.goto(f"{base}/notebooks/{code}/{ID}/{ID}.ipynb")
        forms_are_there(page)
    typed = {item: answer(hands(page), page, item) for item in ANSWER}
    photograph(page, f"40-semua-bentuk-{front}-{screen['width']}")
    held = shown(page, ANSWER)

    page.reload()
    forms_are_there(page)
    assert held == shown(page, ANSWER)

    tiny_bijak.lose_kernel(page)
    assert held == shown(page, ANSWER)

    hand_in(page)
    assert typed == stored(tiny_bijak.arrived(code) / "jawaban.json")
    scores = tiny_bijak.grade(ID)[code]
    assert {item: points for item, (points, _, _) in QUESTIONS.items()} == scores


def stored(path) -> dict:
    """The answers in a file: item → part → value."""
    content = json.loads(path.read_text("utf-8"))["jawaban"]
    return {
        item: {part: entry["isi"] for part, entry in parts.items()}
        for item, parts in content.items()
    }
