"""Things on the left, each joined to one on the right."""

from __future__ import annotations

from string import ascii_uppercase

from ..items import Item
from .cards import is_post, post_card
from .pieces import MINE
from .safe import escaped, plain
from .words import NOT_ANSWERED, card_label, card_title, option_words, start_order


def letters(item: Item) -> dict[str, str]:
    """Partner → the letter that people call it by, in the order of the letters.

    The order is shuffled, the same for everybody: an author may have written the
    partners in the order of the left side.
    """
    partners = start_order(item)
    names = [*ascii_uppercase[: len(partners)]]
    names += [str(number) for number in range(len(names) + 1, len(partners) + 1)]
    return dict(zip(partners, names, strict=True))


def partner_words(item: Item, partner: str) -> str:
    """A partner as people read it: ``B. BMKG``."""
    return f"{letters(item)[partner]}. {option_words(item, partner)}"


def rule_words(item: Item) -> str:
    """How often a partner may be taken."""
    if item.settings.get("sekali"):
        return "Setiap huruf hanya dipakai sekali."
    return "Satu huruf boleh dipakai lebih dari sekali."


def left_html(row: dict) -> str:
    """A left thing: its text, or a whole post."""
    if is_post(row):
        return post_card(row)
    return escaped(plain(row.get("teks")))


def partner_list(item: Item, style: str) -> str:
    """All partners with their letters."""
    lines = "".join(
        f"<li><strong>{letter}.</strong> {escaped(option_words(item, partner))}</li>"
        for partner, letter in letters(item).items()
    )
    return f'<ul class="{style}">{lines}</ul>'


def static(item: Item, answer: object) -> str:
    """Every left thing with its partner, and all partners."""
    lines = []
    for left, row in item.cards.items():
        partner = card_label(item, answer, left)
        if partner:
            said = f"→ <strong>{escaped(partner_words(item, partner))}</strong>{MINE}"
        else:
            said = f"○ {NOT_ANSWERED}"
        lines.append(f"<li>{left_html(row)}<p>{said}</p></li>")
    return (
        f"<p>Pilihan pasangan:</p>{partner_list(item, 'bijak-options')}"
        f'<ol class="bijak-cards">{"".join(lines)}</ol>'
    )


def words(item: Item, answer: object) -> str:
    """One line for each left thing: its text and its partner."""
    lines = []
    for place, (left, row) in enumerate(item.cards.items(), 1):
        partner = card_label(item, answer, left)
        said = partner_words(item, partner) if partner else NOT_ANSWERED.lower()
        lines.append(f"{place}. “{card_title(row)}” → {said}")
    return "\n".join(lines)


def paper(item: Item) -> str:
    """Both sides beside each other, with a box for each letter."""
    lefts = "".join(
        f'<li>{left_html(row)} <span class="bijak-slot"></span></li>'
        for row in item.cards.values()
    )
    return (
        '<p class="bijak-asked">Tulis satu huruf di setiap kotak. '
        f"{rule_words(item)}</p>"
        f'<div class="bijak-pairs"><ol>{lefts}</ol>'
        f"{partner_list(item, 'bijak-ticks')}</div>"
    )
