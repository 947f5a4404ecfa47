"""Bijak: pelajaran dan latihan literasi digital di dalam notebook.

Contoh: ``from bijak import buka_latihan, kuis``
"""

from importlib import import_module

from .errors import speak_in_notebooks

__version__ = "0.1.0"

# Loaded when first used: `import bijak` stays light.
_FACE = {
    "bandingkan_jam": "tools.explore_content",
    "bandingkan_kanal": "tools.storefront",
    "bedah_tautan": "tools.dissect",
    "buka_latihan": "notebook",
    "cocokkan_siaran": "tools.explore_quakes",
    "grafik_batang": "charts",
    "hitung_berat_kirim": "tools.storefront",
    "jelajahi_diskon": "tools.price_play",
    "jelajahi_impas": "tools.price_play",
    "jelajahi_jangkauan": "tools.desk",
    "jelajahi_margin": "tools.price_play",
    "jelajahi_web": "tools.explore",
    "kuis": "notebook",
    "lihat_gempa": "tools.explore_quakes",
    "lihat_pembaruan": "tools.explore_quakes",
    "muat_data": "datasets",
    "putar_jam": "tools.explore_quakes",
    "rapikan_etalase": "tools.storefront",
    "samarkan": "tools.desk",
    "simulasikan_desa": "tools.village",
    "susun_kalender": "tools.explore_content",
    "susun_lembar": "tools.desk",
    "tambah_stasiun": "tools.explore_quakes",
    "tampilkan_kiriman": "notebook",
    "tampilkan_sumber": "notebook",
}

__all__ = sorted(_FACE)


def __getattr__(name: str):
    if name in _FACE:
        speak_in_notebooks()
        return getattr(import_module(f".{_FACE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
