"""``kelas.toml`` of a class: what is on today. By hand, or from the trainer's page.

    modul = ["b1-lima-langkah-bijak"]       today's modules; none named means all

    [periksa]                               Periksa sekarang: tries for each item
    b1-lima-langkah-bijak = 2               what is not named is off

It is read each time it is needed, so a change holds at once.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from ..errors import BijakError
from ..files import one_writer, write_atomically

FILE = "kelas.toml"
_MODULES, _CHECKS = "modul", "periksa"
MOST_TRIES = 9
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BROKEN = (
    "Berkas {path} tidak terbaca ({why}). Perbaiki berkas itu, atau hapus agar "
    "pengaturan kelas kembali seperti semula."
)


@dataclass(frozen=True)
class Settings:
    """What a trainer chose for a class.

    Attributes:
        modules: ids of today's modules; none means all.
        checks: assignment → how often each of its items may be checked at once; an
            assignment that is not named may not.
    """

    modules: tuple[str, ...] = ()
    checks: Mapping[str, int] = field(default_factory=dict)

    def shows(self, module: str) -> bool:
        """Whether a module is one of today's."""
        return not self.modules or module in self.modules


def read_settings(home: Path) -> Settings:
    """The settings of a class; those of a new class where there is no file.

    Args:
        home: the folder of the class.

    Raises:
        BijakError: the file cannot be read; the sentence says why.
    """
    content = _read(home / FILE)
    modules, checks = content.get(_MODULES, []), content.get(_CHECKS, {})
    if not isinstance(modules, list) or not isinstance(checks, dict):
        why = f"{_MODULES} harus daftar dan {_CHECKS} harus tabel"
        raise BijakError(_BROKEN.format(path=home / FILE, why=why))
    return Settings(
        tuple(one for one in modules if isinstance(one, str)),
        {
            name: tries
            for name, tries in checks.items()
            if type(tries) is int and 1 <= tries <= MOST_TRIES
        },
    )


def write_settings(home: Path, settings: Settings) -> None:
    """Write the settings of a class; whatever else stands in the file stays.

    Args:
        home: the folder of the class; made if it is not there.
        settings: the new ones.

    Raises:
        BijakError: the file cannot be read, so it is not replaced.
        OSError: it cannot be written.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    with one_writer(path):
        content = _read(path)
        content[_MODULES] = list(settings.modules)
        content[_CHECKS] = dict(settings.checks)
        write_atomically(path, "".join(_lines(content)).encode())


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BijakError(_BROKEN.format(path=path, why=error)) from error


def _lines(table: Mapping, above: str = "") -> Iterator[str]:
    """A table as TOML: its values first, then the tables in it."""
    inner = {name: one for name, one in table.items() if isinstance(one, dict)}
    for name, value in table.items():
        if name not in inner:
            yield f"{_name(name)} = {_value(value)}\n"
    for name, one in inner.items():
        full = above + _name(name)
        yield f"\n[{full}]\n"
        yield from _lines(one, f"{full}.")


def _name(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = (f"{_name(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, (date, time)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)  # text, number, truth: as in JSON
