"""A participant's result card: on the page of every test sheet but the first one.

It is private, compares nobody with anybody, and never says more than 24 posts allow:
one person's d′ is known to about ±1. Needs neither numpy nor scipy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..answers import clean, parse
from ..answers.people import GROUP_FILE, companions, first_of_group
from ..errors import BijakError
from ..instruments import SheetPlan, read_test_plan
from ..measures.light import Person, discern_one
from ..measures.words import (
    BALANCED,
    REACH,
    SHARP,
    Said,
    person,
    person_change,
    reservation,
)
from ..paths import ANSWERS_FILE
from ..results import Sitting, read_sitting
from ..syllabus import read_syllabus
from ..views.scales import Place, Scale, scales_svg
from .next_steps import LEVELS_SURE, Counted, next_steps
from .steps import keep_answers, read_hand_in, template_at

FEWEST_STRONG = 3
"""Of fewer answers nothing is called a strength."""
STRONG = 0.8

_JELI = Scale(
    "Jeli",
    -1.0,
    3.6,
    (SHARP, 3.6),
    ((-1.0, ""), (0.0, "menebak"), (2.3, "jeli"), (3.6, "")),
)
_CURIGA = Scale(
    "Condong",
    -1.8,
    1.8,
    (-BALANCED, BALANCED),
    ((-1.8, "curiga"), (0.0, "seimbang"), (1.8, "percaya")),
)
_UNMARKED = "Anda belum menandai seberapa yakin."
_BOTH = (
    "Saat menandai yakin, {sure.right} dari {sure.n} jawaban tepat; "
    "saat menandai ragu, {doubted.right} dari {doubted.n}."
)
_ONLY_SURE = "Anda selalu menandai yakin; {one.right} dari {one.n} jawaban tepat."
_ONLY_DOUBTED = "Anda selalu menandai ragu; {one.right} dari {one.n} jawaban tepat."


@dataclass(frozen=True)
class Told:
    """What the card says of one occasion: its title and sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ResultCard:
    """What stands on the card.

    Attributes:
        strengths: fields that went well.
        times: the occasions, in their order: the earlier one only where it is there.
        change: sentences about the change; empty with one occasion.
        notes: what limits all of this, in sentences.
        picture: an SVG; empty when there is nothing to draw.
        confidence: how sure and how right, in a sentence.
        steps: what next, three sentences.
    """

    strengths: tuple[str, ...]
    times: tuple[Told, ...]
    change: tuple[str, ...]
    notes: tuple[str, ...]
    picture: str
    confidence: str
    steps: tuple[str, str, str]


def card_of(
    source: Path, code: str, folder: Path, earlier: Sequence[Path]
) -> ResultCard | None:
    """The card of a graded hand-in.

    Args:
        source: the source notebook of the assignment.
        code: the participant.
        folder: the graded hand-in, with its ``jawaban.json``.
        earlier: hand-in and source notebook of the first occasion (see
            `planning.earlier_sheet`), or nothing.
    """
    root, sheet = source.parents[2], source.stem
    if not earlier:
        return result_card(root, sheet, code, folder, None)
    with TemporaryDirectory(prefix="bijak-") as kept:
        path = _answers_in(*earlier, Path(kept))
        return result_card(root, sheet, code, folder, path)


def _answers_in(folder: Path, source: Path, kept: Path) -> Path | None:
    """What was handed in, read as carefully as what is graded; None if nothing can be.

    Args:
        folder: the hand-in.
        source: its source notebook.
        kept: an empty folder for its ``jawaban.json``.
    """
    try:
        if first_of_group(folder):
            return None  # nobody's own result
        normal = read_hand_in(folder, template_at(source))
    except BijakError:
        return None
    keep_answers(kept, normal, source.stem, "")
    return kept / ANSWERS_FILE


def result_card(
    root: Path, sheet: str, code: str, folder: Path, earlier: Path | None
) -> ResultCard | None:
    """The card for one sheet.

    Args:
        root: the project, which holds the keys.
        sheet: the assignment.
        code: the participant.
        folder: the graded hand-in, with its ``jawaban.json``.
        earlier: the ``jawaban.json`` of the first occasion, if there is one.

    Returns:
        None where no card is due: no sheet of the test, the first occasion, a sheet
        that the plan does not give this person, one that several people answered
        together, nothing answered.
    """
    try:
        plan = read_test_plan(root)
        occasion = plan.occasion(code, sheet) if plan else None
        if occasion is None or occasion == plan.first or _is_shared(folder):
            return None
        now = read_sitting(root, plan, occasion.id, code, folder / ANSWERS_FILE)
        before = _first(root, plan, code, earlier)
        titles = {one.id: one.title for one in read_syllabus(root) if not one.is_test}
    except (BijakError, OSError, ValueError):
        return None  # the page itself says what could not be read
    if now is None:
        return None
    sittings = [before, now] if before else [now]
    names = [plan.first.title, occasion.title][-len(sittings) :]
    return _card(plan, sittings, names, titles)


