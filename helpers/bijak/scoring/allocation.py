"""A number of hours, rupiah or pieces, shared out over rows.

First it must be possible: not more than there is, within the limits, in whole steps.
Then the share of the points is (outcome − naive) / (best − naive), between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..formulas import BadFormula, parse
from ..items import EVERY, OTHER, RIGHT, Item, Key
from ..text import format_number
from .grids import best_points, slack
from .plans import (
    Amounts,
    Plan,
    accepted,
    amounts_of,
    everything_on,
    naive,
    plan_of,
    read_amount,
    reading_problem,
    written,
)
from .specimens import Specimen
from .verdict import EMPTY, INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict, say

OVER, REST, NAIVE = "lebih", "sisa", "awal"
"""Names in feedback: too much shared out, something left over, the naive answer."""

_MOST_UNITS = 10_000


def check(item: Item, answer: object) -> Finding:
    """Whether every row has a number, and all of them together are possible.

    What is impossible is told before anything is handed in, but still judged.
    """
    if not isinstance(answer, dict):
        return UNREADABLE, "Tulis satu angka di setiap baris."
    plan = plan_of(item)
    read = {row: read_amount(plan, answer.get(row)) for row in plan.rows}
    if not any(read.values()):
        return EMPTY, "Belum ada yang Anda bagi."
    for row in plan.rows:
        if problem := reading_problem(plan, row, answer.get(row)):
            return UNREADABLE, problem
    amounts = amounts_of(plan, answer)
    if wrong := next(plan.problems(amounts), "") or plan.too_much(amounts):
        return INCOMPLETE, wrong
    if missing := sum(reading is None for reading in read.values()):
        return INCOMPLETE, f"Masih ada {missing} baris kosong. Tulis 0 jika tidak ada."
    return JUDGEABLE


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """The outcome on a scale where naive is 0 and best is 1; an empty row is 0.

    Whoever puts everything on one row earns nothing either, unless that is best: the
    scale begins at the best of these answers and the naive one.
    """
    plan = plan_of(item)
    amounts = dict.fromkeys(plan.rows, Fraction(0)) | amounts_of(plan, answer)
    impossible = list(plan.problems(amounts))
    if too_much := plan.too_much(amounts):
        impossible += say(key, OVER) or (too_much,)
    if impossible:
        return Verdict(0.0, tuple(impossible))
    value, best = _outcome(key, amounts), _outcome(key, accepted(plan, key)[0])
    start = _start(plan, key, best)
    numbers = {"outcome": float(value)}
    if value >= best - slack(best):
        return Verdict(1.0, say(key, RIGHT), numbers=numbers)
    share = float((value - start) / (best - start))
    return Verdict(max(0.0, share), _sentences(plan, key, amounts), numbers=numbers)


def _sentences(plan: Plan, key: Key, amounts: Amounts) -> tuple[str, ...]:
    """What helps with a possible answer that is not the best."""
    said = say(key, NAIVE) if amounts == naive(plan, key) else ()
    for row in plan.rows:
        if amounts == everything_on(plan, row):
            said = said or say(key, row) or say(key, EVERY)
    rest = plan.total - sum(amounts.values())
    if rest and not said:
        said = say(key, REST) or (f"Masih ada {plan.amount(rest)} belum dipakai.",)
    return said or say(key, OTHER)


def _outcome(key: Key, amounts: Amounts) -> Fraction | float:
    return parse(key.outcome).value(amounts)


def _start(plan: Plan, key: Key, best: Fraction | float) -> Fraction | float:
    """The outcome that earns nothing yet."""
    lazy = [everything_on(plan, row) for row in plan.rows]
    values = [_outcome(key, one) for one in (naive(plan, key), *lazy)]
    return max(values[0], *(v for v in values if v < best - slack(best)))


def right(item: Item, key: Key) -> dict[str, str]:
    """The first accepted answer as a person would type it."""
    return _typed(accepted(plan_of(item), key)[0])


def _typed(amounts: Amounts) -> dict[str, str]:
    return {row: written(value) for row, value in amounts.items()}


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Naive, everything on one row, too much, a rest, and what is impossible."""
    plan = plan_of(item)
    best = accepted(plan, key)[0]
    yield Specimen("awal", _typed(naive(plan, key)), 0.0, key.feedback.get(NAIVE, ""))
    for row in plan.rows:
        said = key.feedback.get(row) or key.feedback.get(EVERY, "")
        yield Specimen(f"semua {row}", _typed(everything_on(plan, row)), 0.0, said)
    # A row from which something can be taken; its key is above its least.
    row = max(plan.rows, key=lambda one: best[one] - plan.limits[one][0])
    step, rest = plan.step, plan.total - sum(best.values())
    over, less = key.feedback.get(OVER, ""), key.feedback.get(REST, "")
    for name, value, share, said in (
        ("lebih", best[row] + rest + step, 0.0, over),
        ("sisa", best[row] - step, None, less),
        ("setengah", best[row] - step / 2, 0.0, ""),
        ("negatif", -step, 0.0, ""),
    ):
        yield Specimen(f"{name} {row}", _typed(best | {row: value}), share, said)
    yield Specimen("bukan angka", _typed(best) | {row: "kira-kira"}, 0.0)


