"""Who worked along: read from what people type, and never somebody twice."""

import json

import pytest

from bijak.answers.people import companions, first_of_group, read_companions

OWN = "kenanga-4821"


def entries(value) -> dict:
    return {"~bersama": {"": {"isi": value, "pada": "2026-01-05T03:00:00+00:00"}}}


def test_codes_are_read_as_they_are_typed():
    """Capital letters and spaces are no harm; an empty box is none."""
    assert read_companions(["Melati 1", ""], OWN) == (["melati-1"], ["", ""])
    expected = (["melati-1", "sawo-77"], ["", ""])
    assert read_companions(["melati-1", " SAWO-77 "], OWN) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Kenanga 4821", "kode Anda sendiri"),
        ("Bu Sri!", "huruf a–z dan angka"),
        ("x", "misalnya kenanga-4821"),
        ("con", "Tulis sekali lagi"),
    ],
)
def test_what_is_no_code_of_a_friend_gets_a_sentence(typed, sentence):
    """The own code, and what is no code at all; the other box still counts."""
    codes, problems = read_companions([typed, "melati-1"], OWN)
    assert codes == ["melati-1"]
    assert sentence in problems[0] and problems[1] == ""


def test_a_friend_counts_once():
    """The second box with the same code says so."""
    codes, (first, second) = read_companions(["melati-1", "MELATI 1"], OWN)
    assert codes == ["melati-1"] and first == "" and "kotak lain" in second


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (["melati-1", "sawo-77"], ["melati-1", "sawo-77"]),
        (["melati-1", "melati-1", OWN], ["melati-1"]),
        (["../..", "Bu Sri", 7, None, "melati-1"], ["melati-1"]),
        (["a-1b", "b-1b", "c-1b", "d-1b"], ["a-1b", "b-1b"]),
        ("melati-1", []),
        (None, []),
    ],
)
def test_only_codes_are_companions(stored, expected):
    """What a hand-in claims is never more than two codes."""
    assert companions(entries(stored), OWN) == expected
    assert companions({}, OWN) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (json.dumps({"pertama": OWN, "bersama": []}), OWN),
        (json.dumps({"pertama": "../x"}), ""),
        ("[]", ""),
        ("{", ""),
    ],
)
def test_the_first_of_a_group(tmp_path, content, expected):
    """The receiver's file says whose questions were answered."""
    assert first_of_group(tmp_path) == ""
    (tmp_path / "kelompok.json").write_text(content)
    assert first_of_group(tmp_path) == expected
