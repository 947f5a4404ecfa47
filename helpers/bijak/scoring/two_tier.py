"""An answer and the reason for it, once or for each card of a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from ..items import EVERY, OTHER, RIGHT, Item, Key
from .specimens import Specimen
from .verdict import EMPTY, INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict, say

ANSWER, REASON = "jawaban", "alasan"
TIERS = (ANSWER, REASON)
Pair = tuple[str | None, str | None]

_REASON_MISSED = "Jawaban pertama tepat, yang kedua belum."
_ANSWER_MISSED = "Alasan Anda tepat, jawabannya belum."


def choices_of(item: Item, tier: str) -> Mapping[str, str]:
    """What may be chosen on a tier: id → text."""
    return item.options if tier == ANSWER else item.settings["alasan"]


def part_name(card: str | None, tier: str) -> str:
    """The part of the answer that holds one tier: ``alasan`` or ``k1.alasan``."""
    return tier if card is None else f"{card}.{tier}"


def pair_of(item: Item, answer: Mapping, card: str | None = None) -> Pair:
    """What was chosen on both tiers; None where nothing that exists was."""

    def chosen(tier: str) -> str | None:
        value = answer.get(part_name(card, tier))
        known = isinstance(value, str) and value in choices_of(item, tier)
        return value if known else None

    return chosen(ANSWER), chosen(REASON)


def check(item: Item, answer: object) -> Finding:
    """Whether everything has an answer and a reason. Unknown parts are passed over."""
    if not isinstance(answer, dict):
        return UNREADABLE, "Pilih jawaban dan alasannya."
    pairs = [pair_of(item, answer, card) for card in item.cards or [None]]
    if all(pair == (None, None) for pair in pairs):
        return EMPTY, "Belum ada yang Anda pilih."
    open_ones = sum(None in pair for pair in pairs)
    if not open_ones:
        return JUDGEABLE
    if item.cards:
        return INCOMPLETE, f"Masih ada {open_ones} kartu yang belum lengkap."
    tier = "Jawabannya" if pairs[0][0] is None else "Alasannya"
    return INCOMPLETE, f"{tier} belum dipilih."


def pair_share(given: Pair, truth: Pair) -> float:
    """Both right 1, only the answer ½, else 0: a reason alone can be a lucky guess.

    Two-tier scoring after Treagust, *Development and use of diagnostic tests to
    evaluate students' misconceptions in science*, International Journal of Science
    Education 10 (1988) 159–169; the ½ is Bijak's own.
    """
    if given[0] != truth[0]:
        return 0.0
    return 1.0 if given[1] == truth[1] else 0.5


def _truths(item: Item, key: Key) -> dict[str | None, Pair]:
    """Card → the right pair; for an item without cards the only card is None."""
    if not item.cards:
        return {None: (key.answer[ANSWER], key.answer[REASON])}
    return {card: (one[ANSWER], one[REASON]) for card, one in key.answer.items()}


def _mean(given: Mapping[object, Pair], truths: Mapping[object, Pair]) -> float:
    shares = [pair_share(given[card], truth) for card, truth in truths.items()]
    return sum(shares) / len(shares)


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """1, ½ or 0; over cards the mean, and 0 for the same answer to all of them."""
    truths = _truths(item, key)
    given = {card: pair_of(item, answer, card) for card in truths}
    if given == truths:
        return Verdict(1.0, say(key, RIGHT))
    if not item.cards:
        share = pair_share(given[None], truths[None])
        return Verdict(share, _single_words(key, given[None], truths[None]))
    lazy = _one_answer(given, truths)
    share = _mean(given, truths) if lazy is None else 0.0
    whole = say(key, (EVERY, lazy))
    each = _card_words(item, key, given, truths)
    return Verdict(share, whole + (each or say(key, OTHER)))


def _one_answer(given: Mapping[str, Pair], truths: Mapping[str, Pair]) -> str | None:
    """The answer that all cards got, if these are two or more and one is wrong.

    Where one answer is right for all of them, the same holds for answer and reason.
    """
    chosen = {card: pair for card, pair in given.items() if pair[0] is not None}
    if len({truth[0] for truth in truths.values()}) > 1:
        chosen = {card: pair[:1] for card, pair in chosen.items()}
    missed = any(truths[card][: len(mine)] != mine for card, mine in chosen.items())
    alike = len(chosen) > 1 and len(set(chosen.values())) == 1
    return next(iter(chosen.values()))[0] if alike and missed else None


def _tier_words(key: Key, given: Pair, truth: Pair) -> tuple[str, ...]:
    """The author's sentences for what was chosen and is not right."""
    names = zip(TIERS, given, truth, strict=True)
    return say(key, *[(tier, mine) for tier, mine, true in names if mine != true])