def key_problem(item: Item, key: Key) -> str:
    """Why an item cannot be given to anybody, or nothing.

    The key is possible, brings the most (of all points of the grid, or as `climb`
    says where there are too many), no other answer brings as much without being
    accepted too, and both the naive answer and everything on one row bring less.

    Returns:
        An Indonesian sentence for the author.
    """
    try:
        plan = plan_of(item)
        return _plan_problem(plan, item) or _key_problem(plan, key)
    except BadFormula as error:
        return str(error)
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError):
        return "total, kelipatan, batas, kunci, atau awal belum terbaca."


def _plan_problem(plan: Plan, item: Item) -> str:
    if plan.step <= 0 or plan.total <= 0 or plan.total % plan.step:
        return "total harus kelipatan dari kelipatan=…, dan lebih dari nol."
    if plan.total / plan.step > _MOST_UNITS:
        return f"langkahnya lebih dari {_MOST_UNITS}. Perbesar kelipatan=…."
    for row, (low, high) in plan.limits.items():
        if row in (OVER, REST, NAIVE, RIGHT, OTHER) or parse(row).names != {row}:
            return f"nama baris “{row}” tidak dapat dipakai. Pilih nama lain."
        if not 0 <= low <= high or low % plan.step or high % plan.step:
            return f"batas baris “{row}” bukan kelipatan, atau terbalik."
    if strange := set(item.settings.get("batas") or {}) - set(plan.rows):
        return f"batas menyebut baris yang tidak ada: {sorted(strange)}."
    if sum(low for low, _ in plan.limits.values()) > plan.total:
        return "batas bawah semua baris melebihi total."
    return ""


def _key_problem(plan: Plan, key: Key) -> str:
    answers, start = accepted(plan, key), naive(plan, key)
    named = [*(key.answer if isinstance(key.answer, (list, tuple)) else [key.answer])]
    for name, given in [("kunci", one) for one in named] + [("awal", key.naive or {})]:
        if strange := set(given) - set(plan.rows):
            return f"{name} menyebut baris yang tidak ada: {sorted(strange)}."
    for amounts in (*answers, start):
        if why := next(plan.problems(amounts), "") or plan.too_much(amounts):
            return f"{_shown(amounts)} tidak mungkin: {why}"
    lazy = [everything_on(plan, row) for row in plan.rows]
    limits, units = plan.grid()
    formula = parse(key.outcome)
    starts = [
        tuple(int(value / plan.step) for value in one.values())
        for one in (*answers, start, *lazy)
    ]
    best = best_points(
        lambda point: formula.value(plan.amounts(point)), limits, units, starts
    )
    found = [plan.amounts(point) for point in best]
    if missed := [one for one in answers if one not in found]:
        return f"{_shown(found[0])} lebih baik daripada kunci {_shown(missed[0])}."
    if equal := [one for one in found if one not in answers]:
        return f"{_shown(equal[0])} sama baiknya. Tambahkan pada daftar kunci."
    if start in found:
        return "jawaban awal sudah yang terbaik. Ubah hasil=… atau awal=…."
    if any(one in found for one in lazy):
        return "yang terbaik menaruh semuanya pada satu baris. Ubah hasil=… atau batas."
    return ""


def _shown(amounts: Amounts) -> str:
    parts = (f"{row} {format_number(float(value))}" for row, value in amounts.items())
    return f"({', '.join(parts)})"
