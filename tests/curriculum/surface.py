"""What a post shows without being read: length, channel, hour, marks.

A set of posts is fair when none of this tells its key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

Card = dict[str, str]

MEASURES: dict[str, Callable[[Card], float]] = {
    "length": lambda card: len(card["teks"]),
    "words": lambda card: len(card["teks"].split()),
    "sentences": lambda card: sum(card["teks"].count(mark) for mark in ".!?"),
    "digits": lambda card: sum(c.isdigit() for c in card["teks"]),
    "capitals": lambda card: sum(c.isupper() for c in card["teks"]),
    "commas": lambda card: card["teks"].count(","),
    "hour": lambda card: float(card["waktu"].rsplit(" ", 1)[1]),
    "place in the list": lambda card: int(card["id"][1:]),
    "link length": lambda card: len(card["tautan"]),
}


def shown(cards: Sequence[Card]) -> dict[str, list[bool]]:
    """Yes-or-no cues that need no reading; numbers are cut at their median."""
    cues = {
        "has a link": [bool(c["tautan"]) for c in cards],
        "has a title": [bool(c["judul"]) for c in cards],
        "odd place": [int(c["id"][1:]) % 2 == 1 for c in cards],
    }
    for column in ("kanal", "pengirim"):
        for name in {c[column] for c in cards}:
            cues[f"{column} {name}"] = [c[column] == name for c in cards]
    for name, measure in MEASURES.items():
        values = [measure(c) for c in cards]
        middle = sorted(values)[len(values) // 2]
        cues[f"much {name}"] = [value >= middle for value in values]
    return cues


def gain(cue: Sequence[bool], truth: Sequence[bool]) -> float:
    """H − F of calling what shows the cue by the name of the true ones."""
    caught = sum(c for c, positive in zip(cue, truth, strict=True) if positive)
    accused = sum(c for c, positive in zip(cue, truth, strict=True) if not positive)
    return caught / sum(truth) - accused / (len(truth) - sum(truth))


def left_out_hits(values: Sequence[float], truth: Sequence[bool]) -> int:
    """How many cards a threshold fitted on all the others gets right."""
    hits = 0
    cards = list(zip(values, truth, strict=True))
    for out in range(len(cards)):
        kept = cards[:out] + cards[out + 1 :]
        rules = [(cut, sign) for cut in sorted(set(values)) for sign in (True, False)]
        cut, sign = max(
            rules, key=lambda r: sum(((v >= r[0]) == r[1]) == t for v, t in kept)
        )
        hits += ((values[out] >= cut) == sign) == truth[out]
    return hits


def easier_keys(columns: Sequence[Sequence[float]], truth: Sequence[bool]) -> float:
    """The share of all keys with as many positives that are as easy to guess.

    The best of many cues looks good by luck, so it is compared with the best of the
    same cues under every other key: an exact permutation test of the maximum.
    """
    different = [list(column) for column in {tuple(column) for column in columns}]

    def best(key: Sequence[bool]) -> int:
        return max(left_out_hits(column, key) for column in different)

    places = range(len(truth))
    keys = [[i in ones for i in places] for ones in combinations(places, sum(truth))]
    observed = best(truth)
    return sum(best(key) >= observed for key in keys) / len(keys)
