"""Commands: exact words and exit codes."""

import pytest
from click.testing import CliRunner

import tiny
from bijak.cli import bijak
from bijak.errors import BijakError


def call(*arguments: str):
    """Run a command of ours."""
    return CliRunner().invoke(bijak, arguments, catch_exceptions=False)


def test_release_then_check(project):
    """A release says what it wrote; checking then says that all is well."""
    made = call("release")
    assert made.exit_code == 0
    assert f"exercises/{tiny.ID}/{tiny.ID}.ipynb: ditulis" in made.output
    assert made.output.endswith("Rilis selesai.\n")
    again = call("release", "--check")
    assert (again.exit_code, again.output.splitlines()[-1]) == (
        0,
        "Rilis sudah sesuai.",
    )


def test_release_check_names_what_differs(released):
    """A difference is named and ends with exit code 1."""
    path = released / "exercises" / tiny.ID / f"{tiny.ID}.ipynb"
    path.write_bytes(path.read_bytes() + b" ")
    found = call("release", "--check")
    assert found.exit_code == 1
    assert f"exercises/{tiny.ID}/{tiny.ID}.ipynb: berbeda" in found.output


def test_check_counts_problems(project):
    """Problems are listed and counted."""
    found = call("check")
    assert found.exit_code == 1
    assert "hal perlu diperbaiki." in found.output


def test_demo_needs_the_trainers_files(project):
    """Without solutions/ there is a sentence that says what to do."""
    with pytest.raises(BijakError, match="folder Bijak yang lengkap"):
        call("demo")


def test_demo_leaves_a_class_of_that_name_alone(project, monkeypatch):
    """A folder kelas/demo that is not a demo is never removed."""
    from bijak.cli import demo

    monkeypatch.setattr(demo, "ASSIGNMENT", tiny.ID)
    mine = project / "kelas" / "demo" / "penting.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("x")
    with pytest.raises(BijakError, match="bukan kelas demo"):
        call("demo")
    assert mine.read_text() == "x"


@pytest.mark.kernel
def test_demo_plays_a_workshop(released, monkeypatch):
    """Everybody is graded and gets feedback, and the trainer's class is untouched."""
    from bijak.cli import demo

    monkeypatch.setattr(demo, "ASSIGNMENT", tiny.ID)
    monkeypatch.setattr(demo, "PEOPLE", 3)
    played = call("demo")
    assert played.exit_code == 0
    assert "peserta-03" in played.output
    home = released / "kelas" / "demo"
    assert len((home / "nilai.csv").read_text("utf-8").splitlines()) == 4
    assert len(list(home.glob("pekerjaan/*/*/feedback/*/*.html"))) == 3
    assert sorted(path.name for path in (released / "kelas").iterdir()) == ["demo"]
