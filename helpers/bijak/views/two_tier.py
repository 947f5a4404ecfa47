"""An answer and the reason for it, once or for each card of a set."""

from __future__ import annotations

from collections.abc import Mapping

from ..items import Item
from ..scoring.two_tier import ANSWER, TIERS, choices_of, pair_of
from .cards import post_card
from .pieces import MINE
from .safe import escaped, plain
from .words import NOT_ANSWERED, card_title

_ASKED = {"jawaban": "Apa jawaban Anda?", "alasan": "Apa alasan Anda?"}
_NAMES = {"jawaban": "Jawaban", "alasan": "Alasan"}


def tier_question(item: Item, tier: str) -> str:
    """What is asked on a tier."""
    asked = item.settings.get("tanya")
    given = asked if isinstance(asked, Mapping) else {}
    return plain(given.get("pilihan" if tier == ANSWER else tier)) or _ASKED[tier]


def choice_words(item: Item, tier: str, one: str) -> str:
    """A choice as people read it: ``b. Takut``, in a set of cards only its text."""
    text = plain(choices_of(item, tier).get(one, ""))
    lettered = not item.cards and len(one) == 1
    return f"{one}. {text}" if lettered else text


def _given(item: Item, answer: object, card: str | None = None) -> dict[str, str]:
    """Tier → what was chosen on it, in words; tiers without a choice are left out."""
    pair = pair_of(item, answer if isinstance(answer, Mapping) else {}, card)
    chosen = zip(TIERS, pair, strict=True)
    return {tier: choice_words(item, tier, one) for tier, one in chosen if one}


def _legend(item: Item, tier: str) -> str:
    asked = escaped(tier_question(item, tier))
    return f'<p class="bijak-legend"><strong>{asked}</strong></p>'


def _tier(item: Item, tier: str, mine: str | None) -> str:
    lines = []
    for one in choices_of(item, tier):
        said = escaped(choice_words(item, tier, one))
        if one == mine:
            inside = f'<span aria-hidden="true">◉</span> <strong>{said}</strong>{MINE}'
            lines.append(f'<li class="bijak-option bijak-chosen">{inside}</li>')
        else:
            inside = f'<span aria-hidden="true">○</span> {said}'
            lines.append(f'<li class="bijak-option">{inside}</li>')
    note = "" if mine else f'<p class="bijak-empty">○ {NOT_ANSWERED}.</p>'
    options = "".join(lines)
    return f'{_legend(item, tier)}<ul class="bijak-options">{options}</ul>{note}'


def _card(item: Item, answer: object, card: str, row: Mapping) -> str:
    given = _given(item, answer, card)
    lines = []
    for tier in TIERS:
        said = f"○ {NOT_ANSWERED}"
        if tier in given:
            said = f"◉ <strong>{escaped(given[tier])}</strong>{MINE}"
        lines.append(f"<p>{escaped(tier_question(item, tier))}<br>{said}</p>")
    return f"<li>{post_card(row)}{''.join(lines)}</li>"


def _choices_line(item: Item, tier: str) -> str:
    options = " · ".join(
        escaped(choice_words(item, tier, one)) for one in choices_of(item, tier)
    )
    return f"<p>{escaped(tier_question(item, tier))} {options}</p>"


def static(item: Item, answer: object) -> str:
    """Both lists with what was chosen, or every card with both."""
    if not item.cards:
        given = answer if isinstance(answer, Mapping) else {}
        pair = zip(TIERS, pair_of(item, given), strict=True)
        return "".join(_tier(item, tier, mine) for tier, mine in pair)
    cards = "".join(_card(item, answer, card, row) for card, row in item.cards.items())
    choices = "".join(_choices_line(item, tier) for tier in TIERS)
    return f'{choices}<ol class="bijak-cards">{cards}</ol>'


def words(item: Item, answer: object) -> str:
    """The answer and its reason; over cards one line for each of them."""
    nothing = NOT_ANSWERED.lower()
    if not item.cards:
        given = _given(item, answer)
        return "\n".join(
            f"{_NAMES[tier]}: {given.get(tier, nothing)}" for tier in TIERS
        )
    lines = []
    for place, (card, row) in enumerate(item.cards.items(), 1):
        given = _given(item, answer, card)
        said = (
            " · ".join(given.get(tier, nothing) for tier in TIERS) if given else nothing
        )
        lines.append(f"{place}. “{card_title(row)}” → {said}")
    return "\n".join(lines)


def paper(item: Item) -> str:
    """Both lists with circles, under each card where there are cards."""
    if not item.cards:
        tiers = "".join(_ticks(item, tier) for tier in TIERS)
        return f'<p class="bijak-asked">Lingkari satu di setiap daftar.</p>{tiers}'
    circles = "".join(_circles(item, tier) for tier in TIERS)
    cards = "".join(
        f"<li>{post_card(row)}{circles}</li>" for row in item.cards.values()
    )
    return (
        '<p class="bijak-asked">Lingkari satu di setiap baris, untuk setiap kartu.</p>'
        f'<ol class="bijak-cards">{cards}</ol>'
    )


def _ticks(item: Item, tier: str) -> str:
    lines = "".join(
        f"<li>○ {escaped(choice_words(item, tier, one))}</li>"
        for one in choices_of(item, tier)
    )
    return f'{_legend(item, tier)}<ul class="bijak-ticks">{lines}</ul>'


def _circles(item: Item, tier: str) -> str:
    circles = " &nbsp; ".join(
        f"○ {escaped(choice_words(item, tier, one))}" for one in choices_of(item, tier)
    )
    return f"<p>{escaped(tier_question(item, tier))}<br>{circles}</p>"
