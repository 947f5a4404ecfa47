"""Cards: ten on a page, a PIN nowhere else, late comers while the class runs."""

import re
import subprocess

import pytest
from click.testing import CliRunner

from bijak.classroom import cards, roster
from bijak.cli import bijak
from bijak.errors import BijakError
from bijak.printing import Card, print_cards


def call(*arguments: str):
    """Run a command of ours."""
    return CliRunner().invoke(bijak, arguments, catch_exceptions=False)


def pdfs(project):
    """The cards of the class, oldest first."""
    return sorted((project / "kelas" / "utama" / cards.FOLDER).glob("*.pdf"))


def people(project):
    """The roster of the class."""
    return roster.read_roster(project / "kelas" / "utama")


def test_cards_are_made_and_opened_by_nobody_else(project):
    """Codes, hashes and a PDF, all for the trainer's eyes only."""
    made = call("cards", "--people", "12")
    assert made.exit_code == 0
    assert made.output.startswith("12 kartu: ")
    (path,) = pdfs(project)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"%PDF")
    assert len(people(project)) == 12


def test_a_second_time_is_refused_with_what_to_do(project):
    """Cards that were handed out do not lose their PINs by a repeated command."""
    call("cards", "--people", "2")
    before = people(project)
    with pytest.raises(BijakError, match="sudah punya 2 peserta"):
        call("cards")
    assert people(project) == before


def test_late_comers_are_added(project):
    """--add leaves the others as they are."""
    call("cards", "--people", "2")
    before = people(project)
    assert call("cards", "--people", "3", "--add").output.startswith("3 kartu")
    assert dict(list(people(project).items())[:2]) == before
    assert len(people(project)) == 5


def test_one_lost_card(project):
    """--code gives one person a new PIN and nobody else."""
    call("cards", "--people", "2")
    first, second = people(project).values()
    typed = first.code.replace("-", " ").upper()
    assert call("cards", "--code", typed).output.startswith("1 kartu")
    after = people(project)
    assert after[first.code].pin != first.pin
    assert after[second.code] == second


def test_a_trainers_list_gives_cards(project, tmp_path):
    """A roster file's codes and regions are on the cards."""
    listed = tmp_path / "daftar.csv"
    listed.write_text("kode,wilayah\nmelati-1,Sumedang\n,Bogor\n", encoding="utf-8")
    assert call("cards", str(listed)).output.startswith("2 kartu")
    assert [one.region for one in people(project).values()] == ["Sumedang", "Bogor"]


def test_ten_cards_on_a_page():
    """Twenty people are two pages; a wide code still fits its card."""
    long = Card("cendrawasih-sangat-panjang-12345", "012345", "Sumedang Selatan")
    for count, pages in ((1, 1), (10, 1), (11, 2), (20, 2)):
        made = print_cards([long] * count, "Bijak", "Masuk.", "Setuju.", "http://a:1")
        assert len(re.findall(rb"/Type /Page\b", made)) == pages


def test_a_card_says_all_that_is_needed(project, tmp_path):
    """Code, PIN, how to join, and what is kept; read out of the PDF itself."""
    try:
        subprocess.run(["pdftotext", "-v"], capture_output=True, check=True)
    except OSError:
        pytest.skip("pdftotext is not installed")
    home = project / "kelas" / "utama"
    ((code, pin),) = roster.add_people(home, [("melati-1", "Sumedang")])
    path = cards.write_cards(project, "utama", [(code, pin)], "http://10.0.0.1:8000")
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    words = " ".join(text.split())
    for wanted in (code, pin, "Wi-Fi", "pengganti nama", "berhenti kapan saja"):
        assert wanted in words
