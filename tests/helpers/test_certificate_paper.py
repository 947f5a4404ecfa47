"""Certificates on paper: everything is there, fits, and the QR code can be read."""

import base64
import re
import shutil
import subprocess
import zlib

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bijak.certificates.qr_text import Paper, qr_text, read_qr_text
from bijak.certificates.stamp import Stamp
from bijak.printing import Page, Sheet, print_certificates, undrawable
from bijak.printing.certificates import _modules, _wrapped
from bijak.printing.fonts import SERIF_BOLD, load_fonts
from certificate_class import OCCASION

STAMP = Stamp(Ed25519PrivateKey.from_private_bytes(b"x" * 32))
SHEET = Sheet(
    organiser="Dinas Contoh",
    event="Pelatihan Cek Fakta",
    when_where="24–25 November 2026, Balai Warga",
    hours="selama 8 jam pelajaran (JP)",
    modules=("Lima Langkah", "Harga"),
    date="25 November 2026",
    position="Kepala Dinas",
    signatory="Nama Pejabat",
    advice="Periksa dengan bijak verify.",
)
TITLES = [f"Judul modul nomor {number} yang agak panjang" for number in range(12)]
NAMES = (
    "Made",
    "Zoë Ma’ruf",
    "Raden Ajeng Kusumaningtyas Widyaningrum Prawirodirjo-Sastrowardoyo, S.Pd., M.Si.",
    "W" * 80,
)


def page(name: str = "Siti Aminah") -> Page:
    """One certificate, the same each time."""
    paper = Paper.of(OCCASION, "1TYAEZ6T", "QK69HKGSNR7PDS2M", name)
    text = qr_text(paper, STAMP)
    return Page(name, "1TYA-EZ6T", "QK69-HKGS-NR7P-DS2M", text)


def bars(pdf: bytes) -> list[tuple[float, ...]]:
    """All filled rectangles of a PDF: x, y, width, height."""
    number = rb"(-?[\d.]+)"
    box = re.compile(rb" ".join([rb"n", *[number] * 4, rb"re f\b"]))
    found = []
    for packed in re.findall(rb"stream\s+([!-uz\s]*~>)\s*endstream", pdf):
        plain = zlib.decompress(base64.a85decode(b"<~" + packed, adobe=True))
        found += [tuple(map(float, one)) for one in box.findall(plain)]
    return found


def test_equal_input_gives_equal_bytes():
    """No clock and no chance gets in."""
    made = print_certificates(SHEET, [page()])
    assert made == print_certificates(SHEET, [page()])
    assert b"/MediaBox [ 0 0 841.8898 595.2756 ]" in made
    assert b"/Lang (id)" in made


def test_one_page_each():
    """As many pages as people."""
    made = print_certificates(SHEET, [page(name) for name in NAMES])
    assert len(NAMES) == len(re.findall(rb"/Type /Page\b", made))


def test_the_bars_are_the_qr_code():
    """Module by module what segno computed, and large enough."""
    one = page()
    boxes = bars(print_certificates(SHEET, [one]))
    matrix = segno.make(one.qr, error="m", micro=False).matrix
    side = boxes[0][3]
    left = min(x for x, *_ in boxes)
    top = max(y for _, y, *_ in boxes)
    drawn = {
        (round((top - y) / side), round((x - left) / side) + place)
        for x, y, wide, _ in boxes
        for place in range(round(wide / side))
    }
    wanted = {
        (row, column)
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    }
    assert drawn == wanted
    assert side >= 0.4 * 72 / 25.4  # mm; telephones read 0.33 from a hand's distance


@pytest.mark.skipif(
    not (shutil.which("pdftoppm") and shutil.which("zbarimg")),
    reason="needs poppler-utils and zbar-tools",
)
@pytest.mark.parametrize("dots", [200, 110])
def test_a_reader_reads_the_printed_code(tmp_path, dots):
    """A QR reader finds the text in a picture of the page, also in a small one."""
    one = page(NAMES[2])
    (tmp_path / "s.pdf").write_bytes(print_certificates(SHEET, [one]))
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-png", tmp_path / "s.pdf", tmp_path / "s"],
        check=True,
    )
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", tmp_path / "s-1.png"],
        capture_output=True,
        text=True,
    )
    assert read.stdout.strip() == one.qr
    scanned = read_qr_text(read.stdout)
    assert scanned.signed and scanned.paper.name == NAMES[2]


@pytest.mark.parametrize("name", NAMES)
def test_names_fit(name):
    """A name takes one or two lines, not small ones, and stays within the frame."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    load_fonts()
    lines = _wrapped(name, SERIF_BOLD, (31, 19), 0)
    assert len(lines) <= 2
    assert "".join(name.split()) == "".join("".join(one.text.split()) for one in lines)
    for one in lines:
        assert one.size >= 19 or " " not in name
        assert stringWidth(one.text, SERIF_BOLD, one.size) < 700


def test_all_titles_are_there():
    """Twelve modules stand on the page, none broken between two lines."""
    from dataclasses import replace

    load_fonts()
    said = [one.text for one in _modules(replace(SHEET, modules=TITLES))]
    assert all(any(title in row for row in said) for title in TITLES)
    assert len(said) <= 7


def test_letters():
    """Accents of Latin names can be printed, other scripts are told."""
    assert undrawable("Zoë Đặng Łukasz Ma’ruf Çelik") == []
    assert undrawable("Budi ꦧ") == ["ꦧ"]
