"""The entry script as a module, and small copies of the project around it."""

import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUB = """import os, sys
print("STUB", *sys.argv[1:], os.environ.get("PORT"), sys.flags.utf8_mode)
sys.exit(7)
"""


def load_entry(folder):
    """Import the mulai.py of a folder, which then works on that folder."""
    spec = importlib.util.spec_from_file_location("mulai", folder / "mulai.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def entry():
    """The project's own mulai.py."""
    return load_entry(ROOT)


@pytest.fixture
def checkout(tmp_path):
    """A folder that can be set up, with a package that only says it was called."""
    folder = tmp_path / "Bijak (1) uji é [x]"
    package = folder / "helpers" / "bijak"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(STUB, "utf-8")
    names = ["mulai.py", "pyproject.toml", *(p.name for p in ROOT.glob("*.lock"))]
    for name in [*names, "README.md", "LICENSE", "LICENSE-texts"]:
        shutil.copy(ROOT / name, folder)
    return folder
