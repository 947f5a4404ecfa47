"""What a cell of a notebook may call: the participants' face.

latihan = buka_latihan("b1-lima-langkah-bijak")
latihan.pilih("b1-09", pilihan={"a": "…", "b": "…"})
latihan.periksa("b1-09")
latihan.kumpulkan()

kuis.pilih("b1-k1", pilihan={"a": "…", "b": "…"}, kunci="b", umpan_balik={…})
"""

from .assignment import Latihan, buka_latihan
from .posts import tampilkan_kiriman
from .quiz import Kuis, kuis
from .sources import tampilkan_sumber

__all__ = [
    "Kuis",
    "Latihan",
    "buka_latihan",
    "kuis",
    "tampilkan_kiriman",
    "tampilkan_sumber",
]
