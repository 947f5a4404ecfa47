"""A report by hand with every kind of block, long tables, gaps and long captions."""

from datetime import date

from bijak.reporting.document import (
    Blank,
    Bullets,
    Cell,
    Document,
    Plot,
    Section,
    Signature,
    Table,
    Text,
)

LONG = (
    "Banyaknya jawaban tepat pada setiap kartu kiriman sebelum dan sesudah pelatihan, "
    "menurut lembar yang dikerjakan peserta, dengan selang kepercayaan 95% menurut "
    "Wilson, dihitung hanya dari orang yang menjawab kartu itu, tanpa mengganti yang "
    "kosong, dan diurutkan menurut nomor kartu pada lembarnya masing-masing, dari "
    "lembar A sampai lembar D yang dipakai kelas ini."
)
NUMBERS = "autograded/*/tes-?/jawaban.json"
MISSING = Cell("tidak ada")
OPTIONS = [
    {
        "label": f"Kartu {n} · bantuan sosial yang katanya dibagikan lewat tautan",
        "share": 0.2 + n / 20,
        "low": 0.1 + n / 20,
        "high": 0.33 + n / 20,
        "n": 48,
        "wrong": "b · “Sudah dibagikan banyak orang, jadi pasti benar” (12 orang)",
    }
    for n in range(1, 6)
] + [{"label": "Soal 9", "share": None, "low": None, "high": None, "n": 0, "wrong": ""}]


def rows(count: int) -> tuple:
    """So many rows of an item table, some of them with gaps."""
    return tuple(
        (
            Cell(f"tes-a-{n:02} · Kabar ke-{n} tentang harga, cuaca, dan layanan"),
            Cell("48", 48),
            Cell("62,5%", 0.625) if n % 7 else MISSING,
            Cell("48,4% sampai 74,8%") if n % 7 else MISSING,
            Cell("0,31", 0.3125) if n % 5 else Cell("disembunyikan (< 5)"),
        )
        for n in range(1, count + 1)
    )


ITEMS = Table(
    "soal",
    LONG,
    ("Soal", "Menjawab", "Tepat", "Selang 95%", "Daya beda"),
    rows(70),
    "n = 48 dari 50; 2 tidak mengumpulkan",
    NUMBERS,
    "Daya beda di bawah 0,1 perlu dibaca ulang oleh penyusun.",
)
PEOPLE = Table(
    "peserta",
    "Peserta menurut kelompok usia",
    ("Usia", "Orang"),
    (
        (Cell("17–25"), Cell("12", 12)),
        (Cell("26–40"), Cell("1.250", 1250)),
        (Cell("> 40"), Cell("disembunyikan (< 5)")),
    ),
    "n = 48",
    "kegiatan.toml",
)
CHANGE = Plot(
    "jeli-curiga",
    "Jeli dan curiga sebelum dan sesudah pelatihan, rata-rata kelas dengan selang 95%",
    "Jeli naik dari 0,62 menjadi 1,24. Curiga dari −0,20 menjadi −0,12.",
    "before_after",
    {
        "panels": [
            {
                "label": "Jeli (d′)",
                "before": (0.62, 0.41, 0.83),
                "after": (1.24, 0.98, 1.5),
                "axis": (-0.5, 2.5),
                "zero": "0 = menebak",
            },
            {
                "label": "Curiga (c)",
                "before": (-0.2, -0.31, -0.09),
                "after": (-0.12, -0.25, 0.01),
                "axis": (-1, 1),
                "zero": "0 = tidak berat sebelah",
            },
            {
                "label": "Poin dari 32",
                "before": None,
                "after": (21.4, None, None),
                "axis": (0, 32),
                "decimals": 1,
            },
        ]
    },
    "n = 45 pasangan; 5 orang tanpa salah satu tes",
    NUMBERS,
)
HARDEST = Plot(
    "tersulit",
    "Soal tersulit dan jawaban keliru yang paling sering",
    "Kartu 1 paling sulit: 25% tepat.",
    "options",
    {"rows": OPTIONS},
    "n = 48",
    NUMBERS,
)
SURE = Plot(
    "yakin",
    "Ketepatan pada setiap tingkat keyakinan",
    "Yang menebak tepat 55%; yang yakin sekali tepat 81%; tingkat 2 tidak dipakai.",
    "calibration",
    {
        "points": [
            {
                "label": label,
                "expected": expected,
                "share": share,
                "low": share and share - 0.06,
                "high": share and share + 0.06,
                "n": 120 if share else 0,
            }
            for label, expected, share in (
                ("1 · menebak", 0.5, 0.55),
                ("2 · ragu", 0.65, None),
                ("3 · cukup yakin", 0.8, 0.72),
                ("4 · yakin sekali", 0.95, 0.81),
            )
        ]
    },
    "n = 1.112 jawaban",
    NUMBERS,
)
DONE = Plot(
    "ketuntasan",
    "Banyaknya peserta yang mengumpulkan setiap lembar",
    "Prates 48 dari 50, pascates 45 dari 50.",
    "completion",
    {
        "rows": [
            {"label": "Prates", "count": 48, "of": 50},
            {"label": "Lima Langkah BIJAK: Membaca Menyamping", "count": 44, "of": 50},
            {"label": "Harga yang Benar", "count": None, "of": 50},
            {"label": "Pascates", "count": 45, "of": 50},
        ]
    },
    "n = 50",
    "gradebook.db",
)


def example() -> Document:
    """The whole document."""
    return Document(
        "Laporan Kegiatan",
        "Pelatihan Cek Fakta & Jualan Daring <Uji> · Balai Warga, 24 November 2026",
        date(2026, 11, 26),
        (
            Section(
                1,
                "Pendahuluan",
                (Text("Surat nomor 400/12/2026."), Blank("Tulis latar belakang.")),
            ),
            Section(
                2,
                "Tujuan",
                (
                    Bullets(
                        (
                            "Peserta membedakan hoaks dari kabar benar.",
                            "=1+1 tetap kalimat.",
                        )
                    ),
                ),
            ),
            Section(4, "Peserta", (PEOPLE,)),
            Section(
                6, "Hasil", (Text("Fakta. " * 60), CHANGE, DONE, ITEMS, HARDEST, SURE)
            ),
            Section(
                9,
                "Rekomendasi",
                (
                    Blank("Tulis rekomendasi.", 6),
                    Signature(
                        "Balai Warga, 26 November 2026",
                        "Kepala Dinas Komunikasi",
                        "Ir. Contoh Karangan",
                    ),
                ),
            ),
        ),
        ("Bank soal belum diuji coba.", "Selang 95% memakai t Student."),
    )
