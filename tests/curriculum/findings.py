"""What the findings of a post say, and what somebody gets who follows one rule.

A rule calls a post a hoax, true, or nothing (``None``) from its findings alone.
"""

from __future__ import annotations

import re
from datetime import date

from surface import Card

WEAK = ("Info Cepat", "Forum")
SEEN = ("Warta", "Radio", "Cek")
PAGE = "Laman"
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
    "Desember"
).split()
CURRENT = date(2027, 3, 15)
"""From this day on a hasty reader takes a page to be up to date."""
_SHOWS = re.compile(r": (foto|kami) ")
_DATED = re.compile(r"[^,:]+, (\d+) ([A-Z][a-z]+)(?: (\d{4}))?: ")

BACKS = {
    "a06": "Laman",
    "a16": "Laman",
    "a03": "Warta",
    "a13": "Radio, Laman",
    "a01": "Info Cepat",
    "a20": "Forum",
    "a19": "Radio",
    "a07": "Warta",
    "a02": "Radio",
    "a08": "Warta",
    "a12": "Forum, Warta",
    "a15": "Radio",
    "a11": "Kartu",
    "a18": "Radio",
    "j1": "Kartu",
    "j2": "",
    "b15": "Radio",
    "b16": "Warta",
    "b05": "Forum, Radio",
    "b18": "Warta",
    "b03": "Laman",
    "b13": "Laman",
    "b14": "Warta",
    "b09": "Cek, Info Cepat",
    "b07": "Radio",
    "b11": "Info Cepat",
    "b04": "Radio",
    "b20": "Laman",
    "b06": "Laman",
    "b19": "Forum",
    "c20": "Radio",
    "c15": "Radio",
    "c08": "Radio, Laman",
    "c01": "Laman",
    "c17": "Info Cepat",
    "c03": "Warta",
    "c09": "Cek, Info Cepat",
    "c05": "Warta",
    "c19": "Warta",
    "c18": "Info Cepat",
    "c11": "Radio",
    "c16": "Forum",
    "c10": "Radio",
    "c14": "Radio",
    "d09": "",
    "d10": "Info Cepat",
    "d11": "Laman",
    "d17": "Laman",
    "d07": "Laman",
    "d20": "Radio",
    "d02": "Warta",
    "d12": "Radio",
    "d18": "Radio",
    "d06": "Forum",
    "d08": "Info Cepat",
    "d13": "Radio",
    "d16": "Laman",
    "d15": "Kartu",
}
"""Post → those of its two findings that seem to back it; others speak against it."""


def lines(card: Card) -> list[str]:
    """The findings of a post."""
    return str(card.get("temuan", "")).splitlines()


def backs(name: str, line: str) -> bool:
    """Whether a finding seems to back the post."""
    return any(who and line.startswith(who) for who in BACKS[name].split(", "))


def day(line: str) -> date:
    """When a finding was published; without a year in 2027."""
    found = _DATED.match(line)
    assert found, line
    return date(int(found[3] or 2027), MONTHS.index(found[2]) + 1, int(found[1]))


def against_the_weak(name: str, card: Card) -> bool | None:
    """A hoax when a copier or the forum backs it, true when they speak against it."""
    weak = [line for line in lines(card) if line.startswith(WEAK)]
    return backs(name, weak[0]) if weak else None


def newest_wins(name: str, card: Card) -> bool | None:
    """Follows the newer finding; two of one day decide nothing."""
    return _follow(name, card, [day(line).toordinal() for line in lines(card)])


def longest_wins(name: str, card: Card) -> bool | None:
    """Follows the longer finding."""
    return _follow(name, card, [len(line) for line in lines(card)])


def witness_beats_page(name: str, card: Card) -> bool | None:
    """Follows the medium where it contradicts an official page."""
    said = lines(card)
    seen = [line for line in said if line.startswith(SEEN)]
    page = [line for line in said if line.startswith(PAGE)]
    if not seen or not page or backs(name, seen[0]) == backs(name, page[0]):
        return None
    return not backs(name, seen[0])


def first_wins(name: str, card: Card) -> bool | None:
    """Follows the finding that stands first."""
    return not backs(name, lines(card)[0])


def second_wins(name: str, card: Card) -> bool | None:
    """Follows the finding that stands second."""
    return not backs(name, lines(card)[1])


def current_page_wins(name: str, card: Card) -> bool | None:
    """Drops copier and forum; believes a current page, and disbelieves an old one."""
    strong = [line for line in lines(card) if not line.startswith(WEAK)]
    for line in strong:
        if line.startswith(PAGE):
            return backs(name, line) != (day(line) >= CURRENT)
    return not backs(name, strong[0]) if len(strong) == 1 else None


def decides(line: str) -> bool:
    """Whether a key may rest on a finding: a copier must show what it saw itself."""
    return not line.startswith(WEAK) or bool(_SHOWS.search(line))


def weak_against_strong(name: str, card: Card) -> bool | None:
    """Follows a copier or the forum where the other finding contradicts them."""
    weak = [line for line in lines(card) if line.startswith(WEAK)]
    agree = len({backs(name, line) for line in lines(card)}) == 1
    return None if agree or len(weak) != 1 else not backs(name, weak[0])


def _follow(name: str, card: Card, weights: list[int]) -> bool | None:
    (first, second), said = weights, lines(card)
    if first == second:
        return None
    return not backs(name, said[0] if first > second else said[1])
