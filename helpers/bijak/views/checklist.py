"""The rules of a table or text as a list: a sign and words, never only a colour."""

from __future__ import annotations

from collections.abc import Mapping

from ..scoring.by_rules import PASSED
from .safe import escaped, plain

MET, OPEN = "✓", "○"


def rule_words(rule: Mapping) -> str:
    """What a shown rule asks for, as the author wrote it."""
    return plain(rule.get("tulisan", ""))


def count_words(states: Mapping[str, str]) -> str:
    """How many rules hold: ``2 dari 3 aturan terpenuhi.``"""
    met = sum(state == PASSED for state in states.values())
    if met == len(states):
        return "Semua aturan terpenuhi." if met > 1 else "Aturannya terpenuhi."
    return f"{met} dari {len(states)} aturan terpenuhi."


def checklist(rules: Mapping[str, Mapping], states: Mapping[str, str]) -> str:
    """The shown rules and which of them hold, as HTML.

    Args:
        rules: rule id → rule.
        states: rule id → how it came out.
    """
    if not rules:
        return ""
    lines = "".join(_line(rule, states[name] == PASSED) for name, rule in rules.items())
    return f'<ul class="bijak-rules">{lines}</ul>'


def _line(rule: Mapping, met: bool) -> str:
    style, sign, word = (
        ("bijak-met", MET, "terpenuhi") if met else ("bijak-unmet", OPEN, "belum")
    )
    return (
        f'<li class="{style}"><span class="bijak-sign" aria-hidden="true">{sign}</span>'
        f'<span>{escaped(rule_words(rule))} <span class="bijak-tag">({word})</span>'
        "</span></li>"
    )


def tick_rules(rules: Mapping[str, Mapping]) -> str:
    """The shown rules with boxes to tick, for paper."""
    if not rules:
        return ""
    lines = "".join(f"<li>☐ {escaped(rule_words(one))}</li>" for one in rules.values())
    return (
        '<p class="bijak-asked">Periksa sendiri:</p>'
        f'<ul class="bijak-ticks">{lines}</ul>'
    )
