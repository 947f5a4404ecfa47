"""One document, four forms: all of it is there, nothing else, the same bytes."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest

import report_example
from bijak.reporting.document import Blank, Cell, Plot, Signature, Table, Text
from bijak.reporting.page import make_page
from bijak.reporting.paper import make_paper
from bijak.reporting.plots import KINDS, draw
from bijak.reporting.workbook import make_workbook, number_format
from report_example import CHANGE, ITEMS, PEOPLE, example

MAKERS = (make_page, make_paper, make_workbook)
PAGE = make_page(example()).decode("utf-8")


class Elements(HTMLParser):
    """All elements of a page as (tag, attributes), and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def of(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.found if name == tag]


def workbook(document=None):
    """The workbook, read back."""
    data = make_workbook(document or example())
    return openpyxl.load_workbook(io.BytesIO(data))


def with_table(table: Table):
    """The example with one more table."""
    document = example()
    first = document.sections[0]
    grown = replace(first, blocks=(*first.blocks, table))
    return replace(document, sections=(grown, *document.sections[1:]))


def test_the_same_bytes_elsewhere():
    """Another process, hash seed, time zone, locale and chart style change nothing."""
    code = (
        "import hashlib, sys; from bijak.reporting import page, paper, workbook; "
        "from report_example import example; "
        "print(*(hashlib.sha256(make(example())).hexdigest() for make in "
        "(page.make_page, paper.make_paper, workbook.make_workbook)))"
    )
    told = {"PYTHONHASHSEED": "7", "TZ": "Asia/Jayapura"}
    told |= {"LC_ALL": "C.UTF-8"}  # in C, Python reads no path with a foreign letter
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        | told,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(make(example())).hexdigest() for make in MAKERS]
    assert here == run.stdout.split()


def test_somebodys_own_chart_style_changes_nothing():
    """A report's plots look alike whatever rcParams say."""
    import matplotlib

    plain = draw(CHANGE, "svg")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert plain == draw(CHANGE, "svg")
        assert 30 == matplotlib.rcParams["font.size"]


@pytest.mark.parametrize("make", MAKERS)
def test_one_number_changes_the_bytes(make):
    """The bytes are those of this document, not of any."""
    other = with_table(replace(PEOPLE, id="lain", n="n = 49"))
    assert make(example()) != make(other)


def test_the_page_needs_nothing_else():
    """No script, no address, no form; pictures are inside."""
    elements = Elements(PAGE)
    assert not [tag for tag, _ in elements.found if tag in ("script", "link", "iframe")]
    assert {one["src"].partition(",")[0] for one in elements.of("img")} == {
        "data:image/svg+xml;base64"
    }
    assert not re.search(r"https?:|//[a-z]", re.sub(r'src="[^"]*"', "", PAGE))
    assert all(one["href"].startswith("#") for one in elements.of("a"))
    assert "id" == elements.of("html")[0]["lang"]


def test_every_text_of_the_document_is_on_the_page():
    """Captions, numbers, n, sources, footnotes, prompts: also with < and &."""
    text = " ".join(Elements(PAGE).text.split())
    document = example()
    wanted = [document.title, document.subtitle, *document.footnotes]
    for table in document.blocks(Table):
        wanted += [table.caption, *table.columns, table.n, table.source, table.note]
        wanted += [cell.text for row in table.rows for cell in row]
    for plot in document.blocks(Plot):
        wanted += [plot.caption, plot.n, plot.source]
    wanted += [one.text.strip() for one in document.blocks(Text)]
    wanted += [one.prompt for one in document.blocks(Blank)]
    wanted += [one.name for one in document.blocks(Signature)]
    assert [one for one in wanted if one not in text] == []


def test_every_plot_is_told_in_words():
    """An image has the words of its plot; a table its caption and its heads."""
    elements = Elements(PAGE)
    assert [one["alt"] for one in elements.of("img")] == [
        plot.alt for plot in example().blocks(Plot)
    ]
    for one in elements.of("table"):
        assert one["aria-labelledby"] in {a.get("id") for _, a in elements.found}
    assert {one["scope"] for one in elements.of("th")} == {"col", "row"}


