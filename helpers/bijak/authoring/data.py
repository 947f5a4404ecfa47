"""The synthetic data: made by kept scripts, compared with what is committed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from ..errors import MissingData, NotReleasable
from ..files import write_atomically
from ..paths import data_folder

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.csv")


def make_data() -> dict[str, str]:
    """Everything that the scripts in ``authoring/synthetic`` make: file name → text.

    Raises:
        MissingData: this is a participant's copy, which has no scripts.
        NotReleasable: a script makes a file that is not its own to make, or one that
            would not be the same on every machine.
    """
    try:
        from . import synthetic
    except ImportError as error:
        raise MissingData(
            "Skrip data hanya ada di folder Bijak milik pelatih. "
            "Jalankan perintah ini di sana."
        ) from error
    made: dict[str, str] = {}
    for found in sorted(iter_modules(synthetic.__path__), key=lambda one: one.name):
        script = import_module(f"{synthetic.__name__}.{found.name}")
        tables = script.tables()
        if problem := _problem(tables, made):
            raise NotReleasable(f"synthetic/{found.name}.py: {problem}")
        made |= tables
    return made


def _problem(tables: Mapping[str, str], made: Mapping[str, str]) -> str:
    for name, text in tables.items():
        if not _NAME.fullmatch(name):
            return f"nama berkas {name!r} harus huruf kecil, angka, dan tanda hubung."
        if name in made:
            return f"{name} sudah dibuat skrip lain. Pilih nama lain."
        if "\r" in text or not text.endswith("\n"):
            return f"{name}: setiap baris harus berakhir dengan \\n."
    return ""


def different_data(made: Mapping[str, str]) -> list[str]:
    """Names of the tables that are not in the data folder as they are made, sorted."""
    folder = data_folder()
    return sorted(
        name
        for name, text in made.items()
        if not (folder / name).is_file()
        or (folder / name).read_bytes() != text.encode("utf-8")
    )


def write_data(made: Mapping[str, str]) -> list[str]:
    """Write the tables that differ; their names."""
    changed = different_data(made)
    for name in changed:
        path = data_folder() / name
        write_atomically(path, made[name].encode("utf-8"))
        path.chmod(0o644)
    return changed
