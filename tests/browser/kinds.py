"""How a person answers each kind of item, and what must be stored of it.

A driver says what to do, never with which hands (`hands.py`), so the same drivers
serve mouse, thumb and keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from driving import NOTEBOOK, hand_in_button
from playwright.sync_api import Locator, Page, expect

WHOLE = ""
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")


def form(page: Page, item: str) -> Locator:
    """The form of an item."""
    return page.locator(f"{NOTEBOOK} .bijak-soal-{item}")


def is_saved(page: Page, item: str) -> None:
    """Wait until the line below a form says that its answer is saved."""
    page.evaluate(PROBE)
    page.wait_for_function("item => window.probe.saved(item)", arg=item)


def _choice(words: str) -> re.Pattern:
    """A label, with or without the letter before it."""
    return re.compile(rf"^\s*(\w\. )?{re.escape(words)}\s*$")


def _radio(place: Locator, words: str) -> Locator:
    return place.locator("label", has_text=_choice(words)).locator("input")


def _group(place: Locator, legend: str) -> Locator:
    """The innermost group of controls under a legend."""
    named = place.page.locator(".bijak-legend", has_text=legend)
    return place.locator(".bijak-group").filter(has=named).last


def _answer_choice(hands, place: Locator) -> dict:
    hands.choose(_radio(place, "Biru"))
    return {WHOLE: "b"}


def _answer_choices(hands, place: Locator) -> dict:
    hands.mark(_radio(place, "Satu"))
    hands.mark(_radio(place, "Tiga"))
    return {WHOLE: ["a", "c"]}


def _answer_order(hands, place: Locator) -> dict:
    steps = place.locator("[data-step]")
    for target, step in enumerate("psm"):
        while (now := steps.evaluate_all(_STEPS)).index(step) > target:
            at = now.index(step)
            hands.press(place.locator(".bijak-step").nth(at).get_by_text("Naik"))
            expect(steps.nth(at - 1)).to_have_attribute("data-step", step)
    return {WHOLE: ["p", "s", "m"]}


_STEPS = "all => all.map(one => one.dataset.step)"


def _answer_classify(hands, place: Locator) -> dict:
    right = {"k1": "hoaks", "k2": "benar", "k3": "hoaks", "k4": "benar"}
    for number, label in enumerate(right.values(), 1):
        hands.choose(_radio(_group(place, f"Kartu {number} "), label.capitalize()))
    return right


def _answer_number(hands, place: Locator) -> dict:
    hands.write(place.get_by_role("textbox"), "12,5")
    return {WHOLE: "12,5"}


def _answer_parts(hands, place: Locator) -> dict:
    hands.choose(_radio(_group(place, "Huruf apa?"), "A"))
    hands.choose(_radio(_group(place, "Angka apa?"), "Dua"))
    return {"x": "a", "y": "2"}


def _answer_match(hands, place: Locator) -> dict:
    hands.choose(_radio(_group(place, "Kucing"), "Mengeong"))
    hands.choose(_radio(_group(place, "Ayam"), "Berkokok"))
    return {"k": "1", "a": "2"}


def _answer_clock(hands, place: Locator) -> dict:
    hands.write(_group(place, "Masuk?").get_by_role("textbox"), "07.30")
    hands.write(_group(place, "Pulang?").get_by_role("textbox"), "16.00")
    return {"m": "07.30", "p": "16.00"}


def _answer_table(hands, place: Locator) -> dict:
    rows = {
        "1": {"sumber": "Balai desa", "tgl": "18 Maret 2027", "resmi": "ya"},
        "2": {"sumber": "Warta Warga", "tgl": "19/3/2027", "resmi": "tidak"},
    }
    for number, row in rows.items():
        line = place.locator(".bijak-line").nth(int(number) - 1)
        hands.write(line.get_by_label("Sumber"), row["sumber"])
        hands.write(line.get_by_label("Tanggal"), row["tgl"])
        hands.pick(line.get_by_label("Resmi?"), row["resmi"].capitalize())
    return rows


def _answer_allocation(hands, place: Locator) -> dict:
    hands.write(place.get_by_role("textbox", name="Foto"), "4")
    hands.write(place.get_by_role("textbox", name="Video"), "1")
    return {"f": "4", "v": "1"}


def _answer_text(hands, place: Locator) -> dict:
    text = "Selamat pagi Ibu dan Bapak."
    hands.write(place.get_by_role("textbox"), text)
    return {WHOLE: text}


def _answer_threshold(hands, place: Locator) -> dict:
    for setting in ("10", "20", "30", "40"):
        hands.step(place)
        expect(place.locator(".bijak-setting")).to_contain_text(setting)
    return {WHOLE: 40}


def _answer_own_data(hands, place: Locator) -> dict:
    columns = ("barang", "harga", "jumlah", "total")
    goods = (("Keripik", "15.000", "4", "60.000"), ("Madu", "80.000", "1", "80.000"))
    for number, cells in enumerate(goods):
        line = place.locator(".bijak-line").nth(number)
        for name, text in zip(columns, cells, strict=True):
            hands.write(line.get_by_label(name.capitalize()), text)
    rows = [dict(zip(columns, cells, strict=True)) for cells in goods]
    return {"1": rows[0], "2": rows[1]}


def _answer_two_tier(hands, place: Locator) -> dict:
    hands.choose(_radio(_group(place, "Apa yang Anda lakukan?"), "Tunggu"))
    hands.choose(_radio(_group(place, "Mengapa?"), "Belum jelas"))
    return {"jawaban": "b", "alasan": "x"}


def _answer_personal(hands, place: Locator) -> dict:
    story = place.locator(".bijak-story").inner_text()
    material, sheets = map(_plain, re.findall(r"[\d.]*\d", story))
    typed = f"{material / sheets:.2f}".replace(".", ",")
    hands.write(place.get_by_role("textbox"), typed)
    hands.choose(_radio(place, "Cukup yakin"))
    return {WHOLE: typed, "~yakin": 3}


def _plain(number: str) -> int:
    return int(number.replace(".", ""))


ANSWER: dict[str, Callable[[object, Locator], dict]] = {
    "t1-01": _answer_choice,
    "t1-02": _answer_choices,
    "t1-03": _answer_order,
    "t1-04": _answer_classify,
    "t1-05": _answer_number,
    "t1-06": _answer_parts,
    "t1-07": _answer_match,
    "t1-08": _answer_clock,
    "t1-09": _answer_table,
    "t1-10": _answer_allocation,
    "t1-11": _answer_text,
    "t1-12": _answer_threshold,
    "t1-13": _answer_two_tier,
    "t1-14": _answer_own_data,
    "t1-15": _answer_personal,
}


def answer(hands, page: Page, item: str) -> dict:
    """Answer an item rightly; its parts as they must be stored."""
    typed = ANSWER[item](hands, form(page, item))
    is_saved(page, item)
    return typed


def probe_all(page: Page, what: str, items: Iterable[str]) -> dict[str, object]:
    """Ask ``probe.js`` about several items; item → answer."""
    page.evaluate(PROBE)
    ask = "([what, items]) => items.map(item => window.probe[what](item))"
    names = list(items)
    return dict(zip(names, page.evaluate(ask, [what, names]), strict=True))


def shown(page: Page, items: Iterable[str]) -> dict[str, object]:
    """What every form holds now."""
    expect(hand_in_button(page)).to_be_enabled()
    return probe_all(page, "state", items)
