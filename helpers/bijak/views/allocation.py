"""A number of hours, rupiah or pieces, shared out over rows."""

from __future__ import annotations

from collections.abc import Mapping

from ..items import Item
from ..scoring.plans import Plan, amounts_of, plan_of, reading_problem
from ..text import with_unit
from .pieces import BLANK, EMPTY
from .safe import escaped, plain
from .words import NOT_ANSWERED, NOT_READABLE, reading_words, typed_text


def row_label(plan: Plan, row: str) -> str:
    """What a row is called, with its limits where it has its own."""
    low, high = plan.limits[row]
    label = plain(plan.rows[row])
    if (low, high) == (0, plan.total):
        return label
    if low == high:
        return f"{label} (tepat {plan.amount(low)})"
    if low == 0:
        return f"{label} (paling banyak {plan.amount(high)})"
    if high == plan.total:
        return f"{label} (paling sedikit {plan.amount(low)})"
    return f"{label} ({plan.pair(low, high, 'sampai')})"


def asked_words(plan: Plan) -> str:
    """What to do: ``Bagi Rp500.000. Pakai kelipatan Rp25.000.``"""
    asked = f"Bagi {plan.amount(plan.total)}."
    if plan.step == 1:
        return asked
    return f"{asked} Pakai kelipatan {plan.amount(plan.step)}."


def total_words(plan: Plan, answer: Mapping) -> str:
    """How much is used and what is left: ``7 dari 10 jam terpakai, sisa 3 jam.``

    The numbers that people look at are strong; the rest is plain, escaped HTML.
    """
    used = sum(amounts_of(plan, answer).values())
    rest = plan.total - used
    share = plan.pair(used, plan.total, "dari")
    if rest < 0:
        over = escaped(plan.amount(-rest))
        return f"▲ {escaped(share)}: <strong>{over} terlalu banyak.</strong>"
    if rest == 0:
        return f"✓ <strong>{escaped(share)}</strong> terpakai. Pas."
    left = f"<strong>sisa {escaped(plan.amount(rest))}.</strong>"
    return f"{escaped(share)} terpakai, {left}"


def bar(plan: Plan, answer: Mapping) -> str:
    """The same as a bar for the eye; the words stand beside it."""
    used = float(sum(amounts_of(plan, answer).values()) / plan.total)
    full = " bijak-too-much" if used > 1 else ""
    width = round(100 * min(1.0, max(0.0, used)), 1)
    return (
        f'<div class="bijak-gauge{full}" aria-hidden="true">'
        f'<span style="width: {width}%"></span></div>'
    )


def row_problems(plan: Plan, answer: Mapping) -> list[str]:
    """What cannot be, or cannot be read, about single rows."""
    unread = (reading_problem(plan, row, answer.get(row)) for row in plan.rows)
    return [*filter(None, unread), *plan.problems(amounts_of(plan, answer))]


def _given(answer: object) -> Mapping:
    return answer if isinstance(answer, Mapping) else {}


def _row_html(plan: Plan, row: str, typed: object) -> str:
    label = f'<th scope="row">{escaped(row_label(plan, row))}</th>'
    text = typed_text(typed)
    if not text:
        return f"<tr>{label}<td>○ {NOT_ANSWERED}</td></tr>"
    said = escaped(reading_words(typed, plan.unit))
    note = f' <span class="bijak-reading">({said})</span>' if said else ""
    shown = text if said or plan.unit in text else with_unit(text, plan.unit)
    return (
        f"<tr>{label}<td><strong><bdi>{escaped(shown)}</bdi></strong>{note}</td></tr>"
    )


def static(item: Item, answer: object) -> str:
    """A row for each amount, and how much of the total is used."""
    plan, given = plan_of(item), _given(answer)
    rows = "".join(_row_html(plan, row, given.get(row)) for row in plan.rows)
    table = f'<table class="bijak-shares"><tbody>{rows}</tbody></table>'
    asked = f"<p>{escaped(asked_words(plan))}</p>"
    if not any(typed_text(given.get(row)) for row in plan.rows):
        return f"{asked}{table}{EMPTY}"
    problems = "".join(
        f"<li>{escaped(problem)}</li>" for problem in row_problems(plan, given)
    )
    notes = f"<ul>{problems}</ul>" if problems else ""
    return f"{asked}{table}{bar(plan, given)}<p>{total_words(plan, given)}</p>{notes}"


def words(item: Item, answer: object) -> str:
    """One line for each row: its label and what was typed."""
    if not isinstance(answer, Mapping):
        return NOT_READABLE
    plan, given = plan_of(item), answer
    lines = []
    for row in plan.rows:
        typed = given.get(row)
        text = typed_text(typed) or NOT_ANSWERED.lower()
        said = reading_words(typed, plan.unit) if typed_text(typed) else ""
        note = f" ({said})" if said else ""
        lines.append(f"{plain(plan.rows[row])}: {text}{note}")
    return "\n".join(lines)


def paper(item: Item) -> str:
    """A line to write on for each row, and one for the sum."""
    plan = plan_of(item)

    def blank(unit: str) -> str:
        return f"Rp {BLANK}" if unit == "Rp" else f"{BLANK} {escaped(unit)}"

    rows = "".join(
        f'<tr><th scope="row">{escaped(row_label(plan, row))}</th>'
        f"<td>{blank(plan.unit)}</td></tr>"
        for row in plan.rows
    )
    total = escaped(plan.amount(plan.total))
    return (
        f'<p class="bijak-asked">{escaped(asked_words(plan))}</p>'
        f'<table class="bijak-shares"><tbody>{rows}<tr><th scope="row">Jumlah</th>'
        f"<td>{blank(plan.unit)} (paling banyak {total})</td></tr></tbody></table>"
    )
