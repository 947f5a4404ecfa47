"""What a post shows without being read: length, channel, hour, marks.

A set of posts is fair when none of this tells its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import comb

import numpy as np

from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook
from bijak.paths import project_root

Card = Mapping[str, str]

_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_HOST = re.compile(r"(?:https?://)?([\w.-]+)")
_NAMED = ("kanal", "pengirim", "tampilan", "grup", "diteruskan", "suka", "komentar")
_MOST_KEYS = 2000


def _said(card: Card, column: str) -> str:
    return str(card.get(column) or "")


def _hour(card: Card) -> float:
    found = _CLOCK.findall(_said(card, "waktu"))
    return int(found[-1][0]) + int(found[-1][1]) / 100 if found else 0.0


def _place(card: Card) -> int:
    digits = re.findall(r"\d+", _said(card, "id"))
    return int(digits[-1]) if digits else 0


def _host(card: Card) -> str:
    """The domain of a post's link; empty without one."""
    found = _HOST.match(_said(card, "tautan"))
    return found[1].removeprefix("www.") if found else ""


MEASURES: dict[str, Callable[[Card], float]] = {
    "length": lambda card: len(_said(card, "teks")),
    "words": lambda card: len(_said(card, "teks").split()),
    "sentences": lambda card: sum(_said(card, "teks").count(mark) for mark in ".!?"),
    "digits": lambda card: sum(c.isdigit() for c in _said(card, "teks")),
    "capitals": lambda card: sum(c.isupper() for c in _said(card, "teks")),
    "commas": lambda card: _said(card, "teks").count(","),
    "hour": _hour,
    "place in the list": _place,
    "link length": lambda card: len(_said(card, "tautan")),
}


def posts(name: str) -> list[Card]:
    """The cards of a data set, in order."""
    return list(read_rows(name).values())


def hoaxes(module: str, item: str) -> list[bool]:
    """For each card of an item whether it is a hoax, from the trainers' source."""
    source = project_root() / "solutions" / module / f"{module}.ipynb"
    key = read_items(read_notebook(source))[item].key
    return [label == key.positive for label in key.answer.values()]


def shown(cards: Sequence[Card]) -> dict[str, list[bool]]:
    """Yes-or-no cues that need no reading; numbers are cut at their median."""
    cues = {
        "has a link": [bool(_said(c, "tautan")) for c in cards],
        "has a title": [bool(_said(c, "judul")) for c in cards],
        "odd place": [_place(c) % 2 == 1 for c in cards],
    }
    for column in ("kanal", "pengirim"):
        for name in {_said(c, column) for c in cards}:
            cues[f"{column} {name}"] = [_said(c, column) == name for c in cards]
    for name, measure in MEASURES.items():
        values = [measure(c) for c in cards]
        middle = sorted(values)[len(values) // 2]
        cues[f"much {name}"] = [value >= middle for value in values]
    return cues


def surface(cards: Sequence[Card], places: Sequence[str]) -> list[list[float]]:
    """Everything that any set of cards shows without being read, as columns.

    Mark, domain, length, punctuation, hour, channel, sender, names of places, and
    the place in the list.

    Args:
        cards: any cards; what one has not counts as empty.
        places: names that may stand in texts.
    """
    columns = [
        [float(measure(card)) for card in cards]
        for name, measure in MEASURES.items()
        if name != "place in the list"
    ]
    order = range(len(cards))
    columns += [[float(i) for i in order], [float(i % 2) for i in order]]
    texts = [f"{_said(c, 'judul')} {_said(c, 'teks')}" for c in cards]
    words = ["!", "?", "LATIHAN", "#LatihanBijak", *places]
    columns += [[float(word in text) for text in texts] for word in words]
    columns.append([float(bool(_said(c, "judul"))) for c in cards])
    named = [[_host(c) for c in cards]]
    named += [[_said(c, column) for c in cards] for column in _NAMED]
    named.append([host.rpartition(".")[2] for host in named[0]])
    for values in named:
        for one in sorted(set(values)):
            columns.append([float(value == one) for value in values])
    return columns


def easier_shares(columns: Sequence[Sequence[float]], truth: Sequence[bool]) -> float:
    """The share of keys that some threshold on some column tells as well as this one.

    For each key the best |H − F| of all thresholds on all columns is found: the best
    of many looks good by luck, so it is compared with the best under other keys with
    as many positives. All keys are tried, or 2,000 drawn with a fixed seed.
    """
    rules = {
        tuple(value >= cut for value in column)
        for column in columns
        for cut in sorted(set(column))[1:]
    }
    if not rules:
        return 1.0
    shows = np.array(sorted(rules), dtype=float)
    keys = _keys(np.array(truth, dtype=bool))
    caught = shows @ keys.T / keys[0].sum()
    accused = shows @ ~keys.T / (~keys[0]).sum()
    best = np.abs(caught - accused).max(axis=0).round(9)
    return float((best >= best[0]).mean())


def _keys(truth: np.ndarray) -> np.ndarray:
    """The real key first, then every other one, or many drawn at random."""
    size, ones = len(truth), int(truth.sum())
    if comb(size, ones) <= _MOST_KEYS:
        rows = [np.isin(np.arange(size), c) for c in combinations(range(size), ones)]
    else:
        random = np.random.default_rng(20270405)
        rows = [random.permutation(truth) for _ in range(_MOST_KEYS)]
    return np.array([truth, *rows])


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


def paying(cues: dict[str, Sequence[bool]], truth: Sequence[bool]) -> dict[str, float]:
    """The rules of thumb of ten cards, half of them hoaxes, that earn over one card."""
    gains = {name: gain(cue, truth) for name, cue in cues.items()}
    return {name: won for name, won in gains.items() if abs(won) > 0.2 + 1e-9}


def as_easy(
    cards: Sequence[Card], cues: dict[str, Sequence[bool]], truth: Sequence[bool]
) -> float:
    """The share of keys for which the best cue of all does no worse than for this."""
    columns = [[float(of(card)) for card in cards] for of in MEASURES.values()]
    columns += [[float(shows) for shows in cue] for cue in cues.values()]
    return easier_keys(columns, truth)
