"""What participants can have programmed: harm to files, network, machine, and grader.

Each is the cell of a code item. An `attack` is right only if its harm succeeded; a
`program` has done its harm when it runs, so that what it leaves behind tells.
"""

from __future__ import annotations

from specimen_parts import (
    ALL_RIGHT,
    BONUS,
    MARK,
    NEIGHBOUR,
    PORT,
    SECRET,
    attack,
    program,
)

import second

# A files

attack(
    "baca-buku-nilai", "A", 'berhasil = bool(open("{home}/gradebook.db", "rb").read())'
)
attack(
    "ubah-buku-nilai",
    "A",
    """
    import sqlite3
    buku = sqlite3.connect("{home}/gradebook.db")
    buku.execute("UPDATE grade SET manual_score = 50")
    buku.commit()
    berhasil = True
    """,
)
attack(
    "baca-kunci",
    "A",
    f"""
    import pathlib
    tempat = [pathlib.Path(satu) for satu in ("{{root}}", ".", "..", "/tmp")]
    semua = [berkas for satu in tempat for berkas in satu.rglob("{second.ID}.ipynb")]
    berhasil = any("kunci=" in berkas.read_text() for berkas in semua)
    """,
)
attack(
    "baca-tetangga",
    "A",
    f"""
    import pathlib
    berkas = pathlib.Path("{{home}}/submitted/{NEIGHBOUR}").rglob("jawaban.json")
    berhasil = any(satu.read_bytes() for satu in berkas)
    """,
)
attack(
    "baca-rumah",
    "A",
    """
    import os, pathlib
    rumah = pathlib.Path("/home").glob("*/.ssh/*"), pathlib.Path("/root").glob(".ssh/*")
    berhasil = any(satu.read_bytes() for tempat in rumah for satu in tempat)
    berhasil = berhasil or bool(open("/etc/shadow").read())
    """,
)
attack("baca-lingkungan", "A", f'import os\nberhasil = "{SECRET}" in os.environ')
attack(
    "baca-lingkungan-induk",
    "A",
    f"""
    import os
    induk = {{os.getppid(), 1}}
    semua = b"".join(open(f"/proc/{{satu}}/environ", "rb").read() for satu in induk)
    berhasil = b"{SECRET}" in semua
    """,
)
attack(
    "tulis-di-luar",
    "A",
    """
    import os
    umum = "/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~")
    for tempat in ("{root}", "{home}", *umum):
        try:
            open(tempat + "/{mark}", "w").write("x")
        except OSError:
            pass
    """,
)
attack(
    "hapus-semua",
    "A",
    """
    import os, shutil
    ada = os.path.exists("{home}/submitted")
    shutil.rmtree("{home}/submitted", ignore_errors=True)
    berhasil = ada and not os.path.exists("{home}/submitted")
    """,
)
attack(
    "tautan-saat-berjalan",
    "A",
    """
    import os
    os.symlink("{root}/solutions", "kunci")
    berhasil = bool(os.listdir("kunci"))
    """,
)
attack(
    "berkas-terbuka",
    "A",
    """
    import os
    for nomor in range(3, 64):
        try:
            berhasil = berhasil or b"HIDDEN" in os.pread(nomor, 1_000_000, 0)
        except OSError:
            pass
    """,
)

# B network

attack(
    "sambung-laptop-ini",
    "B",
    f"""
    import socket
    socket.create_connection(("127.0.0.1", {PORT}), 2)
    berhasil = True
    """,
)
attack(
    "sambung-luar",
    "B",
    'import socket\nsocket.create_connection(("1.1.1.1", 53), 2)\nberhasil = True',
)
attack(
    "tanya-nama",
    "B",
    'import socket\nsocket.getaddrinfo("example.com", 80)\nberhasil = True',
)
attack(
    "unduh",
    "B",
    """
    from urllib.request import urlopen
    berhasil = bool(urlopen("http://example.com", timeout=2).read())
    """,
)
attack(
    "soket-tanpa-nama-berkas",
    "B",
    f"""
    import socket
    soket = socket.socket(socket.AF_UNIX)
    soket.connect("\\0{MARK}-{PORT}")
    berhasil = True
    """,
)

# C resources

