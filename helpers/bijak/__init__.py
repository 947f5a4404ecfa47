"""Bijak: pelajaran dan latihan literasi digital di dalam notebook.

Contoh: ``from bijak import buka_latihan, kuis``
"""

from importlib import import_module

from .errors import speak_in_notebooks

__version__ = "0.1.0"

# Loaded when first used: `import bijak` stays light.
_FACE = {
    "bedah_tautan": "tools.dissect",
    "buka_latihan": "notebook",
    "grafik_batang": "charts",
    "jelajahi_web": "tools.explore",
    "kuis": "notebook",
    "muat_data": "datasets",
    "tampilkan_kiriman": "notebook",
    "tampilkan_sumber": "notebook",
}

__all__ = [
    "bedah_tautan",
    "buka_latihan",
    "grafik_batang",
    "jelajahi_web",
    "kuis",
    "muat_data",
    "tampilkan_kiriman",
    "tampilkan_sumber",
]


def __getattr__(name: str):
    if name in _FACE:
        speak_in_notebooks()
        return getattr(import_module(f".{_FACE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
