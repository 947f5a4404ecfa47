"""Judging a hand-in: answers as data, keys from the source; no cell is ever run.

templates, normalise    what was asked, what was handed in
code_items, confined    values out of what participants programmed
judging                 points and verdicts, item by item
marking                 the same as outputs that nbgrader reads
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..answers import confidences, values
from ..items import CODE
from ..notebooks import GradedItem
from ..scoring import Verdict, score
from ..scoring.verdict import EMPTY, UNREADABLE
from .normalise import Normal
from .templates import Template

_INTERNAL = (
    "Soal ini belum dapat dinilai karena kekeliruan kami, bukan kekeliruan Anda. "
    "Beri tahu pelatih."
)
_NOT_JUDGED = "Soal {item} tidak dapat dinilai ({why}), jadi nilainya 0. Laporkan."
_TOO_MUCH = "Poin soal {item} melebihi {most:g}, jadi dipotong. Periksa kuncinya."


@dataclass(frozen=True)
class Judged:
    """A hand-in that was judged.

    Attributes:
        points: item → points, between 0 and what the item is worth.
        verdicts: item → the judgement with its sentences.
        items: item → question and key as this participant saw them.
        answers: item → what was judged: what was stored, or came out of a run.
        sure: item → how sure the participant was (see `answers.confidences`).
        notices: what a trainer must know, as Indonesian sentences.
        failed: items that could not be judged by our own mistake.
    """

    points: dict[str, float]
    verdicts: dict[str, Verdict]
    items: dict[str, GradedItem]
    answers: dict[str, object]
    sure: dict[str, dict[str, int]]
    notices: list[str]
    failed: set[str] = field(default_factory=set)


def judge(
    template: Template,
    normal: Normal,
    code_values: Mapping[str, Mapping[str, object]],
    variant_code: str,
    said: Mapping[str, Iterable[str]] | None = None,
) -> Judged:
    """Judge every item of a hand-in.

    Args:
        template: the assignment.
        normal: the hand-in, in the form of the release.
        code_values: code item → name → value, as they came out of confinement.
        variant_code: whose personal numbers were answered.
        said: code item → what the participant must know of its run; said first.

    Returns:
        Verdicts for all items of the template. Never raises: what cannot be judged
        earns 0 and is in the notices.
    """
    stored = values(normal.answers)
    judged = Judged({}, {}, {}, {}, confidences(normal.answers), [*normal.notices])
    for name, graded in template.items.items():
        is_code = graded.item.kind == CODE
        answer = (code_values if is_code else stored).get(name)
        mine, verdict = _verdict(graded, answer, variant_code, judged)
        verdict = with_said(verdict, (said or {}).get(name, ()))
        judged.items[name], judged.answers[name] = mine, answer
        judged.verdicts[name] = verdict
        judged.points[name] = _within(name, verdict.points, graded, judged.notices)
    return judged


def with_said(verdict: Verdict, said: Iterable[str]) -> Verdict:
    """A verdict on a code item, after what is to be said of its run."""
    first = tuple(said)
    if first and verdict.state == EMPTY:  # it was tried, but nothing came out
        return replace(verdict, sentences=first, state=UNREADABLE)
    return replace(verdict, sentences=first + verdict.sentences)


def judge_item(
    graded: GradedItem, answer: object, code: str
) -> tuple[GradedItem, Verdict, str]:
    """Judge one answer.

    Args:
        graded: the question and its key.
        answer: any JSON value.
        code: whose personal numbers were answered.

    Returns:
        The item as this participant saw it, the judgement, and what went wrong by our
        own mistake, or nothing. Never raises.
    """
    why = ""
    try:
        graded = graded.personal(code)
        verdict = score(graded.item, answer, graded.key)
        # `score` never raises; where it gives up, an item is worth nothing.
        why = "kunci" if verdict.state == UNREADABLE and not verdict.total else ""
    except Exception as error:
        why = type(error).__name__
    if why:
        verdict = Verdict(0.0, (_INTERNAL,), UNREADABLE, 0.0, graded.points)
    return graded, verdict, why


def _verdict(
    graded: GradedItem, answer: object, code: str, judged: Judged
) -> tuple[GradedItem, Verdict]:
    """The same, where a trainer is told what could not be judged."""
    name = graded.item.id
    graded, verdict, why = judge_item(graded, answer, code)
    if why:
        judged.failed.add(name)
        judged.notices.append(_NOT_JUDGED.format(item=name, why=why))
    return graded, verdict


def _within(name: str, points: float, graded: GradedItem, notices: list[str]) -> float:
    """Points as a plain float that nbgrader takes: from 0 to what the cell is worth."""
    if not math.isfinite(points) or points <= 0:
        return 0.0
    if points > graded.points + 1e-9:
        notices.append(_TOO_MUCH.format(item=name, most=graded.points))
    return float(min(points, graded.points))
