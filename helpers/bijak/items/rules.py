"""Which rules may judge a table or a text, and what each of them needs.

A rule is a mapping with ``uji`` (the test) and the test's arguments; one that is
shown while the answer is written also has ``tulisan``, the words people read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dates import read_clock, read_date
from ..formulas import BadFormula, parse

if TYPE_CHECKING:
    from . import Item, Key


@dataclass(frozen=True)
class Signature:
    """One test of `TABLE_TESTS` or `TEXT_TESTS`.

    Attributes:
        needs: arguments it cannot do without.
        may: arguments it may have besides.
        bounds: of these, at least one must stand.
        weak: whether an answer without any of the asked content can pass it too:
            it earns only beside a test that is not weak.
    """

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    weak: bool = False

    @property
    def arguments(self) -> frozenset[str]:
        """All arguments it knows."""
        return self.needs | self.may | self.bounds


def _test(
    needs: str = "", may: str = "", bounds: str = "", weak: bool = False
) -> Signature:
    return Signature(
        *(frozenset(names.split()) for names in (needs, may, bounds)), weak
    )


TABLE_TESTS: Mapping[str, Signature] = {
    "jumlah_baris": _test(bounds="min maks", weak=True),
    "terisi": _test(may="kolom"),
    "jenis": _test("kolom"),
    "berbeda": _test("kolom", may="min"),
    "ada": _test("kolom isi", may="min maks"),
    "sesuai": _test("baris kolom isi", may="toleransi"),
    "urut": _test("kolom"),
    "antara": _test("kolom", bounds="min maks"),
    "jumlah": _test("kolom", bounds="min maks"),
    "tanpa": _test("kata", may="kolom", weak=True),
    "hitung": _test("kolom rumus", may="toleransi"),
}
"""Test of a table → its arguments. ``kolom`` is one column or a list of them where
the test is ``terisi``, ``jenis``, ``berbeda`` or ``tanpa``."""

OWN_DATA_TESTS = frozenset(
    {"jumlah_baris", "terisi", "jenis", "hitung", "jumlah", "berbeda"}
)
"""Tests of people's own data: completeness and arithmetic, never how business goes."""

TEXT_TESTS: Mapping[str, Signature] = {
    "kata": _test(bounds="min maks", weak=True),
    "kalimat": _test(bounds="min maks", weak=True),
    "diawali": _test("isi"),
    "memuat": _test("salah_satu"),
    "memuat_semua": _test("isi"),
    "tanpa": _test("isi", weak=True),
    "pola": _test("pola"),
    "tanpa_pola": _test("pola", weak=True),
    "huruf_besar": _test("maks", weak=True),
    "tanda": _test(weak=True),
}
"""Test of a text → its arguments."""

PATTERNS = frozenset({"tanggal", "jam", "angka", "tautan", "tagar", "telepon", "nik"})
"""What ``pola`` and ``tanpa_pola`` can look for."""

_MANY_COLUMNS = {"terisi", "jenis", "berbeda", "tanpa"}
_ORDERED = {"angka", "tanggal", "jam"}
_FITTING_TYPES = {
    "jenis": _ORDERED,
    "urut": _ORDERED,
    "antara": _ORDERED,
    "jumlah": {"angka"},
    "hitung": {"angka"},
    "tanpa": {"teks"},
}


def is_weak(tests: Mapping[str, Signature], rule: Mapping) -> bool:
    """Whether a rule earns only beside one that asks for content."""
    test = tests[rule["uji"]]
    return test.weak or (rule["uji"] in {"ada", "jumlah"} and "min" not in rule)


def rule_columns(rule: Mapping, columns: Collection[str] = ()) -> list[str]:
    """The columns that a rule names; all of ``columns`` when it names none."""
    named = rule.get("kolom", list(columns))
    return [named] if isinstance(named, str) else list(named)


def table_rule_problem(rule: Mapping, columns: Mapping, hidden: bool = False) -> str:
    """Why a rule cannot judge a table with these columns, or nothing.

    Args:
        rule: as the author wrote it.
        columns: column id → its definition.
        hidden: whether it stands in the key. A shown rule needs its words and must
            not tell the right cell.
    """
    return (
        _arguments_problem(rule, TABLE_TESTS, hidden)
        or _shown_key_problem(rule, hidden)
        or _columns_problem(rule, columns)
        or _bounds_problem(rule, columns)
        or _formula_problem(rule, columns)
        or _texts_problem(rule, "kata")
    )


def text_rule_problem(rule: Mapping, hidden: bool = False) -> str:
    """Why a rule cannot judge a text, or nothing; arguments as for a table's rule."""
    problem = _arguments_problem(rule, TEXT_TESTS, hidden)
    problem = problem or next(
        filter(None, (_texts_problem(rule, name) for name in ("isi", "salah_satu"))), ""
    )
    if problem or not {"pola", "min", "maks"} & set(rule):
        return problem
    if "pola" in rule and rule["pola"] not in PATTERNS:
        return f"pola {rule['pola']} tak dikenal; ada {', '.join(sorted(PATTERNS))}"
    if rule["uji"] == "huruf_besar" and not 0 <= rule["maks"] <= 1:
        return "huruf_besar: maks adalah bagian antara 0 dan 1"
    return _counts_problem(rule)


