#!/usr/bin/env python3
"""The one entry to Bijak: sets everything up, then hands over.

Standard library only, on any system.  The file must parse on Python 3.6, so
that a too old Python answers with a sentence instead of a syntax error.

A complete environment is built beside the old one and then takes its name, so
an interrupted installation (power cut, closed window) never leaves a broken
`.venv`.  A stamp inside it lets the next start skip everything.
"""

import ast
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

MINIMUM_PYTHON = (3, 11)
# The oldest uv that was tried; 1.0 may change what the options below mean.
UV_FROM, UV_BEFORE = (0, 9, 0), (1, 0, 0)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".alat"
STAMP = "bijak-siap.json"
UV_LOCK = ROOT / "requirements-uv.lock"
# What to install: the first lock for everybody, two for a trainer, all for tests.
LOCKS = tuple(ROOT / name for name in (
    "requirements.lock", "requirements-trainer.lock", "requirements-dev.lock"))
EVERYBODY, TRAINER, DEVELOPER = 1, 2, 3
SETS = dict.fromkeys(
    ("class", "cards", "certificates", "usb", "report", "verify", "forget"), TRAINER)
SETS["test"] = DEVELOPER
WHEELS = TOOLS / "roda"  # in the folder for a laptop without internet: all wheels
WINDOWS = os.name == "nt"

# Where uv fetches from, and what else of a user's uv settings holds here.
UV_SOURCES = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL",
              "UV_FIND_LINKS", "UV_NO_INDEX", "UV_CONFIG_FILE")
UV_KEPT = (*UV_SOURCES, "UV_HTTP", "UV_INSECURE", "UV_KEYRING", "UV_CACHE", "UV_LINK",
           "UV_CONCURRENT", "UV_SYSTEM_CERTS", "UV_OFFLINE", "UV_NO_CONFIG")
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX",
             "find-links": "UV_FIND_LINKS", "no-index": "UV_NO_INDEX",
             "trusted-host": "UV_INSECURE_HOST"}

HELP = """Bijak: bahan dan alat pelatihan bijak bermedia sosial.

Pemakaian:  python3 mulai.py [perintah] [pilihan]
Windows:    py mulai.py [perintah] [pilihan]

  start        membuka Bijak di peramban (perintah bawaan)
  demo         memperagakan satu pelatihan lengkap dengan peserta tiruan
  class start  membuka kelas untuk banyak peserta lewat Wi-Fi (pelatih)
  usb          membuat folder pemasangan tanpa internet (pelatih)
  bundle       membuat paket zip untuk peserta
  release      membuat latihan peserta dari naskah pelatih (pelatih)
  check        memeriksa kurikulum dan berkas (pelatih)
  test         menjalankan semua pengujian (pengembang)

Perintah lain diteruskan kepada Bijak; `start --help` dan seterusnya
menjelaskan pilihannya. PORT=8899 memilih nomor port, NO_BROWSER=1 tidak
membuka peramban. Pemakaian pertama memerlukan internet; sesudahnya tidak."""

