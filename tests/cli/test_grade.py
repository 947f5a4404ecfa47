"""``bijak grade`` and ``bijak collect``: what a trainer reads, and what is done."""

import json
import os
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

import gradebooks
import second
from bijak.cli import bijak
from bijak.errors import BijakError
from classes import DATA, FORMS, break_it, lay, lay_data, make_project

RIGHT = {"t1-01": "b", "t1-05": "12,5"}


@pytest.fixture
def root(tmp_path, tmp_path_factory, monkeypatch):
    """A project with both courses, in use."""
    root = make_project(tmp_path_factory, tmp_path)
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("BIJAK_EXCHANGE", "BIJAK_KELAS"):
        monkeypatch.delenv(name, raising=False)
    return root


def call(*arguments):
    """Run a command of ours; its output with single spaces."""
    result = CliRunner().invoke(bijak, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_one_table_says_everything(root):
    """Who, points, what needs a person, what was odd and why."""
    lay(root, "andi", RIGHT)
    break_it(lay(root, "budi", {}))
    lay_data(root, "siti", "1 / 0")
    said = call("grade")
    assert "│ andi │ 3,5 / 32,5 │ │ │" in said
    assert "│ budi │ gagal │ │ " in said and "Minta kiriman baru" in said
    assert f"│ siti │ 2 / 9 │ {second.TASK} │" in said
    assert "1 dinilai, 1 gagal." in said
    assert "1 dinilai, 1 perlu diperiksa orang." in said
    assert "Kode peserta" in said
    again = call("grade", FORMS)
    assert "0 dinilai, 1 tetap, 1 gagal." in again and DATA not in again


def test_grade_from_a_stick(root, tmp_path):
    """Files are received first; a class has its own gradebook."""
    usb = tmp_path / "usb"
    usb.mkdir()
    folder = lay(root, "x", RIGHT)
    answers = json.loads((folder / "jawaban.json").read_text(encoding="utf-8"))
    text = json.dumps({**answers, "peserta": "tuti-4821"})
    (usb / "jawaban (1).json").write_text(text, encoding="utf-8")
    (usb / "rusak.zip").write_bytes(b"PK rusak")
    said = call("grade", FORMS, "--class", "sore", "--from", str(usb))
    assert "1 kumpulan diterima." in said
    assert "⚠ rusak.zip: Berkas zip ini rusak" in said
    assert "│ tuti-4821 │ 3,5 / 32,5 │" in said
    assert (root / "kelas" / "sore" / "gradebook.db").is_file()
    assert gradebooks.rows(root)["submission"] == []


def test_collect_does_not_grade(root):
    """It only takes in."""
    assert call("collect").startswith("0 kumpulan diterima.")
    assert not (root / "kelas" / "utama" / "autograded").exists()


def test_an_unknown_assignment_is_said(root):
    """With the names that there are."""
    with pytest.raises(BijakError, match=f"Yang ada: {FORMS}, {DATA}"):
        call("grade", "salah-ketik")


def test_without_the_trainers_files(root):
    """A participant's folder has nothing to grade with."""
    (root / "solutions").rename(root / "lain")
    with pytest.raises(BijakError, match="bukan dari paket peserta"):
        call("grade")


@pytest.mark.kernel
def test_watch_grades_what_arrives(root, tmp_path):
    """Seconds after a file is dropped its feedback lies in the exchange."""
    home = root / "kelas" / "utama"
    feedback = home / "exchange" / "bijak" / "feedback"
    incoming = home / "masuk"
    for folder in (incoming, home / "exchange"):
        folder.mkdir(parents=True)
    folder = lay(root, "x", RIGHT)
    answers = json.loads((folder / "jawaban.json").read_text(encoding="utf-8"))
    run = subprocess.Popen(
        [sys.executable, "-m", "bijak", "grade", FORMS, "--watch"],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert _wait_for(lambda: len(list(feedback.glob("*.html"))) == 1, run)
        text = json.dumps({**answers, "peserta": "tuti-4821"})
        (incoming / "baru").write_text(text, encoding="utf-8")
        assert _wait_for(lambda: len(list(feedback.glob("*.html"))) == 2, run)
        assert list(incoming.iterdir()) == []
    finally:
        run.terminate()
        said, _ = run.communicate(timeout=30)
    assert "tuti-4821" in said


def _wait_for(happens, run) -> bool:
    until = time.monotonic() + 120
    while not happens() and run.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    return happens()
