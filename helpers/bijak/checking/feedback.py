"""Every wrong option has a sentence of its own, whatever the kind of answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..items import CHOICE, CHOICES, CLASSIFY, MATCH, TWO_TIER, Item, Key
from .contents import Contents

_OPTIONS = "setiap pilihan keliru perlu kalimatnya sendiri"
_CARDS = "setiap kartu perlu kalimatnya sendiri"


def sentence_problems(contents: Contents) -> Iterator[str]:
    """Items and quizzes of a module in which a mistake is not explained."""
    for name, (item, key) in contents.questions.items():
        for problem in feedback_problems(item, key):
            yield f"soal {name}: {problem}"


def feedback_problems(item: Item, key: Key) -> Iterator[str]:
    """Wrong options without a sentence, or with another one's."""
    if item.parts:
        for name in item.parts:
            yield from feedback_problems(item.part(name), key.part(name))
    elif item.kind in (CHOICE, CHOICES):
        right = [key.answer] if item.kind == CHOICE else list(key.answer)
        wrong = [option for option in item.options if option not in right]
        yield from _missing(map(key.feedback.get, wrong), _OPTIONS)
    elif item.kind in (CLASSIFY, MATCH):
        yield from _missing(_of_cards(item, key, item.options), _CARDS)
    elif item.kind == TWO_TIER:
        yield from _of_two_tiers(item, key)


def _missing(sentences: Iterable[str | None], problem: str) -> Iterator[str]:
    said = list(sentences)
    if None in said or "" in said or len(set(said)) < len(said):
        yield f"{problem}."


def _of_cards(item: Item, key: Key, options: Mapping) -> Iterator[str | None]:
    """For each card what a wrong label is answered with: one sentence, or several."""
    for card, truth in key.answer.items():
        wrong = [option for option in options if option != truth]
        named = [key.feedback.get((card, option)) for option in wrong]
        if card in key.feedback:
            yield key.feedback[card]
        else:
            yield from named


def _of_two_tiers(item: Item, key: Key) -> Iterator[str]:
    tiers = {"jawaban": item.options, "alasan": item.settings["alasan"]}
    if not item.cards:
        said = (
            key.feedback.get((tier, one))
            for tier, choices in tiers.items()
            for one in choices
            if one != key.answer[tier]
        )
        yield from _missing(said, _OPTIONS)
    elif not all((tier, one) in key.feedback for tier in tiers for one in tiers[tier]):
        yield from _missing(map(key.feedback.get, item.cards), _CARDS)
