"""What an attacker runs in a kernel of a class. The attacker knows where all lies.

``attack(known)`` is run inside; each attempt returns what it got, or nothing. Only the
standard library, since the source travels as text.
"""

import contextlib
import ctypes
import os
import signal
import socket
from pathlib import Path

FORBIDDEN = (OSError, ValueError, AttributeError)


def first(attempts):
    """What the first attempt that succeeds brings, as (attempt, result)."""
    for name, attempt in attempts:
        with contextlib.suppress(*FORBIDDEN):
            if got := attempt():
                return f"{name}: {str(got)[:80]}"
    return ""


def read(paths):
    """Read a file, or list a folder."""

    def one(path):
        path = Path(path)
        return [*path.iterdir()] if path.is_dir() else path.read_bytes()

    return first((path, lambda path=path: one(path)) for path in paths)


def write(paths):
    """Write into a file or a folder, or take it away."""

    def one(path):
        path = Path(path)
        if path.is_dir():
            path = path / "serangan.txt"
            path.write_text("x")
            return "written"
        with path.open("ab") as file:
            return file.write(b"x")

    return first((path, lambda path=path: one(path)) for path in paths)


def environments(tokens):
    """Look for tokens in the environment of every process that can be seen."""

    def one(process):
        held = (process / "environ").read_bytes()
        return [name for name, token in tokens.items() if token.encode() in held]

    return first((p, lambda p=p: one(p)) for p in Path("/proc").glob("[0-9]*"))


def memory_of_others(_):
    """Open the memory of any process but one's own."""

    def one(process):
        if process.name == str(os.getpid()):
            return ""
        with (process / "mem").open("rb") as memory:
            for line in (process / "maps").read_text().splitlines():
                memory.seek(int(line.partition("-")[0], 16))
                return memory.read(8)

    return first((p, lambda p=p: one(p)) for p in Path("/proc").glob("[0-9]*"))


def processes(codes):
    """See a process that belongs to somebody else or to the class."""
    seen = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            seen.append((process / "comm").read_text().strip())
    strange = [name for name in seen if any(code in name for code in codes)]
    return ", ".join(strange)


def ports(numbers):
    """Speak with a port of this machine, by any of its addresses."""

    def one(host, port):
        with socket.create_connection((host, port), timeout=2):
            return "connected"

    hosts = ("127.0.0.1", "::1", "localhost")
    return first(
        (f"{host}:{port}", lambda host=host, port=port: one(host, port))
        for host in hosts
        for port in numbers
    )


def sockets(paths):
    """Speak with a unix socket."""

    def one(path):
        with socket.socket(socket.AF_UNIX) as channel:
            channel.connect(path)
            return "connected"

    return first((path, lambda path=path: one(path)) for path in paths)


def other_sockets(own):
    """Speak with any unix socket that the system lists, abstract ones too."""
    listed = Path("/proc/net/unix").read_text().splitlines()[1:]
    names = {line.split()[-1] for line in listed if len(line.split()) > 7}
    strange = [name for name in names if not name.startswith(own)]
    return sockets([name.replace("@", "\0", 1) for name in strange])


def signals(numbers):
    """Signal a process of the class by its number outside."""

    def one(number):
        os.kill(number, signal.SIGCONT)
        return "signalled"

    return first((n, lambda n=n: one(n)) for n in numbers)


def rights(_):
    """Become somebody else, or leave the walls."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_user, new_mounts, new_network = 0x10000000, 0x00020000, 0x40000000

    def call(function, *arguments):
        return "done" if function(*arguments) == 0 else ""

    return first(
        [
            ("setuid", lambda: os.setuid(0) or "done"),
            ("setuid of another", lambda: os.setuid(30000) or "done"),
            ("mounts", lambda: call(libc.unshare, new_mounts)),
            ("users and mounts", lambda: call(libc.unshare, new_user | new_mounts)),
            ("network", lambda: call(libc.unshare, new_network)),
            ("chroot", lambda: os.chroot("/") or "done"),
            ("mount", lambda: call(libc.mount, b"none", b"/tmp", b"tmpfs", 0, None)),
            ("umount", lambda: call(libc.umount2, b"/proc", 2)),
            ("trace", lambda: call(libc.ptrace, 16, 1, 0, 0)),
            ("outside", lambda: [*Path("/proc/1/root/root").iterdir()]),
            ("device", lambda: os.mknod("/tmp/d", 0o60600, os.makedev(8, 0)) or "done"),
        ]
    )


def counter(asked):
    """Ask the counter, by the own line to it, for what is the trainer's."""

    def one(request):
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(20)
            channel.connect(os.environ["BIJAK_LOKET"])
            channel.sendall(request.encode())
            answer = channel.recv(65536).decode("utf-8", "replace")
        return answer if answer.partition(" ")[2][:1] in "23" else ""

    return first((r.partition("\r")[0], lambda r=r: one(r)) for r in asked)


ATTEMPTS = {
    "membaca jawaban dan folder peserta lain": (read, "others"),
    "mengubah jawaban peserta lain": (write, "others"),
    "membaca kunci jawaban": (read, "solutions"),
    "membaca kumpulan semua orang": (read, "exchange"),
    "menaruh berkas di antara kumpulan": (write, "exchange"),
    "membaca buku nilai": (read, "gradebook"),
    "mengubah buku nilai": (write, "gradebook"),
    "membaca basis data, rahasia, dan catatan pintu kelas": (read, "room"),
    "mengubah basis data pintu kelas": (write, "room"),
    "membaca daftar peserta dan PIN": (read, "roster"),
    "mengubah pengaturan kelas": (write, "settings"),
    "mengubah paket Bijak, pelajaran, dan soal": (write, "kit"),
    "mencari token di lingkungan semua proses": (environments, "tokens"),
    "membaca ingatan proses lain": (memory_of_others, "nothing"),
    "melihat proses peserta lain": (processes, "codes"),
    "menghubungi pintu kelas, proxy, loket, dan server lain": (ports, "ports"),
    "menghubungi proses hangat": (sockets, "warmed"),
    "menghubungi soket dan kernel peserta lain": (sockets, "their_sockets"),
    "menghubungi soket lain di laptop": (other_sockets, "own_socket"),
    "membaca berkas sambungan kernel lain": (read, "connection_files"),
    "mengirim sinyal ke proses kelas": (signals, "processes"),
    "menjadi root, peserta lain, atau keluar dari dinding": (rights, "nothing"),
    "meminta papan dan halaman pelatih kepada loket": (counter, "trainers"),
    "meminta loket membuka folder lain": (counter, "crooked"),
}
"""What is tried (as `docs/keamanan.md` calls it) → how, and with what of ``known``."""


def attack(known):
    """Try everything; name → what came out, empty when it was refused."""
    results = {}
    for name, (attempt, what) in ATTEMPTS.items():
        try:
            results[name] = attempt(known[what])
        except FORBIDDEN:
            results[name] = ""
    return results
