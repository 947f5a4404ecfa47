"""What a participant might try: each is a cell that must not succeed.

A cell may use ``sasaran``, where everything lies that it should not reach. It succeeds
if it ends without an error; even then it must harm nothing outside the test's folder,
so what belongs to the machine is only opened. ``docs/keamanan.md`` lists them by name.
"""

_CALL = """
import ctypes, os
pustaka = ctypes.CDLL(None, use_errno=True)
def panggil(nama, *isi):
    if getattr(pustaka, nama)(*isi) < 0:
        raise OSError(ctypes.get_errno(), nama)
"""
_CONNECT = """
import socket
def sambung(keluarga, alamat):
    with socket.socket(keluarga) as soket:
        soket.settimeout(2)
        soket.connect(alamat)
"""

ATTACKS = {
    "baca-tetangga": "open(sasaran['tetangga']).read()",
    "tulis-tetangga": "open(sasaran['tetangga'], 'r+').write('x')",
    "hapus-tetangga": "import os\nos.unlink(sasaran['tetangga'])",
    "lihat-peserta-lain": """
import os
assert len(os.listdir(sasaran['orang'])) > 1
""",
    "tautan-ke-tetangga": """
import os
os.symlink(sasaran['tetangga'], 'tautan')
try:
    open('tautan').read()
finally:
    os.unlink('tautan')
""",
    "baca-kumpulan": "open(sasaran['kumpulan']).read()",
    "baca-buku-nilai": "open(sasaran['nilai'], 'rb').read()",
    "baca-kunci": "open(sasaran['kunci']).read()",
    "baca-data-hub": "open(sasaran['hub'], 'rb').read()",
    "baca-token-pelatih": "open(sasaran['token']).read()",
    "akar-lama": "import os\nos.listdir('/proc/1/root' + sasaran['orang'])",
    "token-di-lingkungan": """
import pathlib
found = [p for p in pathlib.Path('/proc').glob('[0-9]*/environ')
         if b'JUPYTERHUB' in p.read_bytes()]
assert found
""",
    "memori-server": "open('/proc/1/mem', 'rb').read(1)",
    "proses-tetangga": "open(f'/proc/{sasaran[\"proses\"]}/environ').read()",
    "sinyal-tetangga": "import os\nos.kill(sasaran['proses'], 0)",
    "akhiri-perawat": """
import os, time
assert os.getppid() == 1
os.kill(1, 9)
time.sleep(0.2)
raise PermissionError
""",
    "ptrace": _CALL + "panggil('ptrace', 0x4206, 1, 0, 0)",
    "soket-proses-hangat": _CONNECT + "sambung(socket.AF_UNIX, sasaran['hangat'])",
    "pintu-proxy": _CONNECT
    + "sambung(socket.AF_INET, ('127.0.0.1', sasaran['proxy']))",
    "pintu-tetangga": _CONNECT
    + "sambung(socket.AF_INET, ('127.0.0.1', sasaran['server']))",
    "jaringan-luar": _CONNECT + "sambung(socket.AF_INET, ('192.0.2.1', 80))",
    "sambungan-kernel-lain": """
import pathlib
own = open('/proc/self/cmdline').read()
names = list(pathlib.Path('/tmp').glob('jupyter/kernel-*.json'))
names += list(pathlib.Path('/tmp').glob('kelas-*/**/kernel-*.json'))
assert len(names) > sasaran['kernel']
""",
    "berkas-terbuka": """
import os
names = [os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd')
         if os.path.islink(f'/proc/self/fd/{n}')]
assert [n for n in names if n.startswith(sasaran['kelas'])
        and not n.startswith(os.environ['HOME'])]
""",
    "pasang": _CALL + "panggil('mount', b'x', b'/tmp', b'tmpfs', 0, None)",
    "buka-pasangan": _CALL + "panggil('umount2', b'/proc', 2)",
    "ruang-pengguna-baru": _CALL + "panggil('unshare', 0x10000000)",
    "ruang-berkas-baru": _CALL + "panggil('unshare', 0x00020000)",
    "ganti-akar": "import os\nos.chroot('/tmp')",
    "jadi-root": "import os\nos.setuid(0)",
    "program-root": """
import subprocess
done = subprocess.run(['unshare', '-r', 'id'], capture_output=True)
assert done.returncode == 0
""",
    "cincin-kunci": _CALL + "panggil('syscall', 250, 0, -3, 1)",
    "tulis-pustaka": "import bijak\nopen(bijak.__file__, 'a')",
    "tulis-setelan-kernel": "open('/proc/sys/kernel/core_pattern', 'r+')",
    "perangkat-disk": "import os\nos.mknod('disk', 0o60600, os.makedev(254, 0))",
    "kenaikan-prioritas": "import os\nos.nice(-5)",
    "isi-tmp": """
import os
try:
    with open('/tmp/besar', 'wb') as file:
        for _ in range(300):
            file.write(bytes(1 << 20))
finally:
    os.unlink('/tmp/besar')
""",
    "isi-memori": "x = [bytearray(100 << 20) for _ in range(20)]",
    "bom-proses": """
import os, signal, time
children = []
try:
    for _ in range(300):
        child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
        children.append(child)
finally:
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
""",
}
