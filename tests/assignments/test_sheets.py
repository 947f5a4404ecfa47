"""The paper twin of every module: all items, no keys, one page to take home."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import tiny
from bijak.authoring.secrecy import feedback_sentences
from bijak.authoring.sheets import (
    _before_a_test,
    _sections,
    find_modules,
    handout,
    worksheet,
)
from bijak.cli import bijak
from bijak.errors import BijakError, MissingData
from bijak.instruments import read_test_plan
from bijak.notebooks import read_items, read_notebook
from bijak.syllabus import Module, read_syllabus

ROOT = Path(__file__).resolve().parents[2]
MODULES = {module.id: module for module in read_syllabus(ROOT)}


def notebook(place: str, name: str):
    return read_notebook(ROOT / place / name / f"{name}.ipynb")


@pytest.mark.parametrize("name", MODULES)
def test_every_item_is_on_paper(name):
    """In the order of the assignment, under its own id and with its points."""
    printed = [
        (item_id, html)
        for item_id, _, html in _sections(notebook("exercises", name), "")
        if item_id
    ]
    table = read_items(notebook("solutions", name))
    assert list(table) == [item_id for item_id, _ in printed]
    for item_id, html in printed:
        assert re.search(rf"<h3>[^<]*poin(?: bonus)? · {item_id}</h3>", html)


@pytest.mark.parametrize("name", MODULES)
def test_no_key_is_on_paper(name):
    """No sentence of the feedback stands in what is printed."""
    html = "".join(one[2] for one in _sections(notebook("exercises", name), ""))
    plain = re.sub(r"<[^>]+>", "", html)
    said = feedback_sentences(notebook("solutions", name))
    assert [] == [sentence for sentence in said if sentence in plain]


@pytest.mark.parametrize("name", MODULES)
def test_both_are_printed_the_same_each_time(name):
    """The handout is one page; both are the same bytes again; a test has none."""
    module = MODULES[name]
    assert worksheet(ROOT, module) == worksheet(ROOT, module)
    if module.is_test:
        return
    one_page = handout(ROOT, module)
    assert one_page == handout(ROOT, module)
    assert 1 == len(re.findall(rb"/Type /Page\b", one_page))


def test_many_sources_still_fit_on_one_page():
    """Where the statements are too long, the names of the sources stay."""
    module = MODULES["b1-lima-langkah-bijak"]
    many = {**module.front, "fakta": [*module.facts] * 6}
    made = handout(ROOT, Module(module.id, module.title, many))
    assert 1 == len(re.findall(rb"/Type /Page\b", made))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler reads it back")
def test_what_is_printed_can_be_read_back(tmp_path):
    """Marks, the line for the code and the ids are words in the file."""
    name = "b1-lima-langkah-bijak"
    path = tmp_path / "a.pdf"
    path.write_bytes(worksheet(ROOT, MODULES[name]))
    run = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    pages = run.stdout.split("\f")[:-1]
    assert all("Kode peserta: ___" in page for page in pages)
    assert all("#LatihanBijak" in page for page in pages)
    sixteen_posts_and_one_invitation = 17
    assert sixteen_posts_and_one_invitation == run.stdout.count("KIRIMAN LATIHAN")
    assert "Nama:" not in run.stdout


def test_personal_numbers_are_those_of_the_code(released):
    """Without a code the sheet says that its numbers are a sample."""
    (module,) = find_modules(released, (tiny.ID,))
    plain, mine = worksheet(released, module), worksheet(released, module, "padi-001")
    assert plain != mine
    assert worksheet(released, module, "padi-002") != mine


def test_the_command_prints_into_a_folder(released, tmp_path):
    """One line for each file; a lesson without a summary is named."""
    lesson = released / "curriculum" / f"{tiny.ID}.ipynb"
    result = CliRunner().invoke(bijak, ["print", tiny.ID, "--to", str(tmp_path / "x")])
    assert isinstance(result.exception, MissingData)
    shutil.copy(ROOT / "curriculum" / "b1-lima-langkah-bijak.ipynb", lesson)
    result = CliRunner().invoke(bijak, ["print", tiny.ID, "--to", str(tmp_path / "x")])
    assert 0 == result.exit_code
    names = sorted(path.name for path in (tmp_path / "x").iterdir())
    assert [f"{tiny.ID}-lembar-kerja.pdf", f"{tiny.ID}-saku.pdf"] == names


def test_a_code_is_read_as_people_write_it(released, tmp_path):
    """``Kenanga 4821`` is the code that is stored; what is none is refused."""
    folder, name = tmp_path / "x", f"{tiny.ID}-lembar-kerja.pdf"
    arguments = ["print", tiny.ID, "--to", str(folder), "--code"]
    CliRunner().invoke(bijak, [*arguments, "Kenanga 4821"])
    (module,) = find_modules(released, (tiny.ID,))
    assert (folder / name).read_bytes() == worksheet(released, module, "kenanga-4821")
    refused = CliRunner().invoke(bijak, [*arguments, "?"])
    assert isinstance(refused.exception, BijakError)


def test_unknown_modules_are_named():
    """A sentence says which."""
    with pytest.raises(BijakError, match="x9-tiada"):
        find_modules(ROOT, ("x9-tiada",))


def test_sheets_of_the_test_are_printed_only_when_asked_for():
    """Without names come the lessons; an occasion is the sheet of one code."""
    every = find_modules(ROOT, ())
    assert every and not [one.id for one in every if one.is_test]
    assert ["tes-b"] == [one.id for one in find_modules(ROOT, ("tes-b",))]
    sheet = read_test_plan(ROOT).order("kenanga-4821")["prates"]
    (mine,) = find_modules(ROOT, ("prates",), "kenanga-4821")
    assert sheet == mine.id
    with pytest.raises(BijakError, match="--code"):
        find_modules(ROOT, ("pascates",))


def test_a_printed_test_says_what_is_agreed_to(tmp_path):
    """Consent and rules stand on paper too; it is filled in alone, without buttons."""
    result = CliRunner().invoke(bijak, ["print", "tes-a", "--to", str(tmp_path)])
    assert 0 == result.exit_code
    assert ["tes-a-lembar-tes.pdf"] == [path.name for path in tmp_path.iterdir()]
    notebook = read_notebook(ROOT / "exercises" / "tes-a" / "tes-a.ipynb")
    said = _before_a_test(notebook)
    assert "Persetujuan" in said and "Kerjakan sendiri" in said
    assert "tekan" not in said and "berdua" not in said
