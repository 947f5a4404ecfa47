"""Text rules: what authors may write, and how each comes out."""

import pytest

from bijak.items.rules import PATTERNS, TEXT_TESTS, text_rule_problem
from bijak.scoring.by_rules import BROKEN, PASSED
from bijak.scoring.text_rules import (
    body,
    count_sentences,
    count_words,
    has_phrase,
    judge_text,
)


def state(rule, text):
    return judge_text(text, {"r": rule})["r"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n ", 0),
        ("– … !", 0),
        ("Satu dua tiga.", 3),
        ("ibu-ibu ke dinas.go.id pukul 08.30", 5),
        ("bakso,sate , lontong", 3),
        ("harga 1,5 juta", 3),
        ("garis—panjang dan/atau", 3),
        ("LATIHAN — Loket buka. #LatihanBijak", 2),
        ("latihan - Loket buka.#latihanbijak", 2),
        ("LATIHAN — #LatihanBijak", 0),
        ("Latihan kami rutin", 3),
        ("vi\u200bral \u202eitu", 2),
        (None, 0),
        (["kata"], 0),
    ],
)
def test_words_are_counted(text, count):
    """As people count them; the mark of the exercise does not count."""
    assert count == count_words(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Satu", 1),
        ("Satu. Dua! Tiga?", 3),
        ("Rp5.000 di Jl. Melati No. 5 pukul 08.30.", 1),
        ("Baris satu\nBaris dua", 2),
        ("“Benarkah?” tanyanya.", 2),
        ("Lalu... ya sudah!!!", 2),
        ("LATIHAN — Buka. #LatihanBijak", 1),
    ],
)
def test_sentences_are_counted(text, count):
    """Abbreviations, prices and clock times end none."""
    assert count == count_sentences(text)


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("antre 3 jam", "3 jam", True),
        ("antre 3  JAM.", "3 jam", True),
        ("antre 13 jam", "3 jam", False),
        ("antre 0,3 jam", "3 jam", False),
        ("di loket 2.", "loket 2", True),
        ("di loket 25", "loket 2", False),
        ("di loket 2,5", "loket 2", False),
        ("loketnya tutup", "loket", True),
        ("keloket", "loket", False),
        ("menyembuhkan", "sembuh", False),
        ("menyembuhkan", "menyembuh*", True),
        ("#sp", "#sp", True),
        ("(50%)", "50%", True),
    ],
)
def test_phrases_are_whole_words(text, phrase, found):
    """With the small endings that Indonesian hangs on; a star for any other."""
    assert found == has_phrase(text, phrase)


CASES = [
    ({"uji": "kata", "maks": 2}, "satu dua", "satu dua tiga"),
    ({"uji": "kata", "min": 2}, "satu dua", "satu"),
    ({"uji": "kalimat", "min": 2, "maks": 3}, "Ini. Itu.", "Ini itu."),
    (
        {"uji": "diawali", "isi": "Terima kasih"},
        "“Terima kasih, Bu”",
        "Bu, terima kasih",
    ),
    ({"uji": "diawali", "isi": ["Halo", "Hai"]}, "LATIHAN — hai semua", "haid semua"),
    ({"uji": "tanda"}, "LATIHAN — hai #LatihanBijak", "LATIHAN — hai"),
    ({"uji": "tanda"}, "Latihan: hai #latihanbijak", "hai #LatihanBijak"),
    ({"uji": "memuat", "salah_satu": ["Bapak", "Ibu"]}, "halo ibu", "halo kak"),
    ({"uji": "memuat_semua", "isi": ["3 jam", "loket 2"]}, "3 jam, loket 2", "3 jam"),
    (
        {"uji": "tanpa", "isi": ["payah", "bodoh*"]},
        "pelayanan lambat",
        "dasar bodohnya",
    ),
    ({"uji": "pola", "pola": "tanggal"}, "rapat 4 April 2027", "rapat besok"),
    ({"uji": "pola", "pola": "tanggal"}, "rapat 4/4/2027", "rapat 4/4"),
    ({"uji": "pola", "pola": "jam"}, "pukul 8 pagi", "8 orang"),
    ({"uji": "pola", "pola": "jam"}, "mulai 08.30 WIB", "harga 12.500"),
    ({"uji": "pola", "pola": "angka"}, "tiga kali", "sering sekali"),
    ({"uji": "pola", "pola": "tautan"}, "lihat dinas.go.id", "lihat dinas"),
    ({"uji": "pola", "pola": "tautan"}, "https://a.example/b", "a@b.example"),
    ({"uji": "pola", "pola": "tagar"}, "#Keripik enak", "#LatihanBijak enak"),
    (
        {"uji": "tanpa_pola", "pola": "telepon"},
        "hubungi balai desa",
        "WA 0812-3456-7890",
    ),
    ({"uji": "tanpa_pola", "pola": "telepon"}, "Rp1.200.000", "+62 812 3456 7890"),
    ({"uji": "tanpa_pola", "pola": "nik"}, "081234567890", "NIK 3301 0112 3456 0001"),
    (
        {"uji": "huruf_besar", "maks": 0.3},
        "Baca BMKG dulu, baru bagikan",
        "AWAS BAHAYA",
    ),
]


