"""Things on the left, each joined to one on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..items import EVERY, OTHER, RIGHT, Item, Key
from .classify import label_of as partner_of
from .specimens import Specimen
from .verdict import EMPTY, INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict, say


def check(item: Item, answer: object) -> Finding:
    """Whether every left thing has a partner. Unknown ones are passed over.

    With ``sekali`` a partner that was taken twice is said, but still judged: at most
    one of the two pairs is right, so nothing is won by it.
    """
    if not isinstance(answer, dict):
        return UNREADABLE, "Pilih pasangan untuk setiap nomor."
    partners = [partner_of(item, answer, left) for left in item.cards]
    missing = partners.count(None)
    if missing == len(partners):
        return EMPTY, "Belum ada yang Anda pasangkan."
    if missing:
        return INCOMPLETE, f"Masih ada {missing} nomor tanpa pasangan."
    if item.settings.get("sekali") and len(set(partners)) < len(partners):
        return INCOMPLETE, "Satu pasangan terpakai dua kali. Ganti salah satunya."
    return JUDGEABLE


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """Share of the right pairs.

    One and the same partner for everything that was joined (two or more) earns
    nothing, unless all of these pairs are right.
    """
    given = {left: partner_of(item, answer, left) for left in key.answer}
    missed = [left for left, partner in given.items() if partner != key.answer[left]]
    if not missed:
        return Verdict(1.0, say(key, RIGHT))
    one_for_all = _only_partner(given) if any(given[left] for left in missed) else None
    share = 1 - len(missed) / len(given)
    place = {left: number for number, left in enumerate(item.cards, 1)}
    each = tuple(
        f"Nomor {place[left]}: {sentence}"
        for left in missed
        for sentence in say(key, (left, given[left])) or say(key, left)
    )
    whole = say(key, (EVERY, one_for_all))
    return Verdict(
        share if one_for_all is None else 0.0, whole + (each or say(key, OTHER))
    )


def _only_partner(given: Mapping[str, str | None]) -> str | None:
    """The partner of all that were joined, if these are two or more; else None."""
    joined = [partner for partner in given.values() if partner is not None]
    return joined[0] if len(joined) > 1 and len(set(joined)) == 1 else None


def right(item: Item, key: Key) -> dict[str, str]:
    """The key."""
    return dict(key.answer)


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """One partner for all, and each left thing with a wrong partner."""
    for partner in item.options:
        answer = dict.fromkeys(item.cards, partner)
        if len(answer) > 1 and answer != key.answer:
            sentence = key.feedback.get((EVERY, partner), "")
            yield Specimen(f"semua {partner}", answer, 0.0, sentence)
    for left, true_partner in key.answer.items():
        others = [partner for partner in item.options if partner != true_partner]
        named = [partner for partner in others if (left, partner) in key.feedback]
        # Partners without a sentence of their own are judged alike: one for all.
        alike = [partner for partner in others if partner not in named][:1]
        for partner in named + alike:
            yield _one_wrong(key, left, partner)


def _one_wrong(key: Key, left: str, partner: str) -> Specimen:
    answer = {**key.answer, left: partner}
    sentence = (
        key.feedback.get((left, partner))
        or key.feedback.get(left)
        or key.feedback.get(OTHER, "")
    )
    share = 1 - 1 / len(answer) if _only_partner(answer) is None else 0.0
    return Specimen(f"keliru: {left} {partner}", answer, share, sentence)