FULL = (
    "Ruang penyimpanan penuh. Bijak memerlukan sekitar 1 GB, dengan perlengkapan"
    " kelas sekitar 2 GB. Kosongkan ruang, lalu jalankan lagi perintah yang sama."
)
FORBIDDEN = (
    "Bijak tidak boleh menulis di salah satu folder yang diperlukannya. Pindahkan"
    " folder Bijak ke tempat milik Anda, misalnya folder Dokumen (bukan CD, folder"
    " bersama, atau di dalam berkas zip), lalu jalankan lagi perintah yang sama."
)
OFFLINE = (
    "Internet tidak terjangkau, padahal pemasangan memerlukannya."
    " Sambungkan komputer ke internet dan periksa pengaturan proxy kantor, lalu"
    " jalankan lagi perintah yang sama. Yang sudah terunduh tidak diunduh ulang."
)
CERTIFICATE = (
    "Sambungan aman ke internet ditolak (sertifikat). Periksa tanggal dan jam"
    " komputer. Di jaringan kantor, mintalah berkas sertifikat kepada pengelola"
    " jaringan dan sebutkan letaknya dalam variabel SSL_CERT_FILE."
)
ALTERED = (
    "Berkas yang diunduh berbeda dari yang tercatat, jadi tidak dipasang. Coba lagi"
    " dengan jaringan lain; jika tetap begitu, beri tahu pengelola Bijak."
)
NO_WHEEL = (
    "Sebagian perangkat lunak belum tersedia untuk komputer ini. Pakai Python 64-bit"
    " versi 3.11 sampai 3.14, lalu jalankan lagi perintah yang sama."
)
UNKNOWN = (
    "Pemasangan tidak berhasil. Jalankan lagi perintah yang sama; jika tetap gagal,"
    " kirimkan rincian di bawah ini kepada pengelola Bijak."
)
NO_PIP = (
    "Python di komputer ini tidak dilengkapi pip, padahal Bijak memerlukannya untuk"
    " memasang diri. {}, lalu jalankan lagi perintah yang sama."
)
STILL_OPEN = (
    "Bijak masih terbuka di jendela lain. Simpan pekerjaan Anda, tutup jendela itu,"
    " lalu jalankan lagi perintah yang sama."
)
NOT_HERE = (
    "Paket peserta tidak memuat perintah ini. Perintah itu hanya ada di repositori"
    " lengkap milik pelatih."
)
# What uv, pip and the system say, and the sentence for it; the first match counts.
SYMPTOMS = (
    (r"[Nn]o space left|os error (28|112)\b|not enough space|disk is full|[Qq]uota",
     FULL),
    (r"Permission denied|[Aa]ccess is denied|Read-only file system|Operation not perm"
     r"|unable to open database|readonly database|os error (13|30)\b"
     + (r"|os error 5\b" if WINDOWS else ""), FORBIDDEN),
    (r"certificate|UnknownIssuer|SSLError|CERTIFICATE_VERIFY", CERTIFICATE),
    (r"DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY", ALTERED),
    (r"error sending request|dns error|[Cc]onnection (refused|reset|broken)|tcp connect"
     r"|NewConnectionError|name resolution|getaddrinfo|unreachable|[Tt]imed? ?out"
     r"|Failed to fetch|Failed to download|network connectivity|ProxyError"
     r"|ConnectTimeout|ReadTimeout|from versions: none|ECONN|ENOTFOUND|EAI_AGAIN",
     OFFLINE),
    (r"Wheels are required|no (compatible )?wheels", NO_WHEEL),
)


class SetupError(Exception):
    """Setting up failed; the message is for the person at the keyboard."""


def say(sentence):
    """Print to stderr, so that a command's own output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


def diagnose(detail):
    """Return the sentence for what a tool or the system said."""
    return next((text for sign, text in SYMPTOMS if re.search(sign, detail)), UNKNOWN)


def failure(detail):
    """Return the SetupError that says what to do, with the detail below it."""
    # An office's mirror and its passwords stay off a projected screen.
    shown = re.sub(r"(?<=://)[^/\s'\"`)]+|(?<=host=')[^']*", "…", detail)
    lines = [line[:200] for line in shown.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith("WARNING")] or lines
    return SetupError("\n".join([diagnose(detail), "", "Rincian:", *telling[-8:]]))


# --- what is there ---------------------------------------------------------------


def executable(folder, name):
    """Return the path of a program inside a virtual environment."""
    return folder / ("Scripts/" + name + ".exe" if WINDOWS else "bin/" + name)


def base_python():
    """Return the real interpreter, also when a virtual environment runs us."""
    return getattr(sys, "_base_executable", None) or sys.executable


def interpreter(venv):
    """Return the Python behind a virtual environment; it may have been uninstalled."""
    if not WINDOWS:
        return os.path.realpath(str(executable(venv, "python")))
    home = re.search("(?m)^home = (.+)$", read(venv / "pyvenv.cfg"))
    return str(Path(home.group(1)) / "python.exe") if home else ""


def read(file):
    """Return a text file's content; a missing one counts as empty."""
    return file.read_text("utf-8") if file.exists() else ""


def digest(*files):
    """Return one fingerprint of text files."""
    return hashlib.sha256("\0".join(map(read, files)).encode("utf-8")).hexdigest()