@pytest.mark.parametrize(("rule", "good", "bad"), CASES, ids=str)
def test_a_rule_comes_out(rule, good, bad):
    """Each test of a text, at its edges; an empty text obeys none."""
    assert text_rule_problem(rule, hidden=True) == ""
    assert state(rule, good) == PASSED
    assert state(rule, bad) == BROKEN
    for nothing in ("", "  ", "—", "LATIHAN — #LatihanBijak", None, 3, [], {}):
        assert state(rule, nothing) == BROKEN


def test_every_test_and_pattern_has_cases():
    """Nothing that authors may write goes untested."""
    assert {rule["uji"] for rule, _, _ in CASES} == set(TEXT_TESTS)
    assert {rule["pola"] for rule, _, _ in CASES if "pola" in rule} == PATTERNS


def test_a_telephone_number_is_no_nik_and_the_other_way_round():
    """Sixteen digits are a NIK, ten to thirteen a telephone number."""
    nik, phone = {"uji": "pola", "pola": "nik"}, {"uji": "pola", "pola": "telepon"}
    assert state(nik, "3301011234560001") == PASSED
    assert state(phone, "3301011234560001") == BROKEN
    assert state(nik, "0812345678901") == BROKEN
    assert state(phone, "(0271) 123456") == PASSED


def test_ten_megabytes_are_judged_at_once():
    """Only the part that can be stored is read."""
    rules = {str(n): rule for n, (rule, _, _) in enumerate(CASES)}
    states = judge_text("a1.b " * 2_000_000, rules)
    assert set(states.values()) <= {PASSED, BROKEN}
    assert len(body("ab " * 4_000_000)) <= 4000


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (None, "perlu uji"),
        ({"uji": "indah"}, "perlu uji"),
        ({"uji": "kata"}, "perlu maks atau min"),
        ({"uji": "kata", "maks": "4"}, "maks harus angka"),
        ({"uji": "kata", "min": 5, "maks": 4}, "min lebih besar"),
        ({"uji": "memuat", "isi": "x"}, "perlu salah_satu"),
        ({"uji": "memuat", "salah_satu": []}, "daftar tulisan"),
        ({"uji": "tanpa", "isi": [3]}, "daftar tulisan"),
        ({"uji": "pola", "pola": "surel"}, "pola surel tak dikenal"),
        ({"uji": "huruf_besar", "maks": 30}, "antara 0 dan 1"),
        ({"uji": "diawali", "isi": "x", "maks": 1}, "tidak mengenal maks"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_rule(rule, why):
    """A rule that cannot judge is found before anybody answers."""
    assert why in text_rule_problem(rule, hidden=True)


def test_a_shown_rule_needs_its_words():
    """What is shown live is a sentence, not a test's name."""
    assert "perlu tulisan" in text_rule_problem({"uji": "kata", "maks": 4})
    assert text_rule_problem({"uji": "kata", "maks": 4, "tulisan": "≤ 4 kata"}) == ""
