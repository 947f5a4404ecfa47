"""How strongly participants are separated, by name and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mode:
    """A way to give each participant a place, to be printed when a class starts.

    Attributes:
        name: "uid-pool", "namespaces", "bubblewrap" or "open".
        words: an Indonesian sentence.
        forks: whether servers and kernels are forked from a warmed process.
        separates: whether a participant can neither read nor change another's files.
    """

    name: str
    words: str
    forks: bool
    separates: bool


UID_POOL = Mode(
    "uid-pool",
    "Setiap peserta bekerja terkurung dan dengan nomor pengguna sendiri. "
    "Berkas peserta lain, kunci, dan nilai tidak terlihat.",
    forks=True,
    separates=True,
)
NAMESPACES = Mode(
    "namespaces",
    "Setiap peserta bekerja terkurung. "
    "Berkas peserta lain, kunci, dan nilai tidak terlihat.",
    forks=True,
    separates=True,
)
BUBBLEWRAP = Mode(
    "bubblewrap",
    "Setiap peserta bekerja terkurung dengan bubblewrap. Berkas peserta lain, kunci, "
    "dan nilai tidak terlihat, tetapi setiap peserta memakai lebih banyak memori.",
    forks=False,
    separates=True,
)
OPEN = Mode(
    "open",
    "Peserta tidak dipisahkan: mereka dapat membaca dan mengubah pekerjaan peserta "
    "lain. Periksa sekarang dan penilaian di laptop ini dimatikan.",
    forks=False,
    separates=False,
)
MODES = (UID_POOL, NAMESPACES, BUBBLEWRAP, OPEN)
BY_NAME = {mode.name: mode for mode in MODES}


def mode_named(name: str) -> Mode:
    """The mode of a name.

    Raises:
        KeyError: there is none.
    """
    return BY_NAME[name]