def rules_problem(item: Item, key: Key) -> str:
    """Why the rules of a table's or text's key cannot judge, or nothing.

    Args:
        item: what is asked; its shown rules were looked at when it was made.
        key: its hidden rules, points and sentences.
    """
    columns = item.settings.get("kolom")
    for rule in key.rules.values():
        if columns is None:
            problem = text_rule_problem(rule, hidden=True)
        else:
            problem = table_rule_problem(rule, columns, hidden=True)
        if problem:
            return problem
    rules = {**item.rules, **key.rules}
    if len(rules) < len(item.rules) + len(key.rules):
        return "satu nama aturan dipakai dua kali"
    if not rules:
        return "belum ada satu aturan pun"
    points = key.points if isinstance(key.points, Mapping) else {}
    if extra := sorted(set(points) - set(rules)):
        return f"poin untuk aturan yang tidak ada: {extra}"
    strange = set(key.feedback) - set(rules) - {"benar", "lain"}
    if strange:
        return f"umpan balik untuk aturan yang tidak ada: {sorted(strange)}"
    return ""


def _arguments_problem(
    rule: object, tests: Mapping[str, Signature], hidden: bool
) -> str:
    if not isinstance(rule, Mapping) or rule.get("uji") not in tests:
        known = ", ".join(sorted(tests))
        return f"setiap aturan perlu uji, salah satu dari: {known}"
    name, test = rule["uji"], tests[rule["uji"]]
    given = set(rule) - {"uji", "tulisan"}
    if missing := test.needs - given:
        return f"uji {name} perlu {', '.join(sorted(missing))}"
    if test.bounds and not test.bounds & given:
        return f"uji {name} perlu {' atau '.join(sorted(test.bounds))}"
    if unknown := given - test.arguments:
        return f"uji {name} tidak mengenal {', '.join(sorted(unknown))}"
    words = rule.get("tulisan", "" if not hidden else " ")
    if not isinstance(words, str) or not words:
        return f"aturan dengan uji {name} yang tampak perlu tulisan"
    return ""


def _shown_key_problem(rule: Mapping, hidden: bool) -> str:
    if rule["uji"] == "sesuai" and not hidden:
        return "uji sesuai memuat kunci; pindahkan ke nilai(…)"
    return ""


def _columns_problem(rule: Mapping, columns: Mapping) -> str:
    name, named = rule["uji"], rule_columns(rule)
    if isinstance(rule.get("kolom"), (list, tuple)) and name not in _MANY_COLUMNS:
        return f"uji {name} hanya untuk satu kolom"
    for column in named:
        if column not in columns:
            return f"uji {name} menyebut kolom {column} yang tidak ada"
        kind = columns[column].get("jenis")
        fitting = _FITTING_TYPES.get(name)
        if fitting and kind not in fitting:
            return f"uji {name} tidak cocok untuk kolom {column} berjenis {kind}"
        for wanted in _list(rule["isi"]) if "isi" in rule else ():
            if not _fits(columns[column], wanted):
                return f"uji {name}: isi {wanted!r} tidak cocok untuk kolom {column}"
    return ""


def _fits(column: Mapping, wanted: object) -> bool:
    """Whether a cell of this column can hold what a rule looks for."""
    match column.get("jenis"):
        case "pilihan":
            return wanted in column.get("pilihan", {})
        case "angka":
            return isinstance(wanted, (int, float)) and not isinstance(wanted, bool)
        case "tanggal":
            return read_date(wanted).value is not None
        case "jam":
            return read_clock(wanted, column.get("satuan", "")).value is not None
    return isinstance(wanted, str) and bool(wanted.strip())


def _bounds_problem(rule: Mapping, columns: Mapping) -> str:
    kind = columns.get(rule.get("kolom"), {}).get("jenis") if _one(rule) else ""
    if rule["uji"] != "antara" or kind == "angka":
        return _counts_problem(rule)
    reader = {"tanggal": read_date, "jam": read_clock}[kind]
    for name in ("min", "maks"):
        if name in rule and not reader(rule[name]).value:
            return f"uji antara: {name} belum terbaca sebagai {kind}"
    return ""


def _one(rule: Mapping) -> bool:
    return isinstance(rule.get("kolom"), str)


def _counts_problem(rule: Mapping) -> str:
    for name in ("min", "maks", "toleransi"):
        value = rule.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"uji {rule['uji']}: {name} harus angka"
    if rule.get("min", float("-inf")) > rule.get("maks", float("inf")):
        return f"uji {rule['uji']}: min lebih besar daripada maks"
    return ""


def _formula_problem(rule: Mapping, columns: Mapping) -> str:
    if rule["uji"] != "hitung":
        return ""
    try:
        names = parse(rule["rumus"]).names
    except (BadFormula, TypeError) as error:
        return f"uji hitung: {str(error).rstrip('.')}"
    for name in names:
        if name == rule["kolom"] or columns.get(name, {}).get("jenis") != "angka":
            return f"uji hitung: {name} bukan kolom angka yang lain"
    return ""


def _list(value: object) -> list:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _texts_problem(rule: Mapping, name: str) -> str:
    texts = _list(rule.get(name, "x"))
    if texts and all(isinstance(text, str) and text.strip() for text in texts):
        return ""
    return f"uji {rule['uji']}: {name} harus tulisan atau daftar tulisan"
