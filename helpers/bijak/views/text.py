"""A text by rules: as it was written, in words, and lines to write on."""

from __future__ import annotations

import math

from ..items import Item
from ..scoring.text_rules import LONGEST, count_words, judge_text
from .checklist import checklist, tick_rules
from .pieces import BLANK, EMPTY
from .safe import escaped, plain
from .words import NOT_READABLE

_WORDS_IN_A_LINE = 7
_LINES, _MOST_LINES = 6, 20


def word_limits(item: Item) -> tuple[int | None, int | None]:
    """The least and the most words that a shown rule asks for."""
    for rule in item.rules.values():
        if rule["uji"] == "kata":
            return rule.get("min"), rule.get("maks")
    return None, None


def counter_words(item: Item, text: object) -> str:
    """How long a text is: ``23 dari paling banyak 40 kata``."""
    count, (least, most) = count_words(text), word_limits(item)
    if least and most:
        return f"{count} kata, diminta {least} sampai {most} kata"
    if most:
        over = f". Kurangi {count - most} kata" if count > most else ""
        return f"{count} dari paling banyak {most} kata{over}"
    if least:
        return f"{count} dari paling sedikit {least} kata"
    return f"{count} kata"


def static(item: Item, answer: object) -> str:
    """What was written, its length, and which of the shown rules hold."""
    text = plain(answer, LONGEST).strip()
    states = judge_text(answer, item.rules)
    rules = checklist(item.rules, states)
    if not text:
        return f"{EMPTY}{rules}"
    return (
        f'<div class="bijak-written"><bdi>{escaped(text, LONGEST)}</bdi></div>'
        f'<p class="bijak-count">{escaped(counter_words(item, answer))}.</p>{rules}'
    )


def words(item: Item, answer: object) -> str:
    """What was written."""
    return plain(answer, LONGEST).strip() or NOT_READABLE


def paper(item: Item) -> str:
    """Lines to write on, and the rules to tick."""
    _, most = word_limits(item)
    asked = math.ceil(most / _WORDS_IN_A_LINE) + 1 if most else _LINES
    lines = min(_MOST_LINES, max(int(item.settings.get("baris", 0)), asked))
    blank = f'<p class="bijak-writing-line">{BLANK}</p>' * lines
    return f"{blank}{tick_rules(item.rules)}"
