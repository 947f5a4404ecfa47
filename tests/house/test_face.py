"""The face of the package: what a cell may call."""

from pathlib import Path

import bijak
from bijak.items import FORMS, KINDS
from bijak.notebook import Kuis, Latihan

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "istilah.md").read_text(encoding="utf-8")


def verbs(kind: type) -> set[str]:
    """The public methods of a class."""
    return {name for name in dir(kind) if not name.startswith("_")}


def test_all_is_sorted_and_complete():
    """__all__ is what the lazy face offers, in order."""
    assert bijak.__all__ == sorted(bijak._FACE)


def test_every_name_is_in_the_glossary():
    """Each public name stands in docs/istilah.md."""
    names = {*bijak.__all__, *verbs(Latihan), *verbs(Kuis)}
    missing = sorted(name for name in names if f"`{name}`" not in GLOSSARY)
    assert missing == []


def test_every_name_explains_itself():
    """Each has an Indonesian docstring with an example."""
    faces = [getattr(bijak, name) for name in bijak.__all__ if name != "kuis"]
    faces += [getattr(Latihan, name) for name in verbs(Latihan)]
    without = [face.__name__ for face in faces if "Contoh:" not in (face.__doc__ or "")]
    assert without == []


def test_both_anatomies_ask_with_the_same_verbs():
    """A quiz and an assignment offer every kind of answer under the same name."""
    assert set(FORMS) <= verbs(Latihan) & verbs(Kuis)
    assert set(KINDS) <= verbs(Latihan)  # code is taken in assignments only


def test_unknown_names_are_refused():
    """A name that is not on the face is an AttributeError."""
    assert not hasattr(bijak, "tidak_ada")
