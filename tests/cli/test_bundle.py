"""The participants' zip: whole, the same each time, and without a single key."""

import ast
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from bijak.authoring.bundle import FILES, FOLDERS, SUFFIXES, members, write_bundle
from bijak.cli import bijak
from bijak.errors import MissingData, NotReleasable

ROOT = Path(__file__).resolve().parents[2]
TOP = "bijak-peserta-0.1.0"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A copy of everything a bundle could be made from, and of what it must not."""
    root = tmp_path_factory.mktemp("asal") / "Bijak é"
    waste = shutil.ignore_patterns("__pycache__", ".*")
    for folder in (*FOLDERS, "solutions"):
        shutil.copytree(ROOT / folder, root / folder, ignore=waste)
    for name in FILES.values():
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def root(original, tmp_path):
    """A copy that a test may damage."""
    return shutil.copytree(original, tmp_path / "kerja")


@pytest.fixture(scope="module")
def packed(original, tmp_path_factory):
    """Name → content of the bundle of the real project."""
    return contents(write_bundle(original, tmp_path_factory.mktemp("hasil")))


def contents(target):
    """Name → content of a zip."""
    with zipfile.ZipFile(target) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


# --- secrecy, searched without the package's own means ---------------------------


def cells_of(text):
    """The source texts of a notebook's cells."""
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def grade_calls(text):
    """The calls `latihan.nilai(...)` in a source notebook, with their source text."""
    for source in cells_of(text):
        if ".nilai(" in source:
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call):
                    if getattr(node.func, "attr", "") == "nilai":
                        yield node, source


def secrets(root):
    """Every feedback sentence, and every key as it is written in its call."""
    found = set()
    for notebook in sorted((root / "solutions").rglob("*.ipynb")):
        for call, source in grade_calls(notebook.read_text("utf-8")):
            given = {word.arg: word.value for word in call.keywords}
            sentences = ast.walk(given["umpan_balik"]) if "umpan_balik" in given else []
            found |= {
                node.value
                for node in sentences
                if isinstance(node, ast.Constant)
                and len(str(node.value)) >= 16
                # A known wrong address is the name of a sentence, and no secret.
                and " " in str(node.value)
            }
            found.add(ast.get_source_segment(source, call)[:40])
            for name in {"kunci", "contoh", "aturan_kunci"} & given.keys():
                key = ast.get_source_segment(source, given[name])
                if len(key) >= 16:  # `"b"` alone is no secret, it stands everywhere
                    found.add(key)
    return found


def strings_in(code):
    """The strings of Python code, put together as Python does."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def readable(name, content):
    """All ways to read a file: as it is, as a notebook's cells, as joined strings."""
    if name.endswith((".png", ".jpg", ".jpeg", ".webp", ".otf", ".ttf", ".woff2")):
        return ""
    text = content.decode("utf-8")
    cells = cells_of(text) if name.endswith(".ipynb") else []
    codes = [text] if name.endswith(".py") else cells
    joined = [string for code in codes for string in strings_in(code)]
    return "\n".join([text, text.replace('\\"', '"'), *cells, *joined])


def leaks(root, packed):
    """(secret, file) for each secret that can be read in a bundle."""
    looked_for = secrets(root)
    return sorted(
        (secret, name)
        for name, content in packed.items()
        for text in [readable(name, content)]
        for secret in looked_for
        if secret in text
    )


def test_no_key_and_no_feedback_in_the_bundle(original, packed):
    """Not one sentence or key of any graded item can be found in any file."""
    assert len(secrets(original)) > 10
    assert [] == leaks(original, packed)


def longest(root):
    """A sentence to leak."""
    return max((one for one in secrets(root) if '"' not in one), key=len)


@pytest.mark.parametrize("way", ["csv", "comment", "split string", "lesson cell"])
def test_the_search_can_fail(root, way, tmp_path):
    """One sentence put anywhere in the product is found."""
    secret = longest(root)
    if way == "csv":
        (root / "helpers/bijak/data/bocor.csv").write_text(f"id\n{secret}\n", "utf-8")
    elif way == "comment":
        (root / "helpers/bijak/bocor.py").write_text(f"# {secret}\n", "utf-8")
    elif way == "split string":
        halves = f"X = ({secret[:9]!r}\n     {secret[9:]!r})\n"
        (root / "helpers/bijak/bocor.py").write_text(halves, "utf-8")
    else:
        lesson = next((root / "curriculum").glob("*.ipynb"))
        notebook = json.loads(lesson.read_text("utf-8"))
        halves = [f"print({secret[:9]!r}\n", f"      {secret[9:]!r})"]
        notebook["cells"][-1]["source"] = halves
        lesson.write_text(json.dumps(notebook), "utf-8")
    found = leaks(root, contents(write_bundle(root, tmp_path)))
    assert secret in {one for one, _ in found}


def test_a_key_left_in_an_exercise_stops_the_bundle(root, tmp_path):
    """A source notebook in the place of a released one is never packed."""
    source = next((root / "solutions").rglob("*.ipynb"))
    shutil.copy(source, root / "exercises" / source.relative_to(root / "solutions"))
    with pytest.raises(NotReleasable, match=r"masih memuat kunci.*bijak release"):
        write_bundle(root, tmp_path)
    assert [] == list(tmp_path.glob("*.zip*"))