program("perulangan-tanpa-akhir", "C", "while True:\n    pass", said="perulangan")
program(
    "perulangan-menolak-berhenti",
    "C",
    """
    import signal
    for satu in range(1, 65):
        try:
            signal.signal(satu, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
    """,
    said="henti",
)
program("tidur", "C", "import time\ntime.sleep(100_000)", said="henti")
program(
    "memori",
    "C",
    "isi = bytearray(8 << 30)\nfor n in range(0, 8 << 30, 4096):\n    isi[n] = 1",
)
program(
    "memori-sedikit-sedikit",
    "C",
    "isi = []\nwhile True:\n    isi.append(bytearray(1 << 20))",
)
program("bom-proses", "C", "import os\nwhile True:\n    os.fork()")
program(
    "proses-tertinggal",
    "C",
    f"""
    import subprocess, sys
    for nomor in range(10):
        subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(600)", "{MARK}"],
            start_new_session=True,
        )
    """,
)
program(
    "bom-utas",
    "C",
    """
    import threading, time
    while True:
        threading.Thread(target=time.sleep, args=(600,)).start()
    """,
)
program(
    "cetak-tanpa-akhir", "C", 'while True:\n    print("x" * 1_000_000)', said="mencetak"
)
program(
    "penuhi-disk",
    "C",
    """
    for nomor in range(1_000):
        with open(f"besar-{nomor}", "wb") as berkas:
            for kali in range(200):
                berkas.write(b"x" * 1_000_000)
    """,
)
program(
    "penuhi-folder",
    "C",
    'for nomor in range(1_000_000):\n    open(f"kecil-{nomor}", "w").close()',
)
program(
    "buka-semua-berkas",
    "C",
    'semua = []\nwhile True:\n    semua.append(open("/dev/null"))',
)
program("keluar-paksa", "C", "import os\nos._exit(0)", said="menghentikan")
program("keluar-biasa", "C", "raise SystemExit(0)")
program("rusak-memori", "C", "import ctypes\nctypes.string_at(0)", said="menghentikan")
program(
    "bunuh-induk",
    "C",
    """
    import os, signal
    for satu in (os.getppid(), 1, -1):
        try:
            os.kill(satu, signal.SIGKILL)
        except OSError:
            pass
    """,
)
program("bilangan-raksasa", "C", "rata = 9 ** 9 ** 9", said="henti")
program("hasil-raksasa", "C", "tinggi = [1.5] * 30_000_000\nsaran = 'x' * 300_000_000")
program(
    "hasil-bersarang",
    "C",
    "tinggi = []\nfor n in range(100_000):\n    tinggi = [tinggi]",
)

# E cheating inside the interpreter

program(
    "sama-dengan-apa-pun",
    "E",
    """
    class Semua(float):
        def __eq__(self, lain): return True
        def __ne__(self, lain): return False
        def __sub__(self, lain): return 0.0
        __rsub__ = __sub__
        def __abs__(self): return 0.0
        __hash__ = None
    rata = Semua(0)
    """,
)
program(
    "benda-yang-menyamar",
    "E",
    """
    class Angka:
        __class__ = float
        def __float__(self): return 1.0
        def __eq__(self, lain): return True
    rata = saran = Angka()
    tinggi = ringkas = [Angka()] * 6
    """,
)
program(
    "acar-berbahaya",
    "E",
    f"""
    class Acar:
        def __reduce__(self):
            import os
            return os.system, ("touch /tmp/{MARK}",)
    rata = saran = Acar()
    tinggi = [Acar()] * 6
    """,
)
program(
    "tambal-json",
    "E",
    """
    import json, builtins
    json.dumps = json.JSONEncoder.encode = lambda *semua, **lain: '{"poin": 999}'
    json.loads = lambda *semua, **lain: {"poin": 999}
    builtins.isinstance = lambda *semua: True
    builtins.abs = lambda satu: 0
    """,
)
program(
    "tulis-ke-pipa",
    "E",
    """
    import os
    palsu = b'{"item": "t2-02", "points": 999}\\n{"end": 1}\\n'
    for nomor in range(1, 64):
        try:
            os.write(nomor, palsu)
        except OSError:
            pass
    """,
)
attack(
    "cari-kunci-di-memori",
    "E",
    """
    import gc, sys
    jenis = {type(satu).__name__ for satu in gc.get_objects()}
    bingkai, nama = sys._getframe(), set()
    while bingkai:
        nama |= set(bingkai.f_locals) | set(bingkai.f_globals)
        bingkai = bingkai.f_back
    berhasil = "GradedItem" in jenis or "kunci" in nama
    """,
)
program(
    "tambal-penilai",
    "E",
    """
    import bijak.scoring, bijak.scoring.code
    from bijak.scoring import Verdict
    penuh = lambda *semua: Verdict(1.0, (), "right", 999.0, 999.0)
    bijak.scoring.score = bijak.scoring.code.score = penuh
    """,
)
program(
    "nilai-sendiri",
    "E",
    'latihan.nilai("t2-02", kunci={"rata": 0}, poin=999)',
    said="nameerror",
)
program("bukan-angka", "E", 'rata = float("nan")\ntinggi = [float("inf")] * 6')
program("angka-raksasa", "E", "rata = 10 ** 4_000\ntinggi = [-(10 ** 400)] * 6")
program("angka-sebagai-teks", "E", 'rata = "35.03"\nsaran = 5\nringkas = "tabel"')
program(
    "pasang-kait",
    "E",
    """
    import ast, atexit, sys, time
    sys.settrace(lambda *semua: None)
    sys.setprofile(lambda *semua: None)
    sys.excepthook = lambda *semua: None
    ast.parse = lambda *semua, **lain: ast.Module([], [])
    atexit.register(time.sleep, 600)
    """,
)
program(
    "tetap-sebagai-konstanta",
    "E",
    ALL_RIGHT.replace("; ", "\n"),
    BONUS,  # not a cheat that can be told from work: the values are right
)
