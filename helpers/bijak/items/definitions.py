"""The kinds of answers: what their calls are named, take, and must hold.

One row for each kind. A kind is one module of the same name in each of the rooms
``scoring``, ``views`` and ``widgets``.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .rules import OWN_DATA_TESTS, table_rule_problem, text_rule_problem

if TYPE_CHECKING:
    from . import Item

CHOICE, CHOICES, ORDER, CLASSIFY, NUMBER = (
    "choice",
    "choices",
    "order",
    "classify",
    "number",
)
MATCH, SHORT_TEXT, TABLE, ALLOCATION, TEXT = (
    "match",
    "short_text",
    "table",
    "allocation",
    "text",
)
THRESHOLD, TWO_TIER, OWN_DATA = "threshold", "two_tier", "own_data"
CODE = "code"

RIGHT, OTHER, EVERY = "benar", "lain", "*"
"""Reserved names in feedback: the right answer, any other wrong one, every card."""

COMMON = ("petunjuk", "yakin", "cerita")
"""Arguments that every question may have."""

SHORT_TEXT_FORMS = ("domain", "tanggal", "jam", "kata")
COLUMN_TYPES = ("teks", "angka", "tanggal", "jam", "pilihan")
CODE_TYPES = ("angka", "teks", "daftar", "tabel")
COLUMN_ARGUMENTS = {"judul", "jenis", "satuan", "pilihan", "panjang", "contoh"}
_MOST_ROWS = 60


@dataclass(frozen=True)
class Definition:
    """One kind of answer.

    Attributes:
        kind: its name.
        asks: argument of the call → the attribute of an `Item` that takes it; an
            empty text puts it into ``settings``.
        problem: why an item cannot be asked, or nothing.
    """

    kind: str
    asks: Mapping[str, str]
    problem: Callable[[Item], str]


def _few_options(item: Item) -> str:
    return "pilihannya kurang dari dua" if len(item.options) < 2 else ""


def _choice_problem(item: Item) -> str:
    if not item.parts:
        return _few_options(item)
    if set(item.options) != set(item.parts):
        return "bagian dan pilihannya tidak sama"
    few = [name for name in item.parts if len(item.options[name]) < 2]
    return f"bagian {few[0]} punya kurang dari dua pilihan" if few else ""


def _cards_problem(item: Item) -> str:
    return _few_options(item) or ("" if item.cards else "kartunya belum ada")


def _number_problem(item: Item) -> str:
    names = [*item.parts] if isinstance(item.unit, Mapping) else []
    missing = [name for name in names if name not in item.unit]
    return f"satuan bagian {missing[0]} belum ada" if missing else ""


def _short_text_problem(item: Item) -> str:
    form = item.settings.get("bentuk")
    if form not in SHORT_TEXT_FORMS:
        return f"bentuk harus salah satu dari {', '.join(SHORT_TEXT_FORMS)}"
    if item.unit and form != "jam":
        return "satuan (WIB, WITA, WIT) hanya untuk jam"
    return ""


def _match_problem(item: Item) -> str:
    if len(item.cards) < 2:
        return "yang dipasangkan kurang dari dua"
    if item.settings.get("sekali") and len(item.options) < len(item.cards):
        return "kanan lebih sedikit daripada kiri, padahal sekali pakai"
    return _few_options(item)


def _columns_problem(item: Item) -> str:
    columns = item.settings.get("kolom", {})
    if not columns:
        return "kolomnya belum ada"
    for name, column in columns.items():
        if column.get("jenis") not in COLUMN_TYPES or not column.get("judul"):
            return f"kolom {name} perlu judul dan jenis ({', '.join(COLUMN_TYPES)})"
        if unknown := set(column) - COLUMN_ARGUMENTS:
            return f"kolom {name} tidak mengenal {sorted(unknown)}"
        if column["jenis"] == "pilihan" and len(column.get("pilihan", {})) < 2:
            return f"kolom {name} perlu paling sedikit dua pilihan"
    if not 1 <= item.settings.get("paling_banyak", 1) <= _MOST_ROWS:
        return f"paling_banyak harus antara 1 dan {_MOST_ROWS}"
    return "" if item.settings.get("baris") else "barisnya belum ada"


def _table_problem(item: Item) -> str:
    columns = item.settings.get("kolom", {})
    rules = (table_rule_problem(rule, columns) for rule in item.rules.values())
    return _columns_problem(item) or next(filter(None, rules), "")


def _own_data_problem(item: Item) -> str:
    strange = [r["uji"] for r in item.rules.values() if r["uji"] not in OWN_DATA_TESTS]
    if strange:
        return f"data sendiri tidak dinilai dengan uji {strange[0]}"
    return _table_problem(item)


def _text_problem(item: Item) -> str:
    return next(filter(None, map(text_rule_problem, item.rules.values())), "")


def _allocation_problem(item: Item) -> str:
    total, step = item.settings.get("total"), item.settings.get("kelipatan", 1)
    if _few_options(item):
        return "barisnya kurang dari dua"
    if not all(isinstance(one, (int, float)) and one > 0 for one in (total, step)):
        return "total dan kelipatan harus lebih dari nol"
    return ""


def _threshold_problem(item: Item) -> str:
    if not item.settings.get("simulasi"):
        return "simulasi belum disebut"
    if {"x", "y", "nilai"} - set(item.settings.get("sumbu", ())):
        return "sumbu perlu x, y, dan nilai"
    target = item.settings.get("sasaran")
    known = target is None or isinstance(target, (int, float))
    return "" if known else "sasaran bukan angka"


def _two_tier_problem(item: Item) -> str:
    if len(item.settings.get("alasan", {})) < 2:
        return "alasannya kurang dari dua"
    if set(item.settings.get("tanya", ())) - {"pilihan", "alasan"}:
        return "tanya hanya mengenal pilihan dan alasan"
    return _few_options(item)


def _code_problem(item: Item) -> str:
    names = item.settings.get("nama", {})
    if not names:
        return "nama variabelnya belum ada"
    if item.confidence:
        return "yakin tidak dipakai di sini"
    for name, kind in names.items():
        if not name.isidentifier() or keyword.iskeyword(name) or name[0] == "_":
            return f"“{name}” bukan nama variabel"
        if kind not in CODE_TYPES:
            return f"jenis {name} harus salah satu dari {', '.join(CODE_TYPES)}"
    return ""


_OPTIONS = {"pilihan": "options"}
_PARTS = {"bagian": "parts"}
_UNIT = {"satuan": "unit"}
_RULES = {"aturan": "rules"}
_GRID = {"kolom": "", "baris": "", "paling_banyak": "", **_RULES}

DEFINITIONS = {
    "pilih": Definition(CHOICE, {**_OPTIONS, **_PARTS}, _choice_problem),
    "pilih_banyak": Definition(CHOICES, {**_OPTIONS, "jumlah": "limit"}, _few_options),
    "urutkan": Definition(ORDER, {"langkah": "options"}, _few_options),
    "kelompokkan": Definition(
        CLASSIFY, {"kartu": "cards", "kelompok": "options"}, _cards_problem
    ),
    "isi_angka": Definition(
        NUMBER, {**_UNIT, **_PARTS, "parameter": "parameters"}, _number_problem
    ),
    "pasangkan": Definition(
        MATCH, {"kiri": "cards", "kanan": "options", "sekali": ""}, _match_problem
    ),
    "isi_teks": Definition(
        SHORT_TEXT, {**_UNIT, **_PARTS, "bentuk": ""}, _short_text_problem
    ),
    "isi_tabel": Definition(TABLE, _GRID, _table_problem),
    "alokasikan": Definition(
        ALLOCATION,
        {"baris": "options", **_UNIT, "total": "", "kelipatan": "", "batas": ""},
        _allocation_problem,
    ),
    "tulis": Definition(TEXT, {**_RULES, "baris": ""}, _text_problem),
    "cari_ambang": Definition(
        THRESHOLD,
        {**_UNIT, "simulasi": "", "sasaran": "", "sumbu": ""},
        _threshold_problem,
    ),
    "pilih_beralasan": Definition(
        TWO_TIER,
        {**_OPTIONS, "kartu": "cards", "alasan": "", "tanya": ""},
        _two_tier_problem,
    ),
    "isi_data": Definition(OWN_DATA, _GRID, _own_data_problem),
    "ambil_kode": Definition(CODE, {"nama": ""}, _code_problem),
}
"""The name in a cell → its kind of answer."""