def _single_words(key: Key, given: Pair, truth: Pair) -> tuple[str, ...]:
    first: tuple[str, ...] = ()
    if given[0] == truth[0]:
        first = (_REASON_MISSED,)
    elif given[1] == truth[1]:
        first = (_ANSWER_MISSED,)
    return first + (_tier_words(key, given, truth) or say(key, OTHER))


def _card_words(
    item: Item, key: Key, given: Mapping[str, Pair], truths: Mapping[str, Pair]
) -> tuple[str, ...]:
    place = {card: number for number, card in enumerate(item.cards, 1)}
    each = []
    for card, truth in truths.items():
        if given[card] == truth:
            continue
        about = f"Kartu {place[card]}"
        if given[card][0] == truth[0]:
            about += " (jawaban kedua)"
        sentences = say(key, card) or _tier_words(key, given[card], truth)
        each += [f"{about}: {sentence}" for sentence in sentences]
    return tuple(each)


def _written(pairs: Mapping[str | None, Pair]) -> dict[str, str]:
    """Pairs as an answer file holds them."""
    return {
        part_name(card, tier): value
        for card, pair in pairs.items()
        for tier, value in zip(TIERS, pair, strict=True)
    }


def right(item: Item, key: Key) -> dict[str, str]:
    """The key, flat."""
    return _written(_truths(item, key))


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Every wrong answer and reason; over cards also one pair for all of them."""
    truths = _truths(item, key)
    if len(truths) > 1:
        yield from _one_for_all(item, key, truths)
    for card, truth in truths.items():
        for place, tier in enumerate(TIERS):
            for one in _misses(item, key, card, tier, truth[place]):
                pair = (one, truth[1]) if tier == ANSWER else (truth[0], one)
                answer = _written({**truths, card: pair})
                sentence = (
                    key.feedback.get(card)
                    or key.feedback.get((tier, one))
                    or key.feedback.get(OTHER, "")
                )
                # Over cards only this is known: less than all.
                share = pair_share(pair, truth) if card is None else None
                name = f"keliru: {part_name(card, tier)} {one}"
                yield Specimen(name, answer, share, sentence)


def _one_for_all(
    item: Item, key: Key, truths: Mapping[str, Pair]
) -> Iterator[Specimen]:
    for pair in product(*[choices_of(item, tier) for tier in TIERS]):
        same = dict.fromkeys(truths, pair)
        if same == truths:
            continue
        missed = any(truth[0] != pair[0] for truth in truths.values())
        sentence = key.feedback.get((EVERY, pair[0]), "") if missed else ""
        share = 0.0 if len(set(truths.values())) > 1 else None
        yield Specimen(f"semua {pair[0]} {pair[1]}", _written(same), share, sentence)


def _misses(
    item: Item, key: Key, card: str | None, tier: str, truth: str | None
) -> list[str]:
    """The wrong choices of a tier: for a card, one stands for all judged alike."""
    others = [one for one in choices_of(item, tier) if one != truth]
    if card is None:
        return others
    spoken = [] if card in key.feedback else others
    named = [one for one in spoken if (tier, one) in key.feedback]
    return named + [one for one in others if one not in named][:1]
