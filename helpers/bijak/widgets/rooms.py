"""The module that builds the form of a kind: the one of the same name."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..items import KINDS

_KINDS = frozenset(KINDS.values())


def form_of(kind: str) -> ModuleType:
    """The module with ``build`` for a kind.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in _KINDS:
        raise KeyError(kind)
    return import_module(f".{kind}", __package__)
