"""A set of cards sorted under labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..items import EVERY, RIGHT, Item, Key
from .specimens import Specimen
from .verdict import (
    EMPTY,
    INCOMPLETE,
    JUDGEABLE,
    UNREADABLE,
    Finding,
    Verdict,
    say,
)


def check(item: Item, answer: object) -> Finding:
    """Whether every card has a label. Unknown cards are passed over."""
    if not isinstance(answer, dict):
        return UNREADABLE, "Kelompokkan semua kartu."
    missing = [card for card in item.cards if label_of(item, answer, card) is None]
    if len(missing) == len(item.cards):
        return EMPTY, "Belum ada kartu yang Anda kelompokkan."
    if missing:
        return INCOMPLETE, f"Masih ada {len(missing)} kartu tanpa kelompok."
    return JUDGEABLE


def label_of(item: Item, answer: Mapping, card: str) -> str | None:
    """The label a card got; None when it has none that exists."""
    label = answer.get(card)
    return label if isinstance(label, str) and label in item.options else None


def macro_f1(given: Mapping[str, str | None], truth: Mapping[str, str]) -> float:
    """Mean over the true labels of F1 = 2·TP / (2·TP + FP + FN).

    A card without a label is a miss. Manning, Raghavan, Schütze, *Introduction to
    Information Retrieval* (2008), section 13.6.
    """
    scores = []
    for label in set(truth.values()):
        hits = sum(given[c] == label == truth[c] for c in truth)
        claimed = sum(given[c] == label for c in truth)
        actual = sum(truth[c] == label for c in truth)
        scores.append(2 * hits / (claimed + actual))
    return sum(scores) / len(scores)


def rescaled_f1(given: Mapping[str, str | None], truth: Mapping[str, str]) -> float:
    """Macro-F1 on a scale where the best "all one label" is 0 and all right is 1."""
    lazy = max(macro_f1(dict.fromkeys(truth, one), truth) for one in truth.values())
    return (macro_f1(given, truth) - lazy) / (1 - lazy)


def catch_rates(given: Mapping[str, str | None], key: Key) -> tuple[float, float]:
    """(H, F): share of the positives caught, share of the others accused.

    "Not known yet" and no label count ½ to each.
    """

    def accused(card: str) -> float:
        label = given[card]
        if label is None or label == key.undecided:
            return 0.5
        return float(label == key.positive)

    positives = [c for c, label in key.answer.items() if label == key.positive]
    others = [c for c in key.answer if c not in positives]
    return (
        sum(map(accused, positives)) / len(positives),
        sum(map(accused, others)) / len(others),
    )


def _numbers(item: Item, key: Key, caught: float, accused: float) -> dict[str, float]:
    """What a page needs to say "4 of 5 caught, 1 of 5 accused"."""
    positives = sum(label == key.positive for label in key.answer.values())
    numbers = {
        "H": caught,
        "F": accused,
        "positives": positives,
        "others": len(key.answer) - positives,
    }
    if key.positive in item.options:
        numbers["label"] = list(item.options).index(key.positive)
    return numbers


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """max(0; H − F) with a label to be caught, else the rescaled macro-F1."""
    given = {card: label_of(item, answer, card) for card in key.answer}
    labels = set(given.values())
    numbers: dict[str, float] = {}
    if key.positive is None:
        share = rescaled_f1(given, key.answer)
    else:
        caught, accused = catch_rates(given, key)
        share, numbers = caught - accused, _numbers(item, key, caught, accused)
    if given == dict(key.answer):
        said = say(key, RIGHT) + tuple(_told(item, key, given))
        return Verdict(1.0, said, numbers=numbers)
    whole = say(key, (EVERY, labels.pop())) if len(labels) == 1 else ()
    return Verdict(share, whole + tuple(_told(item, key, given)), numbers=numbers)


def _told(item: Item, key: Key, given: Mapping[str, str | None]) -> Iterator[str]:
    """The sentences of the cards under a wrong label, in the order of the cards.

    With a debriefing, those of the positives that were caught stand among them.
    """
    for number, card in enumerate(item.cards, 1):
        right = given[card] == key.answer[card]
        if right and not (key.debrief and key.answer[card] == key.positive):
            continue
        place = f"Kartu {number} (sudah tepat)" if right else f"Kartu {number}"
        for sentence in say(key, (card, given[card])) or say(key, card):
            yield f"{place}: {sentence}"


def right(item: Item, key: Key) -> dict[str, str]:
    """The key."""
    return dict(key.answer)


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """One label for all cards, and each card under a wrong label."""
    for label in item.options:
        sentence = key.feedback.get((EVERY, label), "")
        answer = dict.fromkeys(item.cards, label)
        yield Specimen(f"semua {label}", answer, 0.0, sentence)
    for card, true_label in key.answer.items():
        others = [label for label in item.options if label != true_label]
        named = [label for label in others if (card, label) in key.feedback]
        # Labels without a sentence of their own are judged alike: one stands for all.
        alike = [label for label in others if label not in named][:1]
        for label in named + alike:
            sentence = key.feedback.get((card, label)) or key.feedback.get(card, "")
            answer = {**key.answer, card: label}
            yield Specimen(f"keliru: {card} {label}", answer, None, sentence)
