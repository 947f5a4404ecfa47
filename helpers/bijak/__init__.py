"""Bijak: pelajaran dan latihan literasi digital di dalam notebook.

Contoh: ``from bijak import buka_latihan, kuis``
"""

from importlib import import_module

from .errors import speak_in_notebooks

__version__ = "0.1.0"

# Loaded when first used: `import bijak` stays light.
_FACE = {
    "buka_latihan": "notebook",
    "cocokkan_siaran": "tools.explore_quakes",
    "grafik_batang": "charts",
    "jelajahi_web": "tools.explore",
    "kuis": "notebook",
    "lihat_gempa": "tools.explore_quakes",
    "lihat_pembaruan": "tools.explore_quakes",
    "muat_data": "datasets",
    "putar_jam": "tools.explore_quakes",
    "tambah_stasiun": "tools.explore_quakes",
    "tampilkan_kiriman": "notebook",
}

__all__ = [
    "buka_latihan",
    "cocokkan_siaran",
    "grafik_batang",
    "jelajahi_web",
    "kuis",
    "lihat_gempa",
    "lihat_pembaruan",
    "muat_data",
    "putar_jam",
    "tambah_stasiun",
    "tampilkan_kiriman",
]


def __getattr__(name: str):
    if name in _FACE:
        speak_in_notebooks()
        return getattr(import_module(f".{_FACE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
