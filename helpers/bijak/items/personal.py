"""Personal variants: the same question with other numbers for every participant.

    parameter={"bahan": [500000, 600000], "lembar": (40, 80, 5)}
    cerita="Bahan Rp{bahan} untuk {lembar} lembar."      kunci="bahan / lembar"

A list holds the values to draw from, a tuple is (low, high, step). Code and item id
decide what is drawn: the grader draws it again, never reads it from a hand-in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import BadItem
from ..formulas import BadFormula, Number, exact, parse
from ..text import format_number
from .definitions import OTHER, RIGHT

if TYPE_CHECKING:
    from . import Item, Key

Drawn = Mapping[str, Fraction | int]
Span = tuple[Number, Number]

PROOF_CODES = 200
MOST_COLLISIONS = 0.05
_MOST_VALUES = 10_000
_DECIMALS = 6
_ROUNDING = 1e-9  # as where numbers are scored
_GAP = re.compile(r"\{([^{}]*)\}")


def _values(name: str, choices: object) -> Sequence[Fraction]:
    """All values that a parameter can take, in the author's order."""
    try:
        if isinstance(choices, tuple):
            low, high, step = (exact(number) for number in choices)
            if step <= 0 or high < low or (high - low) / step >= _MOST_VALUES:
                raise ValueError
            return [low + step * k for k in range(int((high - low) / step) + 1)]
        if isinstance(choices, list) and choices:
            return [exact(number) for number in choices]
    except ValueError:  # also BadFormula, and a tuple that has no three numbers
        pass
    raise BadItem(
        f"Parameter “{name}” belum terbaca. Tulis daftar [500, 600] "
        "atau rentang (40, 80, 5)."
    )


def draw(
    code: str, item_id: str, parameters: Mapping[str, object]
) -> dict[str, Fraction | int]:
    """The numbers of one participant's variant, the same on every machine.

    Each name is drawn by itself, from SHA-256 of code, item and name: 128 bits of
    it modulo the number of values, so that no value is favoured by more than one
    part in 10³⁴. A further parameter does not change the others.

    Args:
        code: the participant's code, normalised.
        item_id: the item's id.
        parameters: name → list of values, or (low, high, step).

    Raises:
        BadItem: a parameter is neither.
    """
    drawn = {}
    for name, choices in parameters.items():
        values = _values(name, choices)
        digest = hashlib.sha256(f"{code}\n{item_id}\n{name}".encode()).digest()
        value = values[int.from_bytes(digest[:16], "big") % len(values)]
        drawn[name] = int(value) if value.denominator == 1 else value
    return drawn


def _fill(text: str, drawn: Drawn, item_id: str) -> str:
    """A text with ``{name}`` written as an Indonesian number."""

    def written(gap: re.Match) -> str:
        name = gap[1].strip()
        if name not in drawn:
            raise BadItem(
                f"Soal {item_id}: “{{{name}}}” bukan nama parameter. "
                f"Yang ada: {', '.join(drawn)}."
            )
        return format_number(float(drawn[name]))

    return _GAP.sub(written, text)


def personal_item(item: Item, code: str) -> Item:
    """An item as one participant sees it, with the numbers in story, parts and hints.

    Its parameters stay, so that `personal_key` fits it too.

    Args:
        item: what is asked; without parameters it stays as it is.
        code: the participant's code, normalised.

    Raises:
        BadItem: a text names a parameter that is not there.
    """
    if not item.parameters:
        return item
    drawn = draw(code, item.id, item.parameters)
    return replace(
        item,
        story=_fill(item.story, drawn, item.id),
        parts={name: _fill(text, drawn, item.id) for name, text in item.parts.items()},
        hints=tuple(_fill(hint, drawn, item.id) for hint in item.hints),
    )


def personal_key(key: Key, item: Item, code: str) -> Key:
    """A key for one participant: formulas become numbers.

    A known wrong formula covers its value ± the tolerance. It is dropped where it
    cannot be told from the right answer, or from a wrong formula before it.

    Args:
        key: with formulas as answer, tolerance and names of feedback.
        item: what is asked; without parameters the key stays as it is.
        code: the participant's code, normalised.

    Raises:
        BadItem: a formula has no value for this code.
    """
    if not item.parameters:
        return key
    drawn = draw(code, item.id, item.parameters)
    try:
        if not item.parts:
            answer, tolerance, feedback = _variant(item, key, drawn)
            return replace(key, answer=answer, tolerance=tolerance, feedback=feedback)
        parts = {name: _variant(item, key.part(name), drawn) for name in item.parts}
    except BadFormula as error:
        raise BadItem(f"Soal {item.id}: {error}") from error
    return replace(
        key,
        answer={name: answer for name, (answer, _, _) in parts.items()},
        tolerance={name: slack for name, (_, slack, _) in parts.items()},
        feedback={name: feedback for name, (_, _, feedback) in parts.items()},
    )


