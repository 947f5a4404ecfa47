"""What gets installed: one set of bounds, locked by hash, the same everywhere."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bijak

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
TEST_TOOLS = PROJECT["dependency-groups"]["dev"]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")


def bounds(requirements):
    """Name → version bounds; conda writes a space where pip writes nothing."""
    parsed = {}
    for text in requirements:
        name, wanted = re.fullmatch(r"([\w-]+) ?(.+)", text).groups()
        exact = "==" if wanted.strip()[0].isdigit() else ""
        parts = (exact + part.strip() for part in wanted.split(","))
        parsed[canonicalize_name(name)] = sorted(parts)
    return parsed


def locked(name):
    """The requirements of a lock file, without their hashes."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [
        Requirement(line.rstrip(" \\")) for line in lines if not line.startswith(" ")
    ]


def test_environment_yml_says_what_pyproject_says():
    """Conda users get the same packages within the same bounds."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    packages = [item for item in listed["dependencies"] if isinstance(item, str)]
    (pip,) = [item for item in listed["dependencies"] if isinstance(item, dict)]
    packages.remove("pip")
    python = "python " + PROJECT["project"]["requires-python"]
    assert bounds([python, *RUNTIME, *TEST_TOOLS]) == bounds([*packages, *pip["pip"]])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock):
    """Nothing is installed that was not pinned by its content."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    bare = [entry for entry in entries if "--hash=sha256:" not in entry]
    loose = [str(one) for one in locked(lock) if "==" not in str(one.specifier)]
    assert ([], []) == (bare, loose)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_place(lock):
    """No registry, no folder, no comment: a lock is the same on every machine."""
    text = (ROOT / lock).read_text("utf-8")
    assert [] == re.findall(r"^.*(?:[/@#]|file:|index-url|find-links).*$", text, re.M)


def test_locks_obey_the_bounds():
    """The locked version of each dependency lies within its bounds."""
    versions = {}
    for lock in LOCKS[:2]:
        for one in locked(lock):
            versions.setdefault(canonicalize_name(one.name), []).append(one.specifier)
    outside = [
        str(wanted)
        for wanted in map(Requirement, RUNTIME + TEST_TOOLS)
        for pinned in versions.get(canonicalize_name(wanted.name), ["=="])
        if str(pinned).removeprefix("==") not in wanted.specifier
    ]
    assert [] == outside


def test_test_tools_share_the_runtime_versions():
    """The test lock never asks for another version of what people run."""

    def versions(lock):
        found = {}
        for one in locked(lock):
            found.setdefault(one.name, set()).add(str(one.specifier))
        return found

    runtime, tests = versions(LOCKS[0]), versions(LOCKS[1])
    shared = runtime.keys() & tests.keys()
    assert set() == {name for name in shared if not tests[name] <= runtime[name]}


def test_imported_libraries_are_declared():
    """What the package imports, it asks for itself; nothing comes by luck."""
    declared = {canonicalize_name(Requirement(text).name) for text in RUNTIME}
    known = packages_distributions()
    undeclared = {}
    for file in sorted((ROOT / "helpers").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            if getattr(node, "level", 0):
                continue  # from within the package
            for name in (name.partition(".")[0] for name in names):
                givers = {canonicalize_name(giver) for giver in known.get(name, [])}
                ours = name in sys.stdlib_module_names or name == "bijak"
                if not ours and not givers & declared:
                    undeclared.setdefault(name, file.name)
    assert {} == undeclared


def test_version_is_said_once():
    """The package and its metadata carry the same version."""
    assert PROJECT["project"]["version"] == bijak.__version__


def test_ruff_has_nothing_to_say():
    """The linter's rules hold for the whole checkout."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet"]
    run = subprocess.run(
        [*command, "--output-format=concise", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert [] == run.stdout.splitlines()
    assert 0 == run.returncode, run.stderr


def test_wheel_carries_data_and_pages(tmp_path, entry):
    """A built wheel holds everything that lies in the package, not only modules."""
    env = entry.tool_environment()
    uv = entry.find_uv(env)
    if uv is None:
        pytest.skip("no uv here; `mulai.py test` always has one")
    command = [uv, "build", "--wheel", "--offline", "--quiet", "--out-dir", tmp_path]
    subprocess.run([*command, ROOT], env=env, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if "/" in name}
    there = {
        file.relative_to(ROOT / "helpers").as_posix()
        for file in (ROOT / "helpers" / "bijak").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert set() == {name for name in there - packed if "/." not in name}


def test_ci_runs_the_documented_commands():
    """The workflow knows no command of its own, and windows may still fail."""
    text = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    last = {name: job["steps"][-1]["run"] for name, job in jobs.items()}
    assert {
        "everything": ".ci/run",
        "newer-python": "make test",
        "windows-first-sighting": "py mulai.py test",
    } == last
    assert jobs["windows-first-sighting"]["continue-on-error"] is True
