"""The verbs that ask, the same in an assignment and in a lesson."""

from __future__ import annotations

import html

from .. import widgets
from ..errors import BijakError


def say(sentence: str) -> None:
    """Show a sentence as a note."""
    shown = f'<p class="bijak-catatan" role="note">{html.escape(sentence)}</p>'
    widgets.show(None, shown, sentence)


class _Forms:
    """The methods that ask, one for each kind of answer."""

    def pilih(self, soal: str, **isi) -> None:
        """Tanyakan satu pilihan.

        Contoh: ``latihan.pilih("b1-09", pilihan={"a": "Benar", "b": "Belum tahu"})``
        """
        self._try("pilih", soal, isi)

    def pilih_banyak(self, soal: str, **isi) -> None:
        """Tanyakan beberapa pilihan; ``jumlah`` membatasi banyaknya tanda.

        Contoh: ``latihan.pilih_banyak("b1-03", pilihan={…}, jumlah=2)``
        """
        self._try("pilih_banyak", soal, isi)

    def urutkan(self, soal: str, **isi) -> None:
        """Tanyakan urutan langkah.

        Contoh: ``latihan.urutkan("b1-01", langkah={"b": "Berhenti", …})``
        """
        self._try("urutkan", soal, isi)

    def kelompokkan(self, soal: str, **isi) -> None:
        """Tanyakan kelompok untuk setiap kartu.

        Contoh: ``latihan.kelompokkan("b1-04", kartu="nama-data", kelompok={…})``
        """
        self._try("kelompokkan", soal, isi)

    def isi_angka(self, soal: str, **isi) -> None:
        """Tanyakan satu angka, ditulis seperti biasa: 12,5 atau Rp258.333.

        Contoh: ``latihan.isi_angka("b1-08", satuan="sumber")``
        """
        self._try("isi_angka", soal, isi)

    def pasangkan(self, soal: str, **isi) -> None:
        """Tanyakan pasangan untuk setiap hal di kiri.

        Contoh: ``latihan.pasangkan("b1-05", kiri={"a": "Gempa"}, kanan={"1": "…"})``
        """
        self._try("pasangkan", soal, isi)

    def isi_teks(self, soal: str, **isi) -> None:
        """Tanyakan isian singkat; ``bentuk``: domain, tanggal, jam, atau kata.

        Contoh: ``latihan.isi_teks("b4-02", bentuk="jam", satuan="WIB")``
        """
        self._try("isi_teks", soal, isi)

    def isi_tabel(self, soal: str, **isi) -> None:
        """Tanyakan tabel: catatan bukti, kalender konten, agenda.

        Contoh: ``latihan.isi_tabel("c1-02", kolom={…}, baris=7, aturan={…})``
        """
        self._try("isi_tabel", soal, isi)

    def alokasikan(self, soal: str, **isi) -> None:
        """Tanyakan pembagian waktu atau uang; jumlahnya tampak berjalan.

        Contoh: ``latihan.alokasikan("c1-05", baris={…}, total=10, satuan="jam")``
        """
        self._try("alokasikan", soal, isi)

    def tulis(self, soal: str, **isi) -> None:
        """Tanyakan tulisan menurut aturan yang tampak dan diperiksa sambil menulis.

        Contoh: ``latihan.tulis("b4-10", aturan={"panjang": {"uji": "kata", …}})``
        """
        self._try("tulis", soal, isi)

    def cari_ambang(self, soal: str, **isi) -> None:
        """Tanyakan nilai yang dicari dengan menggeser sebuah simulasi.

        Contoh: ``latihan.cari_ambang("a4-03", simulasi="nama-data", satuan="%")``
        """
        self._try("cari_ambang", soal, isi)

    def pilih_beralasan(self, soal: str, **isi) -> None:
        """Tanyakan satu jawaban dan alasannya, sekali atau untuk setiap kartu.

        Contoh: ``latihan.pilih_beralasan("b1-10", pilihan={…}, alasan={…})``
        """
        self._try("pilih_beralasan", soal, isi)

    def isi_data(self, soal: str, **isi) -> None:
        """Tanyakan data milik peserta sendiri: diketik, ditempel, atau dari berkas.

        Contoh: ``latihan.isi_data("d1-10", kolom={…}, baris=3, aturan={…})``
        """
        self._try("isi_data", soal, isi)

    def _try(self, method: str, item_id: str, arguments: dict) -> None:
        """Ask; one item that cannot be shown never stops the others."""
        try:
            self._ask(method, item_id, arguments)
        except BijakError as error:
            say(str(error))