def _variant(item: Item, key: Key, drawn: Drawn) -> tuple[object, float, dict]:
    """(answer, tolerance, feedback) of an item without parts, for what was drawn."""
    right = _span(key.answer, drawn)
    slack = _slack(key, drawn)
    taken = [right]
    feedback: dict[object, str] = {}
    for name, sentence in key.feedback.items():
        text = _fill(sentence, drawn, item.id)
        if name in (RIGHT, OTHER):
            feedback[name] = text
            continue
        span = _span(name, drawn)
        if not any(_meet(span, other, slack) for other in taken):
            taken.append(span)
            feedback[_number(span, slack)] = text
    return _number(right), float(slack), feedback


def _span(given: object, drawn: Drawn) -> Span:
    """A number, a formula, or a pair of them, as (low, high)."""
    pair = given if isinstance(given, (tuple, list)) else (given, given)
    if len(pair) != 2:
        raise BadFormula("Rentang ditulis dengan dua angka: (rendah, tinggi).")
    low, high = (
        parse(one).value(drawn) if isinstance(one, str) else exact(one) for one in pair
    )
    if low > high:
        raise BadFormula(f"Rentang {pair[0]} sampai {pair[1]} terbalik.")
    return low, high


def _slack(key: Key, drawn: Drawn) -> Number:
    slack, _ = _span(key.tolerance, drawn)
    if slack < 0:
        raise BadFormula("Toleransi tidak boleh kurang dari nol.")
    return slack


def _meet(one: Span, other: Span, slack: Number) -> bool:
    """Whether two values cannot be told apart within a tolerance."""
    slack = slack + _ROUNDING * max(1, abs(one[1]))
    return one[0] - slack <= other[1] and other[0] - slack <= one[1]


def _number(span: Span, slack: Number = 0) -> object:
    """A span as the scorer takes it: a number, or (low, high)."""
    low, high = (
        int(value) if value == int(value) else float(value)
        for value in (span[0] - slack, span[1] + slack)
    )
    return low if low == high else (low, high)


def codes_for_proof(n: int = PROOF_CODES) -> list[str]:
    """A fixed list of codes that stand for participants when an item is proven."""
    return [f"bukti-{number:04d}" for number in range(1, n + 1)]


def variant_problem(item: Item, key: Key) -> str:
    """Why an item cannot be given to everybody, or nothing.

    Over `PROOF_CODES` codes: texts and formulas have values, no value has more than
    six decimals unless there is a tolerance, and no known wrong formula comes to the
    right value for more than `MOST_COLLISIONS` of the codes.

    Returns:
        An Indonesian sentence for the author.
    """
    if not item.parameters:
        return ""
    codes = codes_for_proof()
    try:
        hidden = _hidden_names(item, key)
        if hidden:
            return f"angka {{{hidden[0]}}} belum disebut dalam cerita atau bagian."
        for code in codes:
            personal_item(item, code)
            fine = _too_fine(item, personal_key(key, item, code))
            if fine:
                return f"jawaban untuk kode {code} {fine}"
        shares = collisions(item, key, codes)
    except (BadItem, BadFormula) as error:
        return str(error).removeprefix(f"Soal {item.id}: ")
    except (KeyError, TypeError):
        return "bagian pada kunci belum cocok dengan bagian soal."
    if shares:
        name, share = max(shares.items(), key=lambda one: one[1])
        if share > MOST_COLLISIONS:
            return (
                f"rumus keliru “{name}” sama dengan jawaban benar untuk "
                f"{format_number(100 * share, 0)}% kode. Ubah parameternya."
            )
    return ""


def collisions(item: Item, key: Key, codes: Sequence[str]) -> dict[str, float]:
    """Known wrong formula → share of codes for which it comes to the right value.

    A formula of a named part is called ``a + b (part)``.

    Raises:
        BadItem: a parameter cannot be read.
        BadFormula: a formula has no value for one of the codes.
    """
    shares: dict[str, float] = {}
    for code in codes:
        drawn = draw(code, item.id, item.parameters)
        for part, one in _simple_keys(item, key).items():
            right, slack = _span(one.answer, drawn), _slack(one, drawn)
            for name in one.feedback:
                if name not in (RIGHT, OTHER):
                    label = f"{name} ({part})" if part else f"{name}"
                    met = _meet(_span(name, drawn), right, slack)
                    shares[label] = shares.get(label, 0) + met / len(codes)
    return shares


def _simple_keys(item: Item, key: Key) -> dict[str, Key]:
    return {name: key.part(name) for name in item.parts} or {"": key}


def _hidden_names(item: Item, key: Key) -> list[str]:
    """Parameters that the right answer needs but nobody is told."""
    told = {
        gap.strip()
        for text in (item.story, *item.parts.values())
        for gap in _GAP.findall(text)
    }
    needed: set[str] = set()
    for one in _simple_keys(item, key).values():
        given = one.answer if isinstance(one.answer, (tuple, list)) else [one.answer]
        needed.update(*(parse(text).names for text in given if isinstance(text, str)))
    return sorted((needed & set(item.parameters)) - told)


def _too_fine(item: Item, key: Key) -> str:
    """What nobody could type about a personal key's answer, or nothing."""
    for one in _simple_keys(item, key).values():
        if one.tolerance or isinstance(one.answer, tuple):
            continue
        if exact(one.answer) != round(exact(one.answer), _DECIMALS):
            return f"punya lebih dari {_DECIMALS} desimal. Beri toleransi."
    return ""
