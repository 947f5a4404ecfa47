"""``score(item, answer, key)``: pure and total. It never raises.

Empty, "all one label" and "everything selected" score 0. How each kind is scored
stands in its module.
"""

from __future__ import annotations

from dataclasses import replace

from ..items import Item, Key
from .rooms import judge_of
from .specimens import Specimen, specimens
from .verdict import (
    EMPTY,
    INCOMPLETE,
    UNREADABLE,
    Finding,
    Verdict,
    graded_state,
)

__all__ = [
    "Specimen",
    "Verdict",
    "check",
    "is_answered",
    "key_problem",
    "score",
    "specimens",
]

_INTERNAL = (
    "Soal ini belum dapat dinilai karena kekeliruan kami, bukan kekeliruan Anda. "
    "Beri tahu pelatih."
)
_EMPTY = "Belum diisi. Coba dulu; jawaban keliru pun memberi Anda penjelasan."


def check(item: Item, answer: object) -> Finding:
    """Whether an answer can be judged; says nothing about right or wrong.

    Returns:
        A state (`EMPTY`, `INCOMPLETE`, `UNREADABLE`) and why, or two empty texts
        when the answer is complete. Never raises.
    """
    try:
        if item.parts:
            return _check_parts(item, answer if isinstance(answer, dict) else {})
        if answer is None or answer in ("", [], {}):
            return EMPTY, _EMPTY
        return judge_of(item.kind).check(item, answer)
    except Exception:
        return UNREADABLE, "Jawaban ini tidak terbaca. Isi sekali lagi."


def _check_parts(item: Item, answer: dict) -> Finding:
    found = [check(item.part(name), answer.get(name)) for name in item.parts]
    states = [state for state, _ in found]
    if set(states) == {EMPTY}:
        return EMPTY, _EMPTY
    if UNREADABLE in states:
        return found[states.index(UNREADABLE)]
    missing = sum(state in (EMPTY, INCOMPLETE) for state in states)
    if missing:
        return INCOMPLETE, f"Masih ada {missing} bagian yang belum diisi."
    return "", ""


def key_problem(item: Item, key: Key) -> str:
    """What an author must mend about a key before anybody is judged by it, or nothing.

    Raises:
        BijakError: a formula or a data set cannot be read.
    """
    find = getattr(judge_of(item.kind), "key_problem", None)
    return find(item, key) if find and not item.parts else ""


def is_answered(item: Item, answer: object) -> bool:
    """Whether an item is completely answered with something that can be judged."""
    return not check(item, answer)[0]


def score(item: Item, answer: object, key: Key) -> Verdict:
    """Judge an answer.

    Args:
        item: what was asked.
        answer: any JSON value, also a wrong or hostile one.
        key: what is right.

    Returns:
        The verdict. A mistake of the author's is never the participant's: it is
        state `UNREADABLE` with a sentence that says so, and 0 points.
    """
    try:
        if item.parts:
            return _score_parts(item, answer if isinstance(answer, dict) else {}, key)
        return _score_whole(item, answer, key)
    except Exception:
        return Verdict(0.0, (_INTERNAL,), UNREADABLE)


def _score_whole(item: Item, answer: object, key: Key) -> Verdict:
    state, why = check(item, answer)
    if state in (EMPTY, UNREADABLE):
        return Verdict(0.0, (why,), state, 0.0, key.total)
    verdict = judge_of(item.kind).score(item, answer, key)
    share = min(1.0, max(0.0, verdict.share))
    return replace(
        verdict,
        share=share,
        state=graded_state(share),
        points=round(share * key.total, 6),
        total=key.total,
    )


def _score_parts(item: Item, answer: dict, key: Key) -> Verdict:
    """Each part by itself; points add up."""
    verdicts = {
        name: score(item.part(name), answer.get(name), key.part(name))
        for name in item.parts
    }
    points = sum(verdict.points for verdict in verdicts.values())
    states = {verdict.state for verdict in verdicts.values()}
    share = points / key.total if key.total else 0.0
    sentences = tuple(
        f"{item.parts[name]} {sentence}"
        for name, verdict in verdicts.items()
        for sentence in verdict.sentences
    )
    state = states.pop() if states <= {EMPTY} else graded_state(share)
    return Verdict(share, sentences, state, round(points, 6), key.total)
