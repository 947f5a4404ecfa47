"""Participant codes: made, typed, and used as folder names everywhere."""

import pytest

from bijak.classroom.participants import find_code, known_codes, make_code, normalise
from bijak.errors import BijakError


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("kenanga-4821", "kenanga-4821"),
        ("  Kenanga 4821 ", "kenanga-4821"),
        ("KENANGA_4821", "kenanga-4821"),
        ("kenanga – 4821", "kenanga-4821"),
        ("kenanga--4821-", "kenanga-4821"),
        ("ｋｅｎａｎｇａ４８２１", "kenanga4821"),
        ("p01", "p01"),
    ],
)
def test_typed_codes_are_forgiven(typed, code):
    """Case, spaces, underscores and any kind of dash do not matter."""
    assert code == normalise(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ab",
        "a" * 33,
        "../kenanga",
        "kenanga/4821",
        "kenanga\\4821",
        "kenanga+4821",
        "kenanga*",
        "kenanga.4821",
        "Siti Ñandú",
        "con",
        "COM1",
        "nul",
        "<b>siti</b>",
        "andi[1]",
        "---",
    ],
)
def test_what_cannot_be_a_folder_is_refused_with_a_sentence(typed):
    """Nothing that Windows or nbgrader refuses becomes a code."""
    with pytest.raises(BijakError, match="misalnya kenanga-4821"):
        normalise(typed)


def test_made_codes_are_codes_and_differ(tmp_path):
    """A made code passes its own check and no two are alike."""
    codes = {make_code(tmp_path) for _ in range(200)}
    assert codes == {normalise(code) for code in codes}
    assert len(codes) > 195


def test_a_taken_code_is_not_made_again(tmp_path, monkeypatch):
    """What already has a folder on this laptop is not given to somebody else."""
    numbers = iter([0, 0, 1])
    monkeypatch.setattr("secrets.choice", lambda words: "melati")
    monkeypatch.setattr("secrets.randbelow", lambda limit: next(numbers))
    (tmp_path / "pekerjaan" / "melati-1000").mkdir(parents=True)
    assert "melati-1001" == make_code(tmp_path)


def test_a_forgotten_hyphen_finds_the_folder(tmp_path):
    """kenanga4821 means kenanga-4821 when only that is there."""
    (tmp_path / "pekerjaan" / "kenanga-4821").mkdir(parents=True)
    assert "kenanga-4821" == find_code(tmp_path, "kenanga4821")
    assert "kenanga-4821" == find_code(tmp_path, "kenanga-4821")
    assert find_code(tmp_path, "kenanga-4822") is None


def test_only_folders_with_a_code_are_participants(tmp_path):
    """The server's own folder and loose files are nobody's."""
    work = tmp_path / "pekerjaan"
    for name in (".lab", "melati-1", "Bukan Kode"):
        (work / name).mkdir(parents=True)
    (work / "mawar-2").write_text("")
    assert {"melati-1"} == known_codes(tmp_path)
    assert set() == known_codes(tmp_path / "kosong")
