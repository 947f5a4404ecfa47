"""One checked sheet as a file for a web desk: ``paket_informasi.json``.

The package is described by ``data/skema-paket-c3.json``, which uses a small part of
JSON Schema (draft 2020-12): type, const, enum, required, properties,
additionalProperties, items, minItems, maxItems, minLength, maxLength, pattern,
minimum, maximum. Any validator of that standard reads the same file.

Two rules no schema can say stand here: all pictures together weigh at most
`MOST_KB`, and no text holds personal data that `masking` knows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..errors import MissingData
from ..paths import data_folder
from ..text import format_number, texts_in
from .completeness import ELEMENTS
from .masking import find

FILE = "paket_informasi.json"
SCHEMA_FILE = "skema-paket-c3.json"
MOST_KB = 2000
"""Kilobytes of all pictures of a package; 1 MB = 1.000 kB, as phones count."""

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


@cache
def schema() -> dict:
    """The schema of a package.

    Raises:
        MissingData: the file is not there or cannot be read.
    """
    try:
        return json.loads((data_folder() / SCHEMA_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MissingData(
            f"Skema paket ({SCHEMA_FILE}) tidak ada atau rusak. Salin ulang folder "
            "Bijak dari pelatih, lalu buka lagi."
        ) from error


def build(
    sheet: Mapping[str, str], pictures: Sequence[Mapping[str, object]] = ()
) -> dict:
    """A package out of a sheet; nothing is checked yet.

    Args:
        sheet: the six answers by their ids of `ELEMENTS`, and ``judul``,
            ``tanggal`` (ISO), ``sumber``, ``status``, ``kontak_peran``, ``izin``
            (``ya`` when the reporter agreed).
        pictures: for each ``berkas``, ``teks_alt``, ``pembuat``, ``lisensi`` and
            ``ukuran_kb``.
    """

    def text(name: str) -> str:
        return str(sheet.get(name, "")).strip()

    source = text("sumber")
    return {
        "versi": 1,
        "judul": text("judul"),
        "tanggal": text("tanggal"),
        "isi": {one: text(one) for one in ELEMENTS},
        "sumber": [source] if source else [],
        "status": text("status"),
        "kontak_peran": text("kontak_peran"),
        "izin_terbit": text("izin") == "ya",
        "gambar": [dict(one) for one in pictures],
    }


def written(package: Mapping) -> str:
    """The package as the text of its file: the same bytes each time."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def problems(package: object) -> list[str]:
    """What keeps a package from being taken, in Indonesian; nothing when it is valid.

    Args:
        package: what `json.loads` gives.
    """
    found = [f"{path}: {what}" for path, what in violations(package, schema())]
    if not isinstance(package, Mapping):
        return found
    weight = sum(_weights(package.get("gambar")))
    if weight > MOST_KB:
        found.append(
            f"gambar: semuanya {format_number(weight)} kB. Kecilkan sampai "
            f"{format_number(MOST_KB)} kB."
        )
    personal = {one.written for text in texts_in(dict(package)) for one in find(text)}
    found += [f"data pribadi: “{one}” belum disamarkan." for one in sorted(personal)]
    return found


def _weights(pictures: object) -> Iterator[float]:
    for one in pictures if isinstance(pictures, list) else ():
        size = one.get("ukuran_kb") if isinstance(one, Mapping) else None
        if isinstance(size, (int, float)) and not isinstance(size, bool):
            yield size


def violations(
    value: object, rules: Mapping, path: str = "paket"
) -> Iterator[tuple[str, str]]:
    """Where a value breaks a schema: (place, Indonesian sentence).

    Args:
        value: what `json.loads` gives.
        rules: a schema of the keywords that this module names.
        path: what the value is called.
    """
    kind = rules.get("type")
    if kind and not _is(value, kind):
        yield path, f"seharusnya {_NAMES[kind]}."
        return
    if "const" in rules and value != rules["const"]:
        yield path, rules.get("description", f"seharusnya {rules['const']}.")
    if "enum" in rules and value not in rules["enum"]:
        yield path, f"pilih salah satu: {', '.join(map(str, rules['enum']))}."
    if isinstance(value, str):
        yield from _text(value, rules, path)
    elif isinstance(value, list):
        yield from _list(value, rules, path)
    elif isinstance(value, dict):
        yield from _object(value, rules, path)
    elif not isinstance(value, bool) and isinstance(value, (int, float)):
        if value < rules.get("minimum", value):
            yield path, f"paling kecil {format_number(rules['minimum'])}."
        if value > rules.get("maximum", value):
            yield path, f"paling besar {format_number(rules['maximum'])}."


_NAMES = {
    "object": "kumpulan kunci dan isi",
    "array": "daftar",
    "string": "tulisan",
    "boolean": "ya atau tidak",
    "integer": "bilangan bulat",
    "number": "angka",
}


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _TYPES[kind])


def _text(value: str, rules: Mapping, path: str) -> Iterator[tuple[str, str]]:
    if len(value) < rules.get("minLength", 0):
        yield path, "masih kosong." if not value else "masih terlalu pendek."
    elif len(value) > rules.get("maxLength", len(value)):
        yield path, f"paling panjang {format_number(rules['maxLength'])} huruf."
    elif "pattern" in rules and not re.search(rules["pattern"], value):
        yield path, rules.get("description", "bentuknya belum cocok.")


def _list(value: list, rules: Mapping, path: str) -> Iterator[tuple[str, str]]:
    if len(value) < rules.get("minItems", 0):
        yield path, f"perlu paling sedikit {rules['minItems']}."
    if len(value) > rules.get("maxItems", len(value)):
        yield path, f"paling banyak {rules['maxItems']}."
    for place, one in enumerate(value, 1):
        yield from violations(one, rules.get("items", {}), f"{path} {place}")


def _object(value: dict, rules: Mapping, path: str) -> Iterator[tuple[str, str]]:
    known = rules.get("properties", {})
    for name in rules.get("required", ()):
        if name not in value:
            yield _below(path, name), "belum ada."
    if rules.get("additionalProperties") is False:
        for name in sorted(value.keys() - known.keys()):
            yield _below(path, name), "tidak dikenal; hapus."
    for name, inner in known.items():
        if name in value:
            yield from violations(value[name], inner, _below(path, name))


def _below(path: str, name: str) -> str:
    return name if path == "paket" else f"{path}.{name}"
