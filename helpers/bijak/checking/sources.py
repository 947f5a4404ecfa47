"""Facts of the real world: each has a source, none is stated without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..facts import Fact
from ..text import long_date
from .contents import Contents

_LAW = re.compile(
    r"\b(?:UU|PP|PBI|SKB|KUHP|Pasal|Perpres|Perppu|Permen\w*|Kepmen\w*|Putusan MK)\b"
)
_MAX_DAYS, _MAX_WORDS = 366, 25


def row_problems(facts: Mapping[str, Fact], today: date) -> Iterator[str]:
    """Rows of the table of facts that are incomplete, too old, or never old."""
    for name, fact in facts.items():
        if not all((fact.terms, fact.statement, fact.source)):
            yield f"fakta {name}: istilah, pernyataan, dan sumber harus terisi."
        if fact.expired(today):
            yield (
                f"fakta {name} kedaluwarsa sejak {long_date(fact.expires)}. "
                f"Baca lagi sumbernya: {fact.address or fact.source}."
            )
        if not 0 < (fact.expires - fact.checked).days <= _MAX_DAYS:
            yield f"fakta {name}: kedaluwarsa paling lama setahun sesudah dicek."
        if len(fact.statement.split()) > _MAX_WORDS:
            yield f"fakta {name}: pernyataan paling panjang {_MAX_WORDS} kata."


def unused_problems(
    facts: Mapping[str, Fact], modules: Sequence[Contents]
) -> Iterator[str]:
    """Rows that no module states."""
    used = {name for one in modules for name in one.module.facts}
    for name in sorted(facts.keys() - used):
        yield f"fakta {name} tidak dipakai modul mana pun."


def fact_problems(contents: Contents, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Facts that a module lists but nobody knows, or states but does not list."""
    listed = contents.module.facts
    for name in sorted(set(listed) - facts.keys()):
        yield f"fakta {name} tidak ada di fakta.csv."
    mine = [facts[name] for name in listed if name in facts]
    others = [fact for fact in facts.values() if fact not in mine]
    said = {}
    for place, sentence in contents.sentences():
        for word, better in _uncovered(sentence, mine, others):
            said.setdefault(word, (place, sentence.strip(), better))
    for word, (place, sentence, better) in said.items():
        yield f"{place}: “{word}” tanpa fakta bersumber: “{sentence[:60]}…”. {better}"


def _uncovered(
    sentence: str, mine: Sequence[Fact], others: Sequence[Fact]
) -> Iterator[tuple[str, str]]:
    """Words that state a fact which the module does not list, and what to do.

    A term is covered where a listed fact's term stands in the same place; a law is
    covered where a listed fact's term stands in the same sentence.
    """
    covered = [span for fact in mine for span in fact.spans(sentence)]
    for fact in others:
        for start, end in fact.spans(sentence):
            named = _LAW.match(sentence, start) and covered
            if not named and not any(a < end and start < b for a, b in covered):
                yield sentence[start:end], f"Tambahkan {fact.id} di silabus?"
    if not covered:
        for law in _LAW.finditer(sentence):
            yield law[0], "Tulis sumbernya di fakta.csv, idnya di silabus."
