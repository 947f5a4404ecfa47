"""bijak report: a whole class in four forms, all or none, and nobody's name in it."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bijak.cli import bijak
from bijak.errors import BijakError
from bijak.reporting.folders import SUMS

ROOT = Path(__file__).resolve().parents[2]


def simulator():
    """benchmarks/report.py, which writes graded classes."""
    path = ROOT / "benchmarks" / "report.py"
    spec = importlib.util.spec_from_file_location("report_classes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_class(tmp_path_factory):
    """A project with a simulated class of 14 people, made once."""
    root = tmp_path_factory.mktemp("laporan") / "proyek é"
    root.mkdir()
    home = simulator().write_class(root, people=14, assignments=3)
    assert root / "kelas" / "ukur" == home
    return root


@pytest.fixture(scope="session")
def made_report(made_class):
    """The same project with its report, made once, and what was said about it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(made_class))
        patch.setenv("BIJAK_KELAS", "ukur")
        return made_class / "kelas" / "ukur", call()


@pytest.fixture
def home(made_report, tmp_path, monkeypatch):
    """A copy of that class with its report; its folder."""
    root = shutil.copytree(made_report[0].parents[1], tmp_path / "proyek é")
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    monkeypatch.setenv("BIJAK_KELAS", "ukur")
    return root / "kelas" / "ukur"


def call(*arguments: str) -> str:
    """Run ``bijak report``; what it says."""
    done = CliRunner().invoke(bijak, ["report", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def add(home: Path, text: str) -> None:
    """More lines for the event."""
    path = home / "kegiatan.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def inside(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_four_forms_and_what_remains(made_report):
    """It says where they are, and lists every blank of the report."""
    home, said = made_report
    found = inside(home / "laporan")
    assert {"laporan.html", "laporan.pdf", "laporan.xlsx", SUMS} <= found.keys()
    page = found["laporan.html"].decode()
    prompts = re.findall(r'<p class="bijak-asked">([^<]*)</p>', page)
    assert len(prompts) > 4
    assert [one for one in prompts if one not in said] == []
    assert str(home / "laporan") in said
    tables = len(re.findall(r"<table", page))
    sheets = openpyxl.load_workbook(home / "laporan" / "laporan.xlsx").sheetnames
    csvs = [name for name in found if name.startswith("data/")]
    assert tables == len(csvs) == len(sheets) - 1 > 8


def test_ten_sections_with_n_and_source(made_report):
    """Every table and plot has a line with its source beneath."""
    home, _ = made_report
    page = (home / "laporan" / "laporan.html").read_text("utf-8")
    assert 10 == len(re.findall('<h2 class="bijak-part"', page))
    assert page.count("<figure") == page.count(" · Sumber: ") > 8


def test_nobody_is_in_it(made_report):
    """No code of a participant is in any of the files."""
    home, _ = made_report
    codes = [path.name for path in (home / "autograded").iterdir()]
    assert 14 == len(codes)
    found = inside(home / "laporan")
    book = openpyxl.load_workbook(home / "laporan" / "laporan.xlsx")
    words = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    texts = [data.decode() for name, data in found.items() if "csv" in name]
    texts += [found["laporan.html"].decode(), " ".join(words)]
    assert [code for code in codes for text in texts if code in text] == []


def test_the_same_bytes_in_another_place(home):
    """Another process, time zone, locale and hash seed: all files are the same."""
    here = inside(home / "laporan")
    shutil.rmtree(home / "laporan")
    told = {"PYTHONHASHSEED": "11", "TZ": "Asia/Jayapura"}
    told |= {"LC_ALL": "C.UTF-8"}  # in C, Python reads no path with a foreign letter
    subprocess.run(
        [sys.executable, "-m", "bijak", "report"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "helpers"), **told},
        check=True,
        capture_output=True,
    )
    assert here == inside(home / "laporan")
    assert len(here) > 10


def test_another_date(home):
    """--date stands in place of the file's, and is the only thing that changes."""
    before = (home / "laporan" / "laporan.html").read_text("utf-8")
    call("--date", "1 Desember 2026")
    after = (home / "laporan" / "laporan.html").read_text("utf-8")
    assert before != after
    assert before.replace("26 November 2026", "1 Desember 2026") == after
    with pytest.raises(BijakError, match=r"^--date: "):
        call("--date", "kapan-kapan")


def test_no_date_at_all(home):
    """Nothing is dated by a clock: a sentence asks for the date."""
    path = home / "kegiatan.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("tanggal_laporan")]
    path.write_text("".join(kept), "utf-8")
    with pytest.raises(BijakError, match="tanggal_laporan"):
        call()


def test_a_telephone_number_stops_it(home):
    """The section is named, the number is not repeated, the old report stands."""
    before = inside(home / "laporan")
    add(home, '[kendala]\ncatatan = ["Hubungi Bu Rina di 0812-3456-7890."]\n')
    with pytest.raises(BijakError) as told:
        call()
    assert "bagian 8 (Kendala)" in str(told.value)
    assert "3456" not in str(told.value)
    assert before == inside(home / "laporan")


def test_a_filled_in_report_is_kept(home):
    """Whoever wrote into the page finds it again, and is told where."""
    page = home / "laporan" / "laporan.html"
    page.write_text("Latar belakang: …", "utf-8")
    said = call()
    (kept,) = home.glob("laporan-lama-*")
    assert str(kept) in said
    assert "Latar belakang: …" == (kept / "laporan.html").read_text("utf-8")


def test_a_new_event_file(home):
    """--new writes it once; unfilled it is refused with the line to fill in."""
    path = home / "kegiatan.toml"
    path.unlink()
    with pytest.raises(BijakError, match="bijak report --new --class ukur"):
        call()
    said = call("--new")
    assert f"{path}: ditulis." in said
    with pytest.raises(BijakError, match=r"kegiatan\.toml baris \d+: nama belum"):
        call()
    mine = path.read_bytes()
    with pytest.raises(BijakError, match="tidak ditimpa"):
        call("--new")
    assert mine == path.read_bytes()


def test_a_class_that_is_not_there(home):
    """A slip in the name makes no empty report."""
    event = str(home / "kegiatan.toml")
    with pytest.raises(BijakError, match="Kelas salah belum ada"):
        call(event, "--class", "salah")
    assert not (home.parent / "salah").exists()
