"""A verdict in words: points, state, what was caught and accused, what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..items import Item
from ..measures.words import BALANCED, SHARP
from ..text import format_number, format_points
from .safe import escaped
from .words import option_words

if TYPE_CHECKING:
    from ..scoring import Verdict

# The states of `scoring.verdict`, by name: these two stand on one floor.
_STATES = {
    "right": ("✓", "Tepat", "bijak-right"),
    "partly": ("◐", "Sebagian tepat", "bijak-partly"),
    "wrong": ("✗", "Belum tepat", "bijak-wrong"),
    "empty": ("○", "Belum diisi", "bijak-open"),
    "incomplete": ("○", "Belum lengkap", "bijak-open"),
    "unreadable": ("?", "Belum terbaca", "bijak-open"),
}
_HALF = " Kartu tanpa keputusan dihitung setengah."


def _words(item: Item, numbers: dict[str, float]) -> tuple[str, str]:
    """What the cards to be caught and the other cards are called."""
    labels = list(item.options)
    label = labels[int(numbers["label"])] if "label" in numbers else ""
    if label.lower().startswith("hoaks"):
        return "hoaks", "info benar"
    name = option_words(item, label)
    return (f"kartu “{name}”" if name else "kartu yang dicari"), "kartu lain"


def _tendency(hits: float, caught: int, alarms: float, others: int) -> str:
    """Discernment d′ and suspicion c in words, with (k + ½)/(n + 1).

    d′ = z(H) − z(F), c = −½·(z(H) + z(F)). Macmillan & Creelman, *Detection
    Theory* (2005), chapters 1 and 2; correction of Hautus (1995).
    """
    from statistics import NormalDist

    z = NormalDist().inv_cdf
    high, low = z((hits + 0.5) / (caught + 1)), z((alarms + 0.5) / (others + 1))
    lean = -(high + low) / 2
    if lean < -BALANCED:
        return "Anda cenderung curiga. Yang benar ikut tertuduh."
    if lean > BALANCED:
        return "Anda cenderung percaya. Yang keliru ikut lolos."
    if high - low >= SHARP:
        return "Anda jeli dan tidak berat sebelah."
    return "Keduanya masih sering tertukar. Periksa satu kartu lagi pelan-pelan."


def _caught(item: Item, numbers: dict[str, float]) -> str:
    """What was caught and accused, as counts that people can check on the cards."""
    try:
        caught, others = int(numbers["positives"]), int(numbers["others"])
        hits, alarms = numbers["H"] * caught, numbers["F"] * others
        wanted, rest = _words(item, numbers)
        tendency = _tendency(hits, caught, alarms, others)
    except (KeyError, IndexError, ValueError, TypeError):
        return ""
    half = "" if float(hits).is_integer() and float(alarms).is_integer() else _HALF
    return (
        '<ul class="bijak-rates"><li><strong>Tertangkap:</strong> '
        f"{format_number(hits)} dari {caught} {escaped(wanted)}.</li>"
        "<li><strong>Tertuduh:</strong> "
        f"{format_number(alarms)} dari {others} {escaped(rest)}.</li></ul>"
        f'<p class="bijak-tendency">{tendency}{half}</p>'
    )


def verdict_html(
    item: Item, answer: object, verdict: Verdict, *, with_points: bool = True
) -> str:
    """A verdict for the person who answered.

    Args:
        item: what was asked.
        answer: what was answered; the verdict already says what follows from it.
        verdict: the judgement.
        with_points: whether points are shown; a practice quiz has none to give.

    Returns:
        Escaped HTML. Sign and words carry the state, never the colour alone.
    """
    sign, state, style = _STATES.get(verdict.state, _STATES["unreadable"])
    points = (
        f' <span class="bijak-points">{format_points(verdict.points)} dari '
        f"{format_points(verdict.total)} poin</span>"
        if with_points
        else ""
    )
    rates = _caught(item, verdict.numbers) if verdict.numbers else ""
    sentences = [escaped(sentence) for sentence in verdict.sentences]
    if len(sentences) > 1:
        helps = "".join(f"<li>{sentence}</li>" for sentence in sentences)
        helps = f'<ul class="bijak-helps">{helps}</ul>'
    else:
        helps = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return (
        f'<div class="bijak-box bijak-verdict {style}"><p class="bijak-state">'
        f'<span aria-hidden="true">{sign}</span> <strong>{state}</strong>{points}</p>'
        f"{rates}{helps}</div>"
    )
