"""Numbers of identity cards and telephones are found, ordinary numbers are not."""

import hashlib

import pytest

from bijak.personal_numbers import find_personal_numbers, masked


@pytest.mark.parametrize(
    "number",
    [
        "3201011201880001",
        "3273 0152 0395 0002",
        "32.01.01.120188.0001",
        "320101-520188-0001",
        "320101 120188 0001",
        "3201.0112.0188.0001",
        "9171013112990003",
        "0000000000000000",
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "0812 - 3456 - 7890",
        "0851 234 567",
        "0895-3456-78901",
        "6281234567890",
        "62 812-3456-7890",
        "62.8123.4567.890",
        "+62 812 3456 7890",
        "+6281234567890",
        "+62-812-3456-7890",
        "+62 (0) 812 3456 7890",
        "+62 21 555 1234",
        "+62.812.345.678",
        "0062 812 3456 7890",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "Kirim ke {}.", "melati-1,{},Bogor", "12,{}\n", "({})", "“{}”;"]
)
def test_number_of_a_person_is_found(number, around):
    """Such a number is found as it was written, wherever it stands."""
    assert find_personal_numbers(around.format(number)) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tidak ada angka",
        "Rp1.234.567",
        "Rp 3.600.000.000.000.000",
        "62.812.345.678",
        "628.123.456",
        "1.234.567,89",
        "12345678901",
        "2026-11-22",
        "08-12-2026 10:11",
        "08/12/2026",
        "22 November 2026, pukul 08.30-10.15",
        "08.30 10.15 12.00 13.45 15.00",
        "08:00:00 - 09:30:00",
        "2026-11-22 08:12:34.567890 UTC",
        "2026-11-22T08:12:34.567890+00:00",
        "20261122T081234567890",
        "2024 2025 2026 2027",
        "1945 1998 2024 2025",
        "12 34 56 12 10 15 20 31",
        "11 11 12 12 10 10 11 12 13 14",
        "b1-09",
        "tes-a-08",
        "tes-a 08 12 24 24 8 8",
        "kenanga-4821",
        "-6.2088123456789012, 106.8456012345678",
        "0.0812345678901",
        "0.3201011201880001",
        "192.168.100.200",
        "10.81.23.45:8000",
        "08:12:34:56:78:90",
        "08-12-34-56-78-90",
        "08xx-xxxx-xx00",
        "0812-xxxx-xx00",
        "0812-3456-xxxx",
        "081234567xxx",
        "+62 8xx-xxxx-xx00",
        "3201xxxxxxxx0001",
        "3201 01** **** 0001",
        "0812",
        "0800-1000",
        "978-602-03-1234-5",
        "32010112018800011",
        "+1 202 555 0100",
        "ISSN 2085-1234",
        "027.1/1234/Diskominfo/2026",
        "48 dari 50; 2 tidak mengumpulkan",
        "550e8400-e29b-41d4-a716-446655440000",
        "x3201011201880001",
        "id_081234567890",
    ],
)
def test_ordinary_number_is_left_alone(text):
    """Amounts, dates, times, places, identifiers and masked numbers are nobody's."""
    assert find_personal_numbers(text) == []


def test_checksums_hold_no_personal_number():
    """Of ten thousand SHA-256 sums as text, none is taken for a person's number."""
    sums = (hashlib.sha256(str(n).encode()).hexdigest() for n in range(10_000))
    assert [s for s in sums if find_personal_numbers(s)] == []


def test_other_digits_are_read():
    """Full-width digits and spaces that do not break hide nothing."""
    assert find_personal_numbers("０８１２３４５６７８９０") == ["081234567890"]
    assert find_personal_numbers("3201\u00a00112\u00a00188\u00a00001") == [
        "3201 0112 0188 0001"
    ]


def test_several_numbers_in_one_line():
    """Each number in a line of a table is found, in its order."""
    line = "1 3201 0112 0188 0001 08123456789 dan +6281298765432"
    assert find_personal_numbers(line) == [
        "3201 0112 0188 0001",
        "08123456789",
        "+6281298765432",
    ]


def test_long_text_is_read_quickly():
    """A million digits and separators are read in seconds, not in hours."""
    assert find_personal_numbers("12 " * 300_000) == []
    assert find_personal_numbers("0812" * 250_000) == []
    assert find_personal_numbers("+62 8" * 200_000) == []


def test_message_masks_the_number():
    """A message shows where the number begins and keeps the rest to itself."""
    assert masked("3201011201880001") == "3201…"
