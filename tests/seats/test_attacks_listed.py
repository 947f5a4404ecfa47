"""The security page names exactly what is attacked."""

import re
from pathlib import Path

from attacks import ATTACKS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keamanan.md"


def test_each_attempt_is_listed():
    """Each cell of the attacks has one row, with the same name."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("<!-- percobaan: awal -->")[1].split("<!-- percobaan: akhir")[0]
    rows = re.findall(r"^\| .* \| `([a-z-]+)` \| ✓ \| ✓ \| ✓ \|$", table, re.MULTILINE)
    assert rows == list(ATTACKS)
