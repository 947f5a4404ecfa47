"""`git diff` shows a changed notebook as text, once .gitconfig is switched on."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="links to this environment")


@pytest.fixture
def diff(tmp_path):
    """The diff of one changed sentence in a lesson, as git prints it."""
    if not shutil.which("git"):
        pytest.skip("no git here")

    def git(*words):
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example", *words]
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        return done.stdout.decode("utf-8")

    def changed(environment=None):
        if environment:
            (tmp_path / ".venv").symlink_to(environment)
        cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["Lama"]}
        notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        lesson = tmp_path / "pelajaran é.ipynb"
        lesson.write_text(json.dumps(notebook, indent=1), "utf-8")
        for name in (".gitconfig", ".gitattributes"):
            shutil.copy(ROOT / name, tmp_path)
        git("init", "--quiet")
        git("config", "include.path", "../.gitconfig")
        git("add", lesson.name)
        git("commit", "--quiet", "--message=x")
        lesson.write_text(lesson.read_text("utf-8").replace("Lama", "Baru"), "utf-8")
        return git("diff").splitlines()

    return changed


@posix
def test_diff_is_text(diff):
    """One changed sentence is one line less and one line more, without JSON."""
    assert ["-Lama", "+Baru"] == diff(sys.prefix)[-2:]


@posix
def test_diff_without_environment_is_raw(diff):
    """Before the first start git shows the file itself rather than an error."""
    lines = diff()
    assert '+    "Baru"' in lines
