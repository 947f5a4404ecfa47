"""Every number of a report is found again, by other means, to the last digit."""

import re
from pathlib import Path

import pytest
import recount
import simulated
from simulated import PLAN, ROOT, drawn, put, sheet_of, write_event, write_roster

from bijak.reporting.document import Bullets, Cell, Plot, Table, Text
from bijak.reporting.event import read_event
from bijak.reporting.figures import compute
from bijak.reporting.sections import document
from bijak.reporting.tables import csv_files


def made(root: Path, home: Path):
    """The document of a class."""
    event = read_event(home / "kegiatan.toml")
    return document(event, compute(root, home, event))


def same(root: Path, home: Path):
    """The document, after each of its tables was found to be what `recount` says."""
    report = made(root, home)
    printed = {
        table.id: [[cell.text for cell in row] for row in table.rows]
        for table in report.blocks(Table)
    }
    again = recount.tables(root, home)
    assert again.keys() == printed.keys()
    for name, rows in again.items():
        assert rows == printed[name], name
    words = [one.text for one in report.blocks(Text)]
    words += [line for one in report.blocks(Bullets) for line in one.items]
    words += [table.n for table in report.blocks(Table)]
    for told in recount.sentences(root, home).values():
        assert any(one.startswith(told) for one in words), told
    return report


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of about thirty, really graded."""
    return simulated.graded_class(tmp_path_factory.mktemp("laporan") / "proyek é")


def test_a_graded_class_in_which_much_goes_wrong(graded):
    """All tables; skipped items, missed tests and odd hand-ins among them."""
    report = same(*graded)
    tables = {table.id: table for table in report.blocks(Table)}
    gaps = {row[0].text: row[1].value for row in tables["kekurangan"].rows}
    assert 1 == gaps["Berkas tes tidak terbaca"]
    assert 1 == gaps["Lembar tes di luar urutan kodenya"]
    assert 1 == gaps["Pascates dimulai sebelum prates, menurut jam laptop"]
    assert 2 <= gaps["Prates terlalu sedikit dijawab"]
    assert 0 < gaps["Dikumpulkan, belum mendapat poin"]
    groups = {row[0].text: row[1].value for row in tables["peserta-usia"].rows}
    assert None is groups["41–60"] and None is groups["di atas 60"]
    assert {"prates-pascates", "ukuran-efek", "soal-tersulit-pascates"} <= set(tables)
    assert "keandalan" not in tables  # a class of thirty is too small for that


def test_nobody_is_named(graded):
    """No code of a participant is in the document, its CSV files or its footnotes."""
    root, home = graded
    report = made(root, home)
    codes = {folder.name for folder in (home / "submitted").iterdir()}
    said = repr(report) + "".join(d.decode() for d in csv_files(report).values())
    assert 31 <= len(codes)
    assert [] == [code for code in codes if code in said.replace("pelatih", "")]


def test_every_figure_says_n_and_source(graded):
    """Each table and plot, and sources are files of the class."""
    root, home = graded
    report = made(root, home)
    for block in (*report.blocks(Table), *report.blocks(Plot)):
        assert re.search(r"n |n=|\d+ orang|bagian dari", block.n), block.id
        for pattern in re.split(r", (?=\w)", block.source):
            known = pattern.replace("<latihan>", "*").rstrip("/")
            assert list(home.glob(known)), (block.id, pattern)


def test_plots_draw_what_tables_say(graded):
    """Means, shares and counts of the plots are cells of the tables."""
    report = made(*graded)
    values = {
        cell.value
        for table in report.blocks(Table)
        for row in table.rows
        for cell in row
        if cell.value is not None
    }
    drawn_numbers = []
    for plot in report.blocks(Plot):
        for name in ("panels", "points", "rows"):
            for one in plot.data.get(name, ()):
                drawn_numbers += [*(one.get("before") or ()), *(one.get("after") or ())]
                drawn_numbers += [one[k] for k in ("count", "share") if k in one]
    assert len(drawn_numbers) > 30
    assert [] == [n for n in drawn_numbers if n is not None and n not in values]


def test_the_same_class_gives_the_same_bytes(graded):
    """Twice the same document and the same CSV files."""
    one, two = made(*graded), made(*graded)
    assert one == two
    assert csv_files(one) == csv_files(two)


def test_a_large_class_has_reliability(tmp_path):
    """α and weak items of sheets that enough people answered in full."""
    people = 440
    sat = drawn(people, empty=0.001, d_sd=1.0)
    codes = [f"padi-{number:03}" for number in range(people)]
    write_event(tmp_path)
    for place, code in enumerate(codes):
        put(tmp_path, "autograded", code, *sheet_of(code, "prates", sat.pre, place))
        put(tmp_path, "autograded", code, *sheet_of(code, "pascates", sat.post, place))
    report = same(ROOT, tmp_path)
    (table,) = (one for one in report.blocks(Table) if one.id == "keandalan")
    weak = [row[-1].text for row in table.rows]
    assert 16 == len(table.rows)
    assert any("tes-" in one or "(" in one for one in weak)
    assert "terlalu sedikit orang" in weak


def sit(home: Path, occasion: str, places, sitting, keep=lambda item: True) -> None:
    """Let some people answer their sheets."""
    for place in places:
        code = f"padi-{place:03}"
        sheet, entries = sheet_of(code, occasion, sitting, place)
        kept = {item: parts for item, parts in entries.items() if keep(item)}
        put(home, "autograded", code, sheet, kept)


def ids(report) -> set[str]:
    """The tables of a report."""
    return {table.id for table in report.blocks(Table)}


def text(report) -> str:
    """All that a report says in paragraphs and cells."""
    cells = [c.text for t in report.blocks(Table) for row in t.rows for c in row]
    words = [one.text for one in report.blocks(Text)]
    return "\n".join(words + cells)


def test_nobody_at_all(tmp_path):
    """An event without people has ten sections, and says that nobody was there."""
    write_event(tmp_path)
    report = same(ROOT, tmp_path)
    assert list(range(1, 11)) == [one.number for one in report.sections]
    assert {"jumlah-peserta"} == ids(report)
    assert "Belum ada peserta" in text(report)
    assert "Tes tidak diadakan" in text(report)


def test_one_person_is_not_shown(tmp_path):
    """What one person answered is no class: counts only, no mean, no share."""
    write_event(tmp_path)
    sat = drawn(1)
    sit(tmp_path, "prates", [0], sat.pre)
    sit(tmp_path, "pascates", [0], sat.post)
    report = same(ROOT, tmp_path)
    assert "Yang mengikuti keduanya 1 orang, kurang dari 5" in text(report)
    assert not ids(report) & {"prates-pascates", "hasil-prates", "soal-tersulit-prates"}
    means = [
        cell.value
        for table in report.blocks(Table)
        if table.id in ("yang-tidak-lengkap", "keyakinan")
        for row in table.rows
        for cell in row[-1:]
    ]
    assert {None} == set(means)


def test_a_class_without_pre_test(tmp_path):
    """The post-test stands on its own, and no change is said."""
    write_event(tmp_path)
    write_roster(tmp_path, [f"padi-{n:03}" for n in range(14)])
    sit(tmp_path, "pascates", range(12), drawn(12).post)
    report = same(ROOT, tmp_path)
    assert "hasil-pascates" in ids(report) and "prates-pascates" not in ids(report)
    assert "Prates tidak ada atau terlalu sedikit dijawab" in text(report)


def test_a_village_session_has_no_measure(tmp_path):
    """Eight posts before and after: counted as partial, no mean and no change."""
    write_event(tmp_path)
    sat = drawn(20)
    first = lambda item: item.endswith("-01")  # noqa: E731
    sit(tmp_path, "prates", range(20), sat.pre, first)
    sit(tmp_path, "pascates", range(18), sat.post, first)
    report = same(ROOT, tmp_path)
    assert not ids(report) & {"prates-pascates", "hasil-prates", "hasil-pascates"}
    lines = [line for one in report.blocks(Bullets) for line in one.items]
    assert any(line.startswith("Prates: 20 orang menjawab sebagian") for line in lines)


def test_who_left_is_compared(tmp_path):
    """Six who sat only the first test have their mean beside the others'."""
    write_event(tmp_path)
    sat = drawn(20)
    sit(tmp_path, "prates", range(20), sat.pre)
    sit(tmp_path, "pascates", range(14), sat.post)
    report = same(ROOT, tmp_path)
    (table,) = (one for one in report.blocks(Table) if one.id == "yang-tidak-lengkap")
    assert [14, 6, 0, 0] == [row[1].value for row in table.rows]
    assert None is not table.rows[1][2].value


