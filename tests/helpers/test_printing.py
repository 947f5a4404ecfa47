"""Printed pages: what is said is there, nothing splits, the bytes stay the same."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from bijak.items import read_rows
from bijak.printing import Pages, print_pages
from bijak.printing.drawing import drawing_of
from bijak.printing.figures import Footed, balanced_widths
from bijak.printing.flow import Flow, together
from bijak.printing.fonts import PLAIN, drawable, load_fonts
from bijak.printing.look import Look
from bijak.printing.tree import parse
from bijak.views import post_card

ROOT = Path(__file__).resolve().parents[2]
POSTS = read_rows("contoh-kiriman").values()
CARDS = "".join(f"<li>{post_card(row)}</li>" for row in POSTS)
TABLE = (
    "<table><thead><tr><th>Satu</th><th>Dua</th></tr></thead><tbody>"
    + "<tr><td>☐ Ya<br>☐ Tidak</td><td></td></tr>" * 60
    + "</tbody></table>"
)


def flowables(html: str, width: float = 480) -> list:
    """What a piece of HTML becomes."""
    return Flow(Look()).blocks(parse(html), width)


def words(html: str) -> list[str]:
    """The paragraphs of a piece of HTML as plain text."""
    return [one.getPlainText() for one in flowables(html) if isinstance(one, Paragraph)]


def test_equal_pages_give_equal_bytes():
    """Also from another process with another hash seed and another clock."""
    pages = Pages("Uji", [f"<h1>Uji</h1><ol>{CARDS}</ol>", TABLE], foot="kaki")
    made, count = print_pages(pages)
    assert (made, count) == print_pages(pages)
    code = (
        "import sys; from bijak.printing import *; "
        f"sys.stdout.buffer.write(print_pages({pages!r})[0])"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Jayapura"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), **environment},
        capture_output=True,
        check=True,
    )
    assert made == run.stdout


def test_pages_are_a4_and_say_what_they_are():
    """Title, language and size stand in the file."""
    made, count = print_pages(Pages("Lembar uji", ["<p>Satu</p>"]))
    assert 1 == count
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in made
    assert b"/Lang (id)" in made
    assert b"Lembar uji" in made


def test_nothing_from_outside_is_asked_for():
    """No link, no script, no form in the file."""
    made, _ = print_pages(Pages("Uji", ['<p><a href="https://a.example">A</a></p>']))
    assert not re.search(rb"/URI|/JavaScript|/AcroForm|/Launch", made)


def test_long_tables_go_on_with_their_head():
    """More than a page of rows is more than a page."""
    assert print_pages(Pages("Uji", [TABLE]))[1] > 1


def test_a_card_taller_than_a_page_is_still_printed():
    """It splits rather than stopping the printing."""
    tall = {"kanal": "Facebook", "teks": "Kabar panjang sekali. " * 180}
    html = f"<ol><li>{post_card(tall)}</li></ol>"
    assert print_pages(Pages("Uji", [html], size=14))[1] > 1


def test_what_is_only_for_screens_is_left_out():
    """Faces, signs and words for those who listen are not on paper."""
    html = '<p><span aria-hidden="true">I</span><b>Info</b> <style>p{}</style>ya</p>'
    assert ["Info ya"] == words(html)


def test_marks_of_posts_are_kept():
    """Every look of a post is printed in a box that ends with the mark."""
    for row in POSTS:
        box = next(one for one in flowables(post_card(row)) if isinstance(one, Table))
        last = box._cellvalues[0][0][-1]
        assert "#LatihanBijak" in last.getPlainText()


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Rp <span class='bijak-blank'></span></p>", "Rp " + "_" * 26),
        ("<p>○ Ya &nbsp; ○ Tidak</p>", "○\xa0Ya\xa0\xa0 ○\xa0Tidak"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ("<p>Tolong 🙏🏽 ya</p>", "Tolong ya"),
    ],
)
def test_words_on_paper(html, said):
    """Lines to write on, signs to mark, and nothing read as markup."""
    assert [said] == words(html)


def test_long_choices_get_lines_of_their_own():
    """Whoever circles one sees where the next begins."""
    html = f"<p>○ {'kata ' * 10} &nbsp; ○ pendek</p>"
    (one,) = flowables(html)
    assert 1 == one.text.count("<br/>")


def test_signs_that_no_font_has():
    """Letters become an empty box, pictures vanish."""
    assert "a□b" == drawable("a한b")
    assert "ab" == drawable("a\U0001fae1b")


SQUARE = '<svg viewBox="0 0 100 50"><rect x="10" y="5" width="20" height="10"/></svg>'


def test_a_drawing_keeps_its_shape_and_side():
    """Twice as wide as high; what is near the top stays near the top."""
    drawing = drawing_of(SQUARE, 200)[0]
    assert (200, 100) == (drawing.width, drawing.height)
    (rect,) = drawing.contents[0].contents
    assert (10, 35, 20, 10) == (rect.x, rect.y, rect.width, rect.height)


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<g transform="rotate(3)"/>',
        '<path d="M0 0A5 5 0 0 1 9 9"/>',
        '<rect fill="url(#a)"/>',
        '<image href="https://a.example/a.png"/>',
    ],
)
def test_a_drawing_that_is_too_much_is_left_out(inside):
    """The page is printed without it, and nothing is fetched."""
    assert [] == drawing_of(f'<svg viewBox="0 0 9 9">{inside}</svg>', 200)


def test_paths_turn_corners_and_curves():
    """m, h, c and z as their small letters say."""
    path = "m10 10h20v10l-5 5q5 0 5 5z"
    svg = f'<svg viewBox="0 0 50 50"><path d="{path}"/></svg>'
    (shape,) = drawing_of(svg, 50)[0].contents[0].contents
    assert [10, 40, 30, 40, 30, 30, 25, 25] == shape.points[:8]
    assert [30, 20] == shape.points[-2:]


def test_words_of_a_drawing_follow_each_other():
    """A bold word in a line stands behind the one before it, not on it."""
    bold = '<tspan font-weight="bold">bisa</tspan>'
    text = f'<text x="5" y="20">tidak {bold} kosong</text>'
    svg = f'<svg viewBox="0 0 200 50">{text}</svg>'
    parts = drawing_of(svg, 200)[0].contents[0].contents
    assert ["tidak ", "bisa", " kosong"] == [one.text for one in parts]
    assert parts[0].getEast() == parts[1].x and parts[1].getEast() == parts[2].x


def test_a_post_keeps_its_lines():
    """What stood on lines of its own still does."""
    row = {"kanal": "Instagram", "teks": "Stok: 11\nBerat: 900 g"}
    box = next(one for one in flowables(post_card(row)) if isinstance(one, Table))
    texts = [one.text for one in box._cellvalues[0][0] if isinstance(one, Paragraph)]
    assert any("Stok: 11<br/>Berat: 900 g" in text for text in texts)


def test_the_projects_drawings_can_be_drawn():
    """Each drawing of the first module fits the handout."""
    for path in sorted((ROOT / "curriculum" / "gambar").glob("b1-*.svg")):
        assert drawing_of(path.read_text("utf-8"), 480), path.name


def widths(*columns: str) -> list[float]:
    """How wide columns with one cell each become on a page of 400 points."""
    load_fonts()
    return balanced_widths([columns], 400, PLAIN, 9)


def test_a_small_table_is_as_wide_as_its_words():
    """Numbers stand near what they belong to, not at the other edge of the paper."""
    assert 60 < sum(widths("Usia", "Orang")) < 100


def test_wide_tables_get_cells_of_equal_height():
    """A sentence three times as long gets about three times the room."""
    short, long = widths("kata " * 60, "kata " * 180)
    assert 399 < short + long <= 400
    assert 2.8 < long / short < 3.2


def test_no_word_is_squeezed_by_a_long_neighbour():
    """A short column keeps its longest word whole."""
    (alone,) = widths("Menjawab")
    assert alone <= widths("Menjawab", "kata " * 300)[0]


def test_words_that_do_not_fit_side_by_side():
    """Then the older way decides, which narrows all of them."""
    assert [] == widths(*["Menjawab"] * 30)


PART = '<section><h2 class="bijak-part">{}</h2>{}</section>'
FIGURE = "<figure><figcaption>Judul</figcaption>{}<p>sumber</p></figure>"


class Recorder(SimpleDocTemplate):
    """A document that notes on which page each paragraph and table begins."""

    def afterFlowable(self, flowable):  # noqa: N802
        """Called by ReportLab for whatever was drawn."""
        said = flowable.getPlainText() if isinstance(flowable, Paragraph) else ""
        name = "tabel" if isinstance(flowable, Table) else said
        self.places.setdefault(name, self.page)


def places(*sections: str) -> dict[str, int]:
    """Text or *tabel* → the page on which it first stands."""
    document = Recorder(io.BytesIO())
    document.places = {}
    document.build([one for html in sections for one in together(flowables(html))])
    return document.places


@pytest.mark.parametrize("lines", range(20, 50))
@pytest.mark.parametrize("rows", [1, 70], ids=["short", "long"])
def test_a_heading_stays_with_its_figure(lines, rows):
    """Whatever stands above: no heading or caption is left behind at the foot."""
    table = f"<table class='bijak-figures'>{'<tr><td>isi</td></tr>' * rows}</table>"
    above = PART.format("Satu", "<p>kata</p>" * lines)
    found = places(above, PART.format("Dua", FIGURE.format(table)))
    assert 1 == len({found[name] for name in ("Dua", "Judul", "tabel")})


def test_a_long_table_begins_below_its_text():
    """It does not wait for a new page, as ReportLab would have it."""
    table = f"<table class='bijak-figures'>{'<tr><td>isi</td></tr>' * 70}</table>"
    found = places(PART.format("Satu", f"<p>kata</p>{FIGURE.format(table)}"))
    assert {1} == {found[name] for name in ("Satu", "kata", "Judul", "tabel")}


@pytest.mark.parametrize("rows", range(25, 120))
def test_the_source_stays_with_the_last_row(rows):
    """However many rows there are, the line below the table is not left alone."""
    inside = "".join(f"<tr><td>baris {n}</td></tr>" for n in range(rows))
    table = f"<table class='bijak-figures'>{inside}</table>"
    drawn = []

    class Rows(SimpleDocTemplate):
        def afterFlowable(self, flowable):  # noqa: N802
            """Note a table's rows when it is drawn."""
            table = getattr(flowable, "_table", flowable)
            if isinstance(table, Table):
                drawn.append((len(table._cellvalues), isinstance(flowable, Footed)))

    Rows(io.BytesIO()).build(flowables(PART.format("Satu", FIGURE.format(table))))
    counts, footed = zip(*drawn, strict=True)
    assert rows == sum(counts)
    assert min(counts) > 0
    assert footed == (*[False] * (len(drawn) - 1), True)