def stamp_for(venv, sets):
    """Return what a whole environment was built from."""
    return {
        "python": interpreter(venv),
        "locks": digest(*LOCKS[:sets]),
        "sets": sets,
        "project": [str(ROOT), digest(ROOT / "pyproject.toml")],
    }


def read_stamp():
    """Return the stamp of `.venv`; an unreadable one counts as none."""
    try:
        return dict(json.loads(read(VENV / STAMP)))
    except (OSError, ValueError, TypeError):
        return {}


def missing(sets):
    """Return what `.venv` lacks: "packages", "project" (its link only) or nothing."""
    stamp = read_stamp()
    # What a trainer or the tests need serves a start too.
    want = stamp_for(VENV, max(sets, stamp.get("sets", EVERYBODY)))
    linked = stamp.pop("project", None) == want.pop("project")
    if stamp != want or not Path(stamp["python"]).exists():
        return "packages"
    return None if linked else "project"


# --- setting up ------------------------------------------------------------------


@contextlib.contextmanager
def one_at_a_time():
    """Hold the project's lock; the system frees it even when we are killed.

    SQLite's file lock behaves the same on every system.
    """
    import sqlite3  # only here: the fast way does not need it

    TOOLS.mkdir(exist_ok=True)
    told = False
    try:
        lock = sqlite3.connect(str(TOOLS / "kunci.db"), timeout=0, isolation_level=None)
        with contextlib.closing(lock):
            while not acquired(lock):
                if not told:
                    say("Bijak sedang disiapkan di jendela lain; menunggu …")
                    told = True
                time.sleep(0.5)
            yield
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def acquired(lock):
    """Try to take the lock; only "somebody has it" is an answer, not an error."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except Exception as error:
        if "is locked" not in str(error):
            raise
        return False
    return True


def run_tool(command, env):
    """Run uv or pip, show what is downloaded, and return (exit code, output)."""
    output = []
    process = subprocess.Popen(
        [str(word) for word in command], cwd=str(ROOT), env=env,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    with process:
        try:
            for raw in process.stdout:
                line = raw.decode("utf-8", "replace").rstrip()
                output.append(line)
                # pip names the file, with the address of an office's mirror before it.
                load = re.match(r"\s*Downloading (?:\S*/)?(\S+?)(-\d\S+)? (\(.+)", line)
                if load:
                    say(f"  mengunduh {load.group(1)} {load.group(3)}")
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "\n".join(output)


def pip_settings(listing):
    """Return pip's own settings from `pip config list`, the strongest last."""
    ranked = []
    for line in listing.splitlines():
        match = re.match(r"(global|install|:env:)\.([a-z-]+)=('.*'|\".*\")$", line)
        if match:
            section, name, value = match.groups()
            rank = ("global", "install", ":env:").index(section)
            ranked.append((rank, name, ast.literal_eval(value)))
    return {name: value for _, name, value in sorted(ranked)}