# --- what is in it ---------------------------------------------------------------


def test_one_folder_with_what_participants_need(packed):
    """Everything lies in one folder: lessons, exercises, package, entry, licence."""
    assert {TOP} == {name.partition("/")[0] for name in packed}
    names = {name.partition("/")[2] for name in packed}
    needed = {*FILES, "curriculum/silabus.toml", "helpers/bijak/__init__.py"}
    assert set() == needed - names
    tops = {name.partition("/")[0] for name in names}
    assert {*FILES, "curriculum", "exercises", "helpers"} == tops


def test_readme_is_the_indonesian_one(packed):
    """Participants find README.md in their language."""
    assert (ROOT / "README.id.md").read_bytes() == packed[f"{TOP}/README.md"]


def test_no_kind_of_file_is_forgotten():
    """Every file in the packed folders has a suffix of the allow-list."""
    forgotten = {
        file.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.suffix not in SUFFIXES
        if not any(part.startswith((".", "__py")) for part in file.parts)
    }
    assert set() == forgotten


def test_nothing_private_is_packed(root):
    """Answers, hidden files, caches and links stay where they are."""
    before = set(members(root))
    package = root / "helpers" / "bijak"
    for name in ("jawaban.json", ".rahasia.py", "__pycache__/x.py", "kelas.db"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("x", "utf-8")
    if os.name != "nt":
        (root / "curriculum" / "semua").symlink_to(root / "solutions")
        (package / "kunci.py").symlink_to(root / "solutions" / "kunci.py")
    assert before == set(members(root))


def test_the_scripts_of_the_data_stay_with_the_trainers(packed):
    """How data were made may tell a key; the data themselves are packed."""
    assert f"{TOP}/helpers/bijak/data/contoh-ambang.csv" in packed
    assert [] == [name for name in packed if "/synthetic/" in name]


def test_same_bytes_each_time(original, root, tmp_path):
    """Another folder, other times and rights: the same zip to the byte."""
    for file in root.rglob("*.py"):
        os.utime(file, (1, 1))
        file.chmod(0o600)
    targets = [tmp_path / "satu", tmp_path / "dua"]
    for folder in targets:
        folder.mkdir()
    one = write_bundle(original, targets[0])
    other = write_bundle(root, targets[1])
    assert one.read_bytes() == other.read_bytes()


def test_a_changed_file_changes_its_time(root, tmp_path):
    """Python would run a stale .pyc if size and time stayed the same."""

    def time_of_version(line):
        (root / "helpers/bijak/coba.py").write_text(line, "utf-8")
        with zipfile.ZipFile(write_bundle(root, tmp_path)) as bundle:
            return bundle.getinfo(f"{TOP}/helpers/bijak/coba.py").date_time

    assert time_of_version("X = 1\n") != time_of_version("X = 2\n")


# --- what goes wrong -------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ("exercises", "exercises/ belum berisi latihan.*bijak release"),
        ("curriculum/silabus.toml", "silabus.toml tidak ada"),
        ("LICENSE", "LICENSE tidak ada"),
    ],
)
def test_a_missing_part_is_named(root, tmp_path, gone, sentence):
    """Without exercises, syllabus or licence there is a sentence and no zip."""
    path = root / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(MissingData, match=sentence):
        write_bundle(root, tmp_path)
    assert [] == list(tmp_path.glob("*.zip*"))


def test_command_says_where_the_zip_is(root, monkeypatch):
    """`bijak bundle` writes into dist/ and prints the path."""
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    done = CliRunner().invoke(bijak, ["bundle"], catch_exceptions=False)
    assert f"{Path('dist', TOP)}.zip ditulis" in done.output
    assert (root / "dist" / f"{TOP}.zip").is_file()


# --- it starts -------------------------------------------------------------------


@pytest.fixture
def unpacked(packed, tmp_path):
    """A participant's folder, as a zip program makes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        for name, content in packed.items():
            bundle.writestr(name, content)
    zipfile.ZipFile(stream).extractall(tmp_path / "unduhan baru")
    return tmp_path / "unduhan baru" / TOP


def test_unpacked_bundle_answers(unpacked):
    """The entry runs in the participant's folder and finds the package there."""
    command = [sys.executable, "mulai.py", "--help"]
    shown = subprocess.run(command, cwd=unpacked, capture_output=True, text=True)
    assert (0, True) == (shown.returncode, "Pemakaian" in shown.stdout)
    env = dict(os.environ, PYTHONPATH=str(unpacked / "helpers"))
    code = "import bijak.paths as p; print(p.project_root())"
    command = [sys.executable, "-c", code]
    where = subprocess.check_output(command, cwd=unpacked.parent, env=env, text=True)
    assert str(unpacked) == where.strip()


@pytest.mark.slow
def test_unpacked_bundle_installs_and_runs(unpacked):
    """From the zip alone: set up, then every lesson's package call works."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "mulai.py", "start", "--help"]
    done = subprocess.run(command, cwd=unpacked, env=env, capture_output=True)
    assert 0 == done.returncode, done.stderr.decode()
    assert "Buka Bijak" in done.stdout.decode("utf-8")
