"""Two people take turns on one laptop."""

import re

from driving import (
    CHOICE,
    ID,
    enter_new,
    open_assignment,
    option,
    photograph,
    question,
)
from playwright.sync_api import expect


def test_the_next_person_sees_nothing_of_the_one_before(bijak, page):
    """Own answers, own folder; the other's address leads nowhere."""
    first = enter_new(page, bijak)
    open_assignment(page)
    option(page, CHOICE, "a").click()
    address = page.url
    page.get_by_role("link", name="Beranda").click()
    expect(page.get_by_text("1 dari 10 terisi").first).to_be_visible()
    page.get_by_role("button", name="Ganti peserta").click()
    expect(page.get_by_text("Selamat datang")).to_be_visible()
    assert [] == bijak.kernels()

    second = enter_new(page, bijak)
    assert second != first
    expect(page.get_by_text("0 dari 10 terisi").first).to_be_visible()
    open_assignment(page)
    expect(question(page, CHOICE).locator("input:checked")).to_have_count(0)
    assert first not in page.content()

    page.goto(address)
    expect(page.get_by_text("Mau mulai dari mana?")).to_be_visible()
    expect(page.get_by_text(second).first).to_be_visible()


def test_a_notebook_left_open_closes_itself(bijak, visit):
    """When somebody else comes in, an old tab shows the welcome page or theirs."""
    left, other = visit(), visit()
    first = enter_new(left, bijak)
    open_assignment(left)
    enter_new(other, bijak)
    left.wait_for_url(re.compile(r"/bijak$"))
    assert first not in left.content()


def test_the_first_person_finds_everything_again(bijak, page):
    """The code is all they need, typed as they like."""
    code = enter_new(page, bijak)
    open_assignment(page)
    option(page, CHOICE, "b").click()
    page.get_by_role("link", name="Beranda").click()
    enter_new(page, bijak)
    page.get_by_role("button", name="Ganti peserta").click()
    page.get_by_label("Kode Anda").fill(code.upper().replace("-", " "))
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_text("1 dari 10 terisi").first).to_be_visible()
    open_assignment(page)
    chosen = question(page, CHOICE).locator("label:has(input:checked)")
    expect(chosen).to_contain_text("b. ")


def test_an_answer_of_the_last_moment_is_kept(bijak, page):
    """Also when somebody answers, leaves the page and hands over at once."""
    code = enter_new(page, bijak)
    open_assignment(page)
    option(page, CHOICE, "d").click()
    page.goto(bijak.base)
    page.get_by_role("button", name="Ganti peserta").click()
    expect(page.get_by_text("Selamat datang")).to_be_visible()
    answers = bijak.root / "pekerjaan" / code / ID / "jawaban.json"
    assert '"isi": "d"' in answers.read_text("utf-8")


def test_a_code_typed_wrong_is_asked_about(bijak, page):
    """Nothing is made before somebody says that the code is theirs."""
    enter_new(page, bijak)
    page.get_by_role("button", name="Ganti peserta").click()
    page.get_by_label("Kode Anda").fill("kenanga-0000")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_text("belum ada di laptop ini")).to_be_visible()
    photograph(page, "11-kode-baru-yakin")
    page.get_by_role("link", name="Tulis ulang").click()
    page.get_by_label("Kode Anda").fill("con")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_text("Kode itu tidak dapat dipakai")).to_be_visible()
    photograph(page, "12-kode-keliru")
    assert not (bijak.root / "pekerjaan" / "kenanga-0000").exists()


def test_a_torn_notebook_opens_again_with_its_answers(bijak, page):
    """After a power cut in the middle of saving, the page is whole."""
    code = enter_new(page, bijak)
    open_assignment(page)
    option(page, CHOICE, "c").click()
    page.get_by_role("link", name="Beranda").click()
    expect(page.get_by_text("1 dari 10 terisi").first).to_be_visible()
    (bijak.root / "pekerjaan" / code / ID / f"{ID}.ipynb").write_bytes(b'{"cells": [')
    open_assignment(page)
    chosen = question(page, CHOICE).locator("label:has(input:checked)")
    expect(chosen).to_contain_text("c. ")


def test_the_page_says_when_bijak_was_closed(bijak, page):
    """A tab that outlives its server tells what to do, in Indonesian."""
    enter_new(page, bijak)
    open_assignment(page)
    bijak.stop()
    expect(page.locator(".bijak-keadaan")).to_contain_text("buka lagi Bijak")
    page.wait_for_timeout(20_000)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    photograph(page, "13-tertutup")
    bijak.start()
    expect(page.get_by_text("Bijak perlu dibuka lagi")).to_be_visible()
    photograph(page, "14-buka-lagi")
