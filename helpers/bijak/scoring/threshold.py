"""The setting of a simulation at which something is reached."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import BadItem
from ..items import OTHER, RIGHT, Item, Key
from ..items.curves import read_curves, setting_unit
from ..numerals import read_number
from .number import matches
from .specimens import Specimen
from .verdict import JUDGEABLE, UNREADABLE, Finding, Verdict, say


def check(item: Item, answer: object) -> Finding:
    """Whether this is a number: the slider's, or one typed from paper.

    The curves are not needed here: a file that is missing is not the participant's
    mistake.
    """
    if isinstance(answer, bool) or not isinstance(answer, (int, float, str)):
        return UNREADABLE, "Geser dulu, lalu pakai nilainya."
    problem = read_number(answer, setting_unit(item)).problem
    return (UNREADABLE, problem) if problem else JUDGEABLE


def score(item: Item, answer: object, key: Key) -> Verdict:
    """1 within the tolerance, else 0; known wrong settings have their own sentence."""
    value = read_number(answer, setting_unit(item)).value
    if _right(value, key):
        return Verdict(1.0, say(key, RIGHT))
    return Verdict(0.0, _sentences(value, key))


def _right(value: float, key: Key) -> bool:
    return matches(value, key.answer, key.tolerance)


def _sentences(value: float, key: Key) -> tuple[str, ...]:
    """What the author says of a wrong setting: a number comes before a range."""
    known = [wrong for wrong in key.feedback if not isinstance(wrong, str)]
    for wrong in sorted(known, key=lambda one: isinstance(one, (tuple, list))):
        if matches(value, wrong):
            return say(key, wrong)
    return say(key, OTHER)


def _as_json(setting: float) -> float | int:
    """A setting as it is stored: 20, not 20.0."""
    return int(setting) if float(setting).is_integer() else setting


def _settings(item: Item) -> list[float]:
    return list(read_curves(str(item.settings["simulasi"])))


def right(item: Item, key: Key) -> float | int:
    """The setting of the slider that the key means.

    Raises:
        BadItem: no setting of the slider is right.
        MissingData: the curves are not there.
    """
    found = [one for one in _settings(item) if _right(one, key)]
    if not found:
        raise BadItem(
            f"Soal {item.id}: kunci {key.answer} tidak ada pada penggeser. "
            "Perbaiki kunci=… pada sel nilai."
        )
    # Of several within the tolerance, the one that stands nearest to the key.
    return _as_json(min(found, key=lambda one: abs(one - _middle(key.answer))))


def _middle(target: object) -> float:
    return sum(target) / 2 if isinstance(target, (tuple, list)) else target


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Every other setting of the slider, and something that is no number."""
    for setting in _settings(item):
        if not _right(setting, key):
            sentence = "".join(_sentences(setting, key)[:1])
            value = _as_json(setting)
            yield Specimen(f"keliru: {value}", value, 0.0, sentence)
    yield Specimen("bukan angka", "kira-kira segitu", 0.0)
