"""Nobody is shut out: names, contrast, keyboard, 200 % zoom, small screens."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import NOTEBOOK, enter_new, hand_in_button, open_assignment, photograph
from hands import Keys, Mouse
from kinds import ANSWER, answer
from playwright.sync_api import expect

from tiny import ID

# JupyterLab's own, outside of what Bijak puts on the page: rule → number of elements.
# Whoever sees fewer writes the new number; more fails the test.
SHELL = json.loads(Path(__file__).with_name("axe-jupyterlab.json").read_text("utf-8"))
OURS = (
    ".bijak-kit .jp-OutputArea-output",
    ".bijak-kit .jp-MarkdownOutput",
    ".bijak-bilah",
)
BAD = ("serious", "critical")
SCROLLER = f"{NOTEBOOK} .jp-WindowedPanel-outer"
WIDE = """parts => parts.filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 200))"""
SMALL = """parts => parts.filter(one => {
  const words = [...one.childNodes].some(
    each => each.nodeType === Node.TEXT_NODE && each.data.trim());
  const drawn = one.checkVisibility({visibilityProperty: true});
  return words && drawn && parseFloat(getComputedStyle(one).fontSize) < 16;
}).map(one => one.outerHTML.slice(0, 200))"""

WIDTHS = (1366, 360)
themes = pytest.mark.parametrize("theme", ["Light", "Dark"])


def violations(page, include=(), exclude=()) -> list[dict]:
    """Serious and critical violations inside some parts of a page."""
    context = {"include": [[one] for one in include or ["html"]]}
    context["exclude"] = [[one] for one in exclude]
    found = Axe().run(page, context).response["violations"]
    return [one for one in found if one["impact"] in BAD]


def listed(found: list[dict]) -> list[str]:
    """A line for each element that is at fault."""
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))} – {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def use_theme(page, bijak, theme: str) -> None:
    """Choose a theme, as JupyterLab's menu does, and load the page again."""
    where = f"{bijak.base.removesuffix('/bijak')}/lab/api/settings"
    raw = json.dumps({"theme": f"JupyterLab {theme}"})
    done = page.evaluate(
        """([where, raw]) => fetch(where, {
          method: 'PUT',
          headers: {'X-XSRFToken': document.cookie.match(/_xsrf=([^;]+)/)[1]},
          body: JSON.stringify({raw})
        }).then(answer => answer.status)""",
        [f"{where}/@jupyterlab/apputils-extension:themes", raw],
    )
    assert 204 == done
    page.reload()
    all_is_drawn(page)
    light = str(theme == "Light").lower()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)


def all_is_drawn(page) -> None:
    """Wait until every cell has run."""
    expect(page.locator(f"{NOTEBOOK} .bijak-form").first).to_be_visible()
    expect(page.locator(".bijak-keadaan")).to_have_text("")


def passes(page, *parts: str) -> None:
    """No part breaks a rule, on a laptop's and on a phone's screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert [] == listed(violations(page, parts)), width


@themes
def test_forms_break_no_rule(tiny_bijak, page, theme):
    """Every kind, empty and answered, passes axe-core."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    use_theme(page, tiny_bijak, theme)
    passes(page, *OURS)
    for item in ANSWER:
        answer(Mouse(page), page, item)
    passes(page, *OURS)
    photograph(page, f"50-{theme}")
    use_theme(page, tiny_bijak, "Light")


@themes
def test_a_lesson_breaks_no_rule(bijak, page, theme):
    """Displays, quizzes and what is said about their answers pass axe-core."""
    enter_new(page, bijak)
    page.get_by_role("link", name="Buka pelajaran Lima Langkah").first.click()
    all_is_drawn(page)
    use_theme(page, bijak, theme)
    for check in page.get_by_role("button", name="Periksa").all():
        check.click()
    for question in page.locator(f"{NOTEBOOK} .bijak-radios").all():
        question.locator("label:visible").first.click()
    passes(page, *OURS)
    use_theme(page, bijak, "Light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_pages_break_no_rule(tiny_bijak, visit, scheme):
    """Welcome, home and feedback pass axe-core, whatever the laptop's colours."""
    page = visit(color_scheme=scheme)
    page.goto(tiny_bijak.address)
    passes(page)
    code = enter_new(page, tiny_bijak)
    passes(page)
    open_assignment(page)
    answer(Mouse(page), page, "t1-04")
    page.get_by_role("link", name="Beranda").click()
    expect(page.get_by_text("Mau mulai dari mana?")).to_be_visible()
    page.get_by_role("button", name="Kumpulkan").click()
    expect(page.get_by_text(re.compile("Dikumpulkan pukul"))).to_be_visible()
    passes(page)
    assert tiny_bijak.grade(ID)[code]["t1-04"] == 4
    page.reload()
    page.get_by_role("link", name="Lihat umpan balik").click()
    expect(page.frame_locator("iframe").get_by_text(code)).to_be_visible()
    # No script may run in the frame, so its content is looked at by itself.
    feedback = page.frames[1].content()
    assert [] == listed(violations(page, exclude=["iframe"]))
    page.set_content(feedback)
    passes(page)


def test_what_jupyterlab_gets_wrong_only_shrinks(tiny_bijak, page):
    """What is not ours to mend is listed, and nothing is added to it."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    found = violations(page, exclude=OURS)
    count = Counter({one["id"]: len(one["nodes"]) for one in found})
    assert {} == dict(count - Counter(SHELL)), listed(found)


def test_the_keyboard_alone_is_enough(tiny_bijak, page):
    """Tab, arrows, Enter, Space and letters answer every kind and hand in."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    hands = Keys(page)
    for item in ANSWER:
        answer(hands, page, item)
    hands.press(hand_in_button(page))
    expect(page.locator(".bijak-hand-in")).to_contain_text("sudah sampai")


@pytest.mark.parametrize(("width", "height", "density"), [(683, 384, 2), (360, 740, 3)])
def test_nothing_is_wider_than_the_screen(tiny_bijak, visit, width, height, density):
    """At 200 % zoom and on a phone every form is read without moving sideways."""
    page = visit(width, height, device_scale_factor=density)
    enter_new(page, tiny_bijak)
    open_assignment(page)
    for item in ANSWER:
        answer(Mouse(page), page, item)
        photograph(page, f"60-{width}-{item}")
    outer = page.locator(SCROLLER)
    assert outer.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
    inside = page.locator(f"{NOTEBOOK} .bijak-form *, {NOTEBOOK} .bijak-status *")
    assert [] == inside.evaluate_all(WIDE)


def test_no_letter_in_a_form_is_smaller_than_sixteen_pixels(tiny_bijak, page):
    """Also in what is said about answers, in tables, curves and buttons."""
    enter_new(page, tiny_bijak)
    open_assignment(page)
    inside = page.locator(f"{NOTEBOOK} .jp-OutputArea-output *")
    assert [] == inside.evaluate_all(SMALL)