def test_ids_are_unique_and_links_lead_somewhere():
    """The list of contents goes to the sections."""
    elements = Elements(PAGE)
    ids = [a["id"] for _, a in elements.found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {one["href"][1:] for one in elements.of("a")} <= set(ids)


def test_blanks_stay_blank():
    """As many lines as asked for, and not a word on them."""
    assert PAGE.count('<p class="bijak-writing-line"></p>') == 3 + 6


@pytest.mark.parametrize("plot", example().blocks(Plot), ids=lambda plot: plot.kind)
def test_every_kind_of_plot_is_drawn(plot):
    """As SVG without date or program, and as PNG; missing numbers do not stop it."""
    svg = draw(plot, "svg")
    ElementTree.fromstring(svg)
    assert b"<dc:date>" not in svg
    assert b"matplotlib.org" not in svg
    assert draw(plot, "png").startswith(b"\x89PNG")
    assert {one.kind for one in example().blocks(Plot)} == set(KINDS)


def test_the_paper_says_what_it_is():
    """Title, language, list of contents; no link, no clock, no machine."""
    paper = make_paper(example())
    assert b"/Lang (id)" in paper
    assert b"/Outlines" in paper
    assert paper.count(b"/S /URI") == 0
    assert b"D:20000101000000" in paper


def test_long_tables_go_on_on_paper():
    """Seventy rows with a caption of fifty words are four pages, and no error."""
    assert len(report_example.LONG.split()) >= 50
    pages = re.findall(rb"/Type /Page\b(?!s)", make_paper(example()))
    assert 6 <= len(pages) <= 9


def test_a_wide_table_fits_on_paper():
    """Twelve columns of words are squeezed, not cut off."""
    wide = Table(
        "lebar",
        "Lebar",
        tuple(f"Pertanyaan ke-{n}" for n in range(12)),
        ((*(Cell("banyak sekali kata di sini") for _ in range(12)),),),
        "n = 1",
        "kegiatan.toml",
    )
    assert make_paper(with_table(wide))


@pytest.mark.parametrize(
    "table", [replace(PEOPLE, id="kosong", rows=())], ids=["no rows"]
)
def test_a_table_without_rows(table):
    """A class where nobody handed in still gets a report."""
    for make in MAKERS:
        assert make(with_table(table))


def test_one_sheet_for_each_table_after_the_contents():
    """The first sheet names every other one, with caption, n and source."""
    book = workbook()
    assert book.sheetnames == ["Isi", "peserta", "soal"]
    said = [[cell.value for cell in row] for row in book["Isi"].iter_rows()]
    row = next(row for row in said if row[0] == "soal")
    assert row[1:] == [f"Tabel 2. {ITEMS.caption}", ITEMS.n, ITEMS.source]


def test_numbers_in_the_workbook_are_numbers():
    """Unrounded, to be reckoned with; what is missing is a word, never 0."""
    sheet = workbook()["soal"]
    assert (0.625, 0.3125) == (sheet["C4"].value, sheet["E4"].value)
    assert "tidak ada" == sheet["C10"].value
    words = [str(row[0].value) for row in sheet.iter_rows()]
    assert f"Banyaknya: {ITEMS.n}" in words
    assert f"Sumber: {ITEMS.source}" in words


def test_no_text_becomes_a_formula():
    """What an organiser wrote after an equals sign stays words."""
    cell = Cell('=HYPERLINK("http://a.example")')
    table = replace(PEOPLE, id="rumus", rows=((cell, Cell("+1-1")),))
    sheet = workbook(with_table(table))["rumus"]
    assert ("s", cell.text) == (sheet["A4"].data_type, sheet["A4"].value)
    assert "s" == sheet["B4"].data_type


def test_sheet_names_are_short_and_unique():
    """Two long ids that begin alike are two sheets."""
    document = with_table(replace(PEOPLE, id="a" * 40 + "1"))
    first = document.sections[0]
    both = (
        *first.blocks,
        replace(PEOPLE, id="a" * 40 + "2"),
        replace(PEOPLE, id="isi"),
    )
    document = replace(
        document, sections=(replace(first, blocks=both), *document.sections[1:])
    )
    names = workbook(document).sheetnames
    assert len({name.lower() for name in names}) == 6
    assert max(map(len, names)) <= 31


def test_the_workbook_bears_the_reports_date():
    """No hour of saving, in no part of the file."""
    data = make_workbook(example())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-11-26T00:00:00Z"] * 2


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("62,5%", 0.625, "#,##0.0%"),
        ("62,5%", 62.5, '#,##0.0"%"'),
        ("1%", 0.0123, "#,##0%"),
        ("1,0%", 1, '#,##0.0"%"'),
        ("100%", 1, "#,##0%"),
        ("1.250", 1250, "#,##0"),
        ("2026", 2026, "0"),
        ("−0,20 (−0,31 sampai −0,09)", -0.2, "#,##0.00"),
        ("+0,62", 0.62, "+#,##0.00;−#,##0.00;#,##0.00"),
    ],
)
def test_numbers_look_as_in_the_report(text, value, shown):
    """As many decimals, per cent only where the report says so."""
    assert f"[$-421]{shown}" == number_format(Cell(text, value))


def test_not_a_number_is_words():
    """A value that no spreadsheet can hold is written as the report says it."""
    table = replace(
        PEOPLE, id="nan", rows=((Cell("a"), Cell("tidak ada", float("nan"))),)
    )
    assert "tidak ada" == workbook(with_table(table))["nan"]["B4"].value
