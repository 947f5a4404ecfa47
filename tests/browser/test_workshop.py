"""A participant's whole way, from the welcome page to the feedback."""

import re

from driving import (
    ID,
    answer_six,
    enter_new,
    expect_six_answered,
    forms_are_there,
    hand_in,
    open_assignment,
    photograph,
)
from playwright.sync_api import expect


def test_from_a_new_code_to_the_feedback(bijak, page):
    """Forms appear, survive the kernel's death, are handed in, and come back judged."""
    page.goto(bijak.address)
    photograph(page, "01-selamat-datang")
    code = enter_new(page, bijak)
    photograph(page, "02-kode-baru")
    open_assignment(page)
    photograph(page, "03-latihan")
    answer_six(page)
    photograph(page, "04-terisi")

    bijak.lose_kernel(page)
    expect_six_answered(page)
    expect(page.locator(".jp-Dialog")).to_have_count(0)

    page.reload()
    forms_are_there(page)
    expect_six_answered(page)

    hand_in(page)
    photograph(page, "05-dikumpulkan")
    arrived = bijak.arrived(code)
    assert arrived.name.startswith(f"{code}+{ID}+")
    mine = bijak.root / "pekerjaan" / code
    assert (mine / ID / "jawaban.json").read_bytes() == (
        arrived / "jawaban.json"
    ).read_bytes()
    assert 1 == len(list((mine / "kumpulan").glob(f"{ID}--{code}--*.zip")))

    page.get_by_role("link", name="Beranda").click()
    expect(page.get_by_text("6 dari 10 terisi").first).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"Dikumpulkan pukul \d\d\.\d\d"))
    ).to_be_visible()
    photograph(page, "06-beranda")

    bijak.grade(ID)
    page.reload()
    page.get_by_role("link", name="Lihat umpan balik").click()
    feedback = page.frame_locator("iframe")
    expect(feedback.get_by_text(code)).to_be_visible()
    expect(feedback.locator("article")).to_have_count(10)
    photograph(page, "07-umpan-balik")
