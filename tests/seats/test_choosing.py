"""The choice of a mode depends on walls, not on where the project lies."""

import sys

import pytest

from bijak.seats import tries


@pytest.mark.skipif(sys.platform != "linux", reason="seats are Linux only")
def test_honest_work_is_possible_in_a_folder_with_a_space(tmp_path, monkeypatch):
    """A Python below "Bijak (1) é" runs, so the class is not opened without walls."""
    python = tmp_path / "Bijak (1) é" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.chdir(tmp_path)
    assert tries.EXPECTED["honest"] == tries._honest()