def _card(
    plan: SheetPlan, sittings: list[Sitting], names: list[str], titles: Mapping
) -> ResultCard:
    now = sittings[-1]
    people = [discern_one(one.called, one.hoax) for one in sittings]
    said = [person(one.d, one.c, one.error, one.items) for one in people]
    fields = _fields(plan, now)
    sure, doubted = _confidence(now)
    words = zip(names, said, strict=True)
    return ResultCard(
        strengths=tuple(_strengths(plan, now)),
        times=tuple(Told(name, one.sentences[:2]) for name, one in words),
        change=person_change(*people).sentences if len(people) > 1 else (),
        notes=tuple(_notes(plan, people, said)),
        picture=_picture(people, names, said),
        confidence=_how_sure(sure, doubted),
        steps=next_steps(said[-1], fields, sure, doubted, titles),
    )


def _notes(plan: SheetPlan, people: list[Person], said: list[Said]) -> Iterable[str]:
    """What limits a result: few posts, no earlier sheet, sheets nobody has tried."""
    if not all(one.sure or one.jeli == "missing" for one in said):
        yield reservation(max(one.items for one in people))
    if len(people) < 2:
        yield f"{plan.first.title} Anda tidak ada, jadi tidak ada yang dibandingkan."
    elif not plan.piloted:
        yield "Kedua lembar berbeda, dan sukarnya belum diuji coba."


def _first(
    root: Path, plan: SheetPlan, code: str, earlier: Path | None
) -> Sitting | None:
    """The first occasion; None where it is missing, unreadable, or not one's own."""
    try:
        if earlier is None or _is_shared(earlier.parent):
            return None
        return read_sitting(root, plan, plan.first.id, code, earlier)
    except (BijakError, OSError, ValueError):
        return None


def _is_shared(folder: Path) -> bool:
    """Whether several people answered together: then it is nobody's own result."""
    if (folder / GROUP_FILE).exists():
        return True
    content = parse((folder / ANSWERS_FILE).read_bytes())
    return bool(companions(clean(content.get("jawaban"))))


def _right(now: Sitting) -> dict[str, bool]:
    """Post or skill item → whether it was right; what was not answered is left out."""
    posts = {card: call == now.hoax[card] for card, call in now.called.items()}
    skills = {name: right for name, right in now.skills.items() if right is not None}
    return posts | skills


def _fields(plan: SheetPlan, now: Sitting) -> list[Counted]:
    """Each field with what was right in it."""
    right, found = _right(now), []
    for field in plan.fields:
        mine = [right[name] for name in right if _theme(plan, name) in field.themes]
        found.append(Counted(field.title, sum(mine), len(mine), field.module))
    return found


def _theme(plan: SheetPlan, name: str) -> str:
    return plan.bank[name].theme if name in plan.bank else ""


def _strengths(plan: SheetPlan, now: Sitting) -> Iterable[str]:
    """Fields in which at least four of five were right.

    Where posts were judged, one hoax must have been caught and one true post left in
    peace: calling everything a hoax is no strength in a field of hoaxes.
    """
    right = _right(now)
    for field, one in zip(plan.fields, _fields(plan, now), strict=True):
        posts = [card for card in now.called if _theme(plan, card) in field.themes]
        sorts = {now.hoax[card] for card in posts if right[card]}
        is_both = len(sorts) == 2 or len(posts) < 2
        if one.n >= FEWEST_STRONG and one.right >= STRONG * one.n and is_both:
            yield f"{one.name.capitalize()}: {one.right} dari {one.n} tepat."


def _confidence(now: Sitting) -> tuple[Counted, Counted]:
    """What was right among answers with confidence, and among those in doubt."""
    right, levels = _right(now), {**now.sure, **now.skill_sure}
    sure = [right[name] for name in right if levels.get(name) in LEVELS_SURE]
    doubted = [right[name] for name in right if levels.get(name) in (1, 2)]
    return (
        Counted("yakin", sum(sure), len(sure)),
        Counted("ragu", sum(doubted), len(doubted)),
    )


def _how_sure(sure: Counted, doubted: Counted) -> str:
    if sure.n and doubted.n:
        return _BOTH.format(sure=sure, doubted=doubted)
    if not (sure.n or doubted.n):
        return _UNMARKED
    one = sure if sure.n else doubted
    return (_ONLY_SURE if sure.n else _ONLY_DOUBTED).format(one=one)


def _picture(people: list[Person], names: list[str], said: list[Said]) -> str:
    """Both scales; of who answered too little on one occasion only the other."""
    known = [
        one for one in zip(people, names, said, strict=True) if one[0].d is not None
    ]
    if not known:
        return ""
    words = " ".join(f"{name}: {' '.join(one.sentences[:2])}" for _, name, one in known)
    rows = [
        (_JELI, [_place(one.d, one.error) for one, _, _ in known]),
        (_CURIGA, [_place(one.c, one.error / 2) for one, _, _ in known]),
    ]
    return scales_svg(rows, [name for _, name, _ in known], words)


def _place(value: float, error: float) -> Place:
    return Place(value, value - REACH * error, value + REACH * error)