def test_a_month_later_stands_on_its_own(tmp_path):
    """A later occasion is shown where it is open and people sat; no change is said."""
    root = tmp_path / "proyek"
    simulated.project(root)
    plan = root / "curriculum" / "tes.toml"
    plan.write_text(
        plan.read_text("utf-8").replace(
            'judul = "Tes bulan ke-1"', 'judul = "Tes bulan ke-1"\ntempat = "akhir"'
        ),
        "utf-8",
    )
    home = root / "kelas" / "utama"
    write_event(home)
    sat = drawn(16)
    sit(home, "prates", range(16), sat.pre)
    sit(home, "pascates", range(16), sat.post)
    for place in range(9):
        code = f"padi-{place:03}"
        put(home, "autograded", code, *sheet_of(code, "bulan-1", sat.post, place))
    report = same(root, home)
    (table,) = (one for one in report.blocks(Table) if one.id == "hasil-bulan-1")
    assert ("n = 9 dari 9", 9) == (table.n, table.rows[0][-1].value)


def test_a_class_that_only_grew_suspicious_is_told_so(tmp_path):
    """More hoaxes caught and more true posts accused: not better, and said so."""
    write_event(tmp_path)
    same_people = {"gain": 0.0, "gain_sd": 0.0, "shift_sd": 0.0, "skill_gain": 0.0}
    sat = drawn(60, empty=0.0, shift=-0.8, **same_people)
    sit(tmp_path, "prates", range(60), sat.pre)
    sit(tmp_path, "pascates", range(60), sat.post)
    report = same(ROOT, tmp_path)
    (line,) = (
        line
        for one in report.blocks(Bullets)
        for line in one.items
        if line.startswith("Perubahan:")
    )
    assert "lebih curiga" in line and "Itu belum berarti" in line
    assert "lebih jeli" not in line


