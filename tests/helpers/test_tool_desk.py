"""What a lesson opens at the information desk, driven as a person would."""

import json
import re
from base64 import b64decode
from html import unescape

import pytest

import bijak
from bijak.errors import BijakError
from bijak.tools import desk
from bijak.tools.package import problems
from bijak.widgets.workbench import LIST, MARK, TICK, Field, static_html, workbench


def html_of(call, capture: list) -> str:
    """The static view that a face shows."""
    call()
    return unescape(capture[-1][1])


@pytest.fixture
def shown(monkeypatch):
    """What is shown: (widget, html, words) of each call."""
    calls: list = []
    monkeypatch.setattr(desk, "show", lambda *given: calls.append(given))
    return calls


def test_masking_shows_before_and_after(shown):
    """What goes is struck out, what comes is marked; the mark stands above."""
    html = html_of(lambda: bijak.samarkan("Bu Sari, 08xx-xxxx-xx00"), shown)
    assert "<del>Bu Sari</del> <ins>[nama diganti peran]</ins>" in html
    assert MARK in html
    assert "2 bagian disamarkan" in html


def test_what_is_typed_is_harmless(shown):
    """Tags of a report are shown as text."""
    bijak.samarkan("<script>x</script>")
    assert "<script>" not in shown[-1][1]


def test_an_empty_sheet_asks_all_six_questions(shown):
    """And its package is not valid yet."""
    html = html_of(bijak.susun_lembar, shown)
    assert 6 == html.count("belum ada. ")
    assert "belum sah" in html


def test_a_full_sheet_is_valid():
    """The six answers, a source, a status, a role and the permission."""
    sheet = {
        "judul": "Titian kebun singkong rusak",
        "tanggal": "5 April 2027",
        "apa": "Tiga papan lepas",
        "siapa": "Pembawa singkong",
        "kapan": "4 April 2027",
        "di_mana": "Dusun Runut RT 04",
        "mengapa": "Kayunya lapuk",
        "bagaimana": "Memutar satu kilometer",
        "sumber": "Seorang warga dan kepala dusun Runut",
        "kontak_peran": "kepala dusun Runut",
        "status": "terkonfirmasi",
        "izin": True,
        "lihat": True,
    }
    html = desk._sheet(sheet)
    assert "Paket sah." in html
    saved = re.search(r"base64,([^\"]+)", html)[1]
    package = json.loads(b64decode(saved))
    assert [] == problems(package)
    assert "2027-04-05" == package["tanggal"]
    assert "Dusun Runut RT 04" == package["isi"]["di_mana"]
    assert "tulis tanggal lengkap" in desk._sheet({**sheet, "tanggal": "kemarin"})
    assert "pelapor belum memberi izin" in desk._sheet({**sheet, "izin": False})


def test_coverage_counts_once(shown):
    """62 households by the groups alone, 102 with board and radio."""
    hours = {"wa": 1, "papan": 2, "radio": 2}
    html = html_of(
        lambda: bijak.jelajahi_jangkauan("kk-saluran-c3-kuis", hours, 5), shown
    )
    assert "62 dari 120" in html
    table = bijak.muat_data("kk-saluran-c3-kuis").to_dict("records")
    homes = desk.households_of(table, list(hours))
    every = desk._covered(homes, hours, 4, dict.fromkeys(hours, True))
    assert "102 dari 120" in every
    assert "Jamnya kelebihan 1." in every


def test_an_unknown_channel_is_a_sentence():
    """No traceback reaches the participant."""
    with pytest.raises(BijakError, match="pos"):
        bijak.jelajahi_jangkauan("kk-saluran-c3-kuis", {"pos": 1}, 5)


def test_those_without_a_group_need_the_groups():
    """Without them everybody would count as without."""
    with pytest.raises(BijakError, match="wa"):
        bijak.jelajahi_jangkauan("kk-saluran-c3-kuis", {"papan": 1, "temu": 2}, 5)


def test_the_workbench_follows_what_is_turned():
    """A tick, a list: what comes of them changes at once."""
    fields = [
        Field("a", "Ya", TICK, False),
        Field("b", "Pilih", LIST, "x", {"x": "X", "y": "Y"}),
    ]

    def look(values: dict) -> str:
        return f"<p>{values['a']} {values['b']}</p>"

    bench = workbench(fields, look)
    assert "<p>False x</p>" == bench.result.value
    bench.controls["a"].value = True
    bench.controls["b"].value = "y"
    assert "<p>True y</p>" == bench.result.value
    assert "<p>False x</p>" in static_html(fields, look)