def with_pip_settings(env, settings):
    """Return `env` with an office mirror configured for pip told to uv as well."""
    env = dict(env)
    for name, variable in (("cert", "SSL_CERT_FILE"), ("proxy", "ALL_PROXY")):
        if settings.get(name):
            env.setdefault(variable, settings[name])
    home = env.get("APPDATA") or env.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    own_files = (Path(home) / "uv" / "uv.toml", Path("/etc/uv/uv.toml"))
    if any(env.get(name) for name in UV_SOURCES) or any(map(Path.exists, own_files)):
        return env  # uv has sources of its own; pip's stay out
    for name, variable in PIP_TO_UV.items():
        if settings.get(name, "").strip():
            joint = "," if name == "find-links" else " "
            env[variable] = joint.join(settings[name].split())
            # pip looks at all indexes at once.  Safe: every file is pinned by hash.
            env["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return env


def tool_environment():
    """Return the environment for uv and pip: network settings, no other wishes."""
    unwanted = ("UV_", "VIRTUAL_ENV", "CONDA_", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT",
                "PIP_USER", "PYTHONHOME")
    env = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(UV_KEPT) or not name.startswith(unwanted)
    }
    env.update(NO_COLOR="1", PYTHONUTF8="1", UV_PYTHON_DOWNLOADS="never",
               PIP_REQUIRE_VIRTUALENV="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    # Village connections: few downloads at once, and patience with each.
    env.setdefault("UV_CONCURRENT_DOWNLOADS", "6")
    env.setdefault("UV_HTTP_TIMEOUT", "120")
    if WHEELS.is_dir():
        return dict(env, UV_NO_INDEX="1", UV_FIND_LINKS=str(WHEELS), UV_OFFLINE="1")
    _, listing = run_tool([base_python(), "-m", "pip", "config", "list"], env)
    return with_pip_settings(env, pip_settings(listing))


def uv_home():
    """Return the folder for the uv that the project brings along."""
    return TOOLS / read(UV_LOCK).split()[0].replace("==", "-")


def find_uv(env):
    """Return a uv that will do: the one on PATH, else our own, else nothing."""
    # Only Windows would put it anywhere but in bin/.
    own = list(uv_home().glob("*/uv.exe" if WINDOWS else "*/uv"))
    for program in own:
        with contextlib.suppress(OSError):
            program.chmod(0o755)  # a USB stick forgets what may be run
    for candidate in (shutil.which("uv"), *map(str, own)):
        if candidate:
            code, output = run_tool([candidate, "--version"], env)
            version = re.match(r"uv (\d+)\.(\d+)\.(\d+)", output)
            if code == 0 and version:
                if UV_FROM <= tuple(map(int, version.groups())) < UV_BEFORE:
                    return candidate
    return None


def advise_pip():
    """Return what to install where this Python came without pip."""
    if Path("/etc/debian_version").exists():
        return "Ketik sudo apt install python3-venv"
    if Path("/etc/redhat-release").exists():
        return "Ketik sudo dnf install python3-pip"
    return "Pasang ulang Python dengan pilihan pip dicentang"


def find_pip(env, scratch):
    """Return the words that start pip, from Python itself or from its venv."""
    if run_tool([base_python(), "-c", "import pip"], env)[0] == 0:
        return [base_python(), "-m", "pip"]
    code, output = run_tool([base_python(), "-m", "venv", scratch], env)
    if code == 0:
        return [executable(scratch, "python"), "-m", "pip"]
    if re.search("ensurepip|No module named venv", output):
        raise SetupError(NO_PIP.format(advise_pip()))
    raise failure(output)


def install_uv(env):
    """Put the pinned uv into the project's own folder and return its path."""
    home = uv_home()
    fresh, scratch = (TOOLS / f"{name}-{os.getpid()}" for name in ("baru", "venv"))
    try:
        command = [*find_pip(env, scratch), "install", "--no-input", "--no-deps",
                   "--only-binary=:all:", "--require-hashes", "--target", fresh,
                   "--requirement", UV_LOCK]
        code, output = run_tool(command, env)
        if code:
            raise failure(output)
        shutil.rmtree(str(home), ignore_errors=True)
        fresh.replace(home)
    finally:
        sweep()
    program = find_uv(env)
    if program is None:
        raise failure(output)
    return program


def uv(program, env, *words):
    """Run uv; where its own certificates fail, try the computer's."""
    code, output = run_tool([program, *words], env)
    if code and diagnose(output) == CERTIFICATE:
        code, output = run_tool([program, *words], dict(env, UV_SYSTEM_CERTS="1"))
    if code:
        raise failure(output)


def link_project(program, env, venv):
    """Make `import bijak` find this folder; needs no network."""
    uv(program, env, "pip", "install", "--python", executable(venv, "python"),
       "--no-deps", "--offline", "--reinstall-package", "bijak", "--editable", ".")


def add_proxy(env, venv):
    """Fetch the proxy of a class into the project's own folder, once."""
    code, output = run_tool([executable(venv, "python"), "-m", "bijak.hub.proxy"], env)
    if code:
        raise failure(output)


def build(program, env, sets):
    """Build a whole environment beside the old one, then give it the name `.venv`."""
    fresh, old = (ROOT / f".venv.{name}-{os.getpid()}" for name in ("baru", "lama"))
    try:
        uv(program, env, "venv", "--clear", "--relocatable", "--no-project",
           "--prompt", "bijak", "--python", base_python(), fresh)
        uv(program, env, "pip", "install", "--python", executable(fresh, "python"),
           "--require-hashes", "--only-binary", ":all:",
           *(["--no-index"] if env.get("UV_NO_INDEX") else []),
           *[word for lock in LOCKS[:sets] for word in ("--requirement", lock)])
        link_project(program, env, fresh)
        if sets >= TRAINER:
            add_proxy(env, fresh)
        write_stamp(fresh, sets)
        if hasattr(os, "sync"):
            os.sync()  # a power cut must not leave empty files under a valid stamp
        try:
            if VENV.exists():
                VENV.replace(old)
        except PermissionError as error:  # Windows, while Bijak runs
            raise SetupError(STILL_OPEN) from error
        fresh.replace(VENV)
    finally:
        sweep()


def write_stamp(venv, sets):
    """Mark an environment as whole."""
    (venv / STAMP).write_text(json.dumps(stamp_for(venv, sets), indent=1), "utf-8")


def sweep():
    """Remove what this or an interrupted start left behind."""
    for folder, pattern in ((ROOT, ".venv.*-*"), (TOOLS, "baru-*"), (TOOLS, "venv-*")):
        for leftover in folder.glob(pattern):
            shutil.rmtree(str(leftover), ignore_errors=True)


def prepare(sets):
    """Make `.venv` complete; return at once when it is."""
    if not all(lock.exists() for lock in LOCKS[:sets]):
        raise SetupError(NOT_HERE)
    if missing(sets) is None:
        return
    with one_at_a_time():
        lack = missing(sets)
        if lack is None:
            return
        sweep()
        if lack == "packages":
            load = "sekitar 280 MB" if sets >= TRAINER else "sekitar 150 MB"
            way = "tanpa internet" if WHEELS.is_dir() else f"lewat internet ({load})"
            say(f"Menyiapkan Bijak {way}. Sekali ini saja, beberapa menit; jangan"
                " tutup jendela ini.")
        env = tool_environment()
        program = find_uv(env) or install_uv(env)
        sets = max(sets, read_stamp().get("sets", EVERYBODY))
        if lack == "project":
            with contextlib.suppress(SetupError):
                link_project(program, env, VENV)
                write_stamp(VENV, sets)
                return
        build(program, env, sets)
        say("Bijak siap dipakai.")


# --- handing over ----------------------------------------------------------------


def hand_over(words):
    """Run the environment's Python with `words` and return its exit code."""
    program = executable(VENV, "python")
    env = dict(os.environ, PYTHONUTF8="1", VIRTUAL_ENV=str(VENV))
    env["PATH"] = str(program.parent) + os.pathsep + env.get("PATH", "")
    env.pop("PYTHONHOME", None)
    command = [str(program), *words]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, env)
    with subprocess.Popen(command, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reached the child too; its exit code counts


def too_old(version):
    """Return the sentence for a Python that is too old, or nothing."""
    if tuple(version[:2]) >= MINIMUM_PYTHON:
        return None
    return (
        "Bijak memerlukan Python 3.11 atau yang lebih baru; yang berjalan sekarang"
        " Python {}.{}. Pasang Python baru, lalu jalankan lagi, misalnya dengan"
        " perintah python3.12 mulai.py (di Windows: py -3.12 mulai.py)."
    ).format(*version[:2])


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    problem = too_old(sys.version_info)
    if problem:
        say(problem)
        return 1
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP)
        return 0
    named = arguments and not arguments[0].startswith("-")
    command, rest = (arguments[0], arguments[1:]) if named else ("start", arguments)
    try:
        prepare(SETS.get(command, EVERYBODY))
    except SetupError as error:
        say(f"\n{error}")
        return 1
    except OSError as error:
        # Windows speaks the user's language; the C library does not.
        say(f"\n{failure(f'{error} ({os.strerror(error.errno or 0)})')}")
        return 1
    except KeyboardInterrupt:
        say("\nPenyiapan dihentikan. Perintah yang sama akan meneruskannya.")
        return 130
    if command == "test":
        return hand_over(["-m", "pytest", *rest])
    return hand_over(["-m", "bijak", command, *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