def test_csv_opens_in_a_spreadsheet_with_indonesian_settings(tmp_path):
    """Mark, semicolons, decimal commas, n and source in each line; no formulas."""
    table = Table(
        id="coba",
        caption="Coba.",
        columns=("Nama", "Nilai", "Banyak"),
        rows=((Cell("=1+1"), Cell("0,67", 2 / 3), Cell("3", 3)),),
        n="n = 3",
        source="gradebook.db",
    )
    from bijak.reporting.tables import as_csv

    expected = (
        "\ufeffNama;Nilai;Banyak;banyaknya data;sumber\r\n"
        "'=1+1;0,6666666667;3;n = 3;gradebook.db\r\n"
    )
    assert expected.encode() == as_csv(table)


def test_no_sentence_claims_a_cause_or_praises(graded):
    """The kit's own sentences neither praise nor say that the class caused anything."""
    report = made(*graded)
    own = [one.text for one in report.blocks(Text)]
    own += [line for one in report.blocks(Bullets) for line in one.items]
    own += [*report.footnotes, *(t.note for t in report.blocks(Table))]
    words = r"berkat|akibat|menyebabkan|berhasil|sukses|luar biasa|hebat|meningkatkan"
    assert [] == [line for line in own if re.search(words, line.lower())]
    assert not PLAN.piloted
    assert any("belum diuji coba" in line for line in own)
