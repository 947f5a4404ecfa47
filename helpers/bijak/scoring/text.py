"""A text judged by rules that anybody can count after us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..items import Item, Key
from ..items.rules import TEXT_TESTS, rules_problem
from .by_rules import BROKEN, all_rules, judge, sentence_of
from .specimens import Specimen
from .text_rules import (
    LONGEST,
    body,
    count_words,
    judge_text,
    without_mark,
    without_pattern,
    without_phrases,
)
from .verdict import EMPTY, JUDGEABLE, UNREADABLE, Finding, Verdict

key_problem = rules_problem

_EMPTY = "Belum ada tulisan. Tulis satu kalimat dulu; sisanya menyusul."


def check(item: Item, answer: object) -> Finding:
    """Whether anything was written; the opening and the tag alone are nothing."""
    if not isinstance(answer, str):
        return UNREADABLE, "Tulis jawaban Anda di kotak tulisan."
    return JUDGEABLE if count_words(answer) else (EMPTY, _EMPTY)


def score(item: Item, answer: str, key: Key) -> Verdict:
    """The points of the rules that hold; limits and prohibitions alone earn nothing."""
    states = judge_text(answer, all_rules(item, key))
    return judge(item, key, states, TEXT_TESTS)


def right(item: Item, key: Key) -> str:
    """The author's sample."""
    return str(key.answer)


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Words that say nothing, the first word alone, and each rule broken."""
    sample, rules = str(key.answer), all_rules(item, key)
    yield Specimen("tulisan tanpa isi", "zzz", 0.0)
    if count_words(sample) > 1:
        yield Specimen("satu kata", body(sample).split()[0], None)
    for name, rule in rules.items():
        answer = _BREAKERS[rule["uji"]](sample, rule)
        if count_words(answer) and judge_text(answer, rules)[name] == BROKEN:
            sentence = sentence_of(key, name, rule)[0]
            yield Specimen(f"melanggar {name}", answer, None, sentence)


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _change_words(sample: str, rule: Mapping) -> str:
    if rule.get("min", 0) > 1:
        words = sample.split()
        while count_words(" ".join(words)) >= rule["min"]:
            words.pop()
        return " ".join(words)
    return (sample + " lagi" * int(rule.get("maks", 0) + 1))[:LONGEST]


def _change_sentences(sample: str, rule: Mapping) -> str:
    if rule.get("min", 0) > 1:
        return " ".join(sample.replace(".", " ").replace("!", " ").split())
    return (sample + " Begitu." * int(rule.get("maks", 0) + 1))[:LONGEST]


_EXAMPLES = {
    "tanggal": "1 Januari 1900",
    "jam": "pukul 12.34",
    "angka": "7",
    "tautan": "https://contoh.example",
    "tagar": "#contoh",
    "telepon": "0812-3456-7890",
    "nik": "1234567890123456",
}

_BREAKERS: dict[str, Callable[[str, Mapping], str]] = {
    "kata": _change_words,
    "kalimat": _change_sentences,
    "diawali": lambda text, rule: f"Eh, {without_phrases(text, _texts(rule['isi']))}",
    "memuat": lambda text, rule: without_phrases(text, _texts(rule["salah_satu"])),
    "memuat_semua": lambda text, rule: without_phrases(text, _texts(rule["isi"])[:1]),
    "tanpa": lambda text, rule: f"{text} {_texts(rule['isi'])[0].rstrip('*')}",
    "pola": lambda text, rule: without_pattern(text, rule["pola"]),
    "tanpa_pola": lambda text, rule: f"{text} {_EXAMPLES[rule['pola']]}",
    "huruf_besar": lambda text, rule: text.upper(),
    "tanda": lambda text, rule: without_mark(text),
}
