"""Facts of the real world: read, dated, found in prose, and shown with their source."""

from dataclasses import replace
from datetime import date

import pytest

from bijak import facts as facts_module
from bijak import tampilkan_sumber
from bijak.errors import MissingData
from bijak.facts import Fact, read_facts
from bijak.views.sources import sources_html, sources_text

HEAD = "id,istilah,pernyataan,sumber,alamat,dicek,kedaluwarsa\n"
ROW = "air,AMDK|izin edar,Airnya jernih.,Warta,https://a.example/,2026-11-22,2027-11-22"
FACT = Fact(
    "air",
    ("AMDK", "izin edar"),
    "Airnya <jernih>.",
    "Warta & Radio",
    "https://a.example/?a=1&b=2",
    date(2026, 11, 22),
    date(2027, 11, 22),
)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write rows of a fact file and read them."""
    monkeypatch.setattr(facts_module, "data_folder", lambda: tmp_path)

    def read(*rows: str) -> dict[str, Fact]:
        text = HEAD + "\n".join(rows) + "\n"
        (tmp_path / "fakta.csv").write_text(text, encoding="utf-8")
        return read_facts()

    return read


def test_a_row_becomes_a_fact(written):
    """Terms are split, dates are dates."""
    fact = written(ROW)["air"]
    assert ("AMDK", "izin edar") == fact.terms
    assert (date(2026, 11, 22), date(2027, 11, 22)) == (fact.checked, fact.expires)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((ROW, ROW), "id air dua kali"),
        ((ROW.replace("2027-11-22", "nanti"),), "nanti"),
        (("air,AMDK,Airnya jernih.",), "baris air tidak berisi 7 kolom"),
        ((ROW + ",lebih",), "baris air tidak berisi 7 kolom"),
    ],
)
def test_a_broken_row_is_named(written, rows, named):
    """The author is told which row is wrong."""
    with pytest.raises(MissingData, match=named):
        written(*rows)


def test_expired_from_the_day_itself():
    """The day written in the row is the first on which the source is too old."""
    assert not FACT.expired(date(2027, 11, 21))
    assert FACT.expired(date(2027, 11, 22))


def test_terms_are_whole_words():
    """``izin edar`` is found, ``izin edarnya`` is another word."""
    assert [(5, 14)] == FACT.spans("Soal izin edar, bukan izin edarnya.")
    assert [] == FACT.spans("amdk dan AMDKmu")


def test_a_source_is_shown_with_its_link_and_day():
    """Everything is escaped; nothing is fetched; the day is in words."""
    html = sources_html([FACT], date(2027, 1, 1))
    assert "Airnya &lt;jernih&gt;." in html
    assert 'href="https://a.example/?a=1&amp;b=2"' in html
    assert "Diperiksa 22 November 2026." in html
    assert "diperiksa lagi" not in html
    assert "<img" not in html and "src=" not in html


def test_an_old_source_says_so():
    """Participants read that a fact may have changed."""
    for show in (sources_html, sources_text):
        assert "Sumber ini perlu diperiksa lagi." in show([FACT], date(2028, 1, 1))


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "perpustakaan desa"])
def test_only_addresses_of_the_web_are_links(address):
    """A source on paper is words."""
    html = sources_html([replace(FACT, address=address)], date(2027, 1, 1))
    assert "href" not in html
    assert "Warta &amp; Radio" in html


def test_the_lesson_shows_all_its_facts(capsys):
    """Outside a notebook the same stands as lines of text, in the syllabus' order."""
    tampilkan_sumber("b1-lima-langkah-bijak")
    lines = capsys.readouterr().out.splitlines()
    assert "Harvard GSE" in lines[0]
    assert all("Sumber: " in line for line in lines)


def test_an_unknown_module_is_named():
    """A sentence, not a traceback."""
    with pytest.raises(MissingData, match="x9-tiada"):
        tampilkan_sumber("x9-tiada")
