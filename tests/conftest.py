"""A small real course in a folder whose name has a space and a foreign letter."""

import shutil

import hypothesis
import pytest

import tiny

# Speed is measured in benchmarks/, never here: a machine may be busy.
hypothesis.settings.register_profile(
    "bijak",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("bijak")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the tiny assignment as its only one; its root."""
    return _use(tiny.write_project(tmp_path / "proyek é"), monkeypatch)


@pytest.fixture(scope="session")
def made_release(tmp_path_factory):
    """The tiny project with its release, made once."""
    from bijak.authoring.release import release

    root = tiny.write_project(tmp_path_factory.mktemp("rilis") / "proyek é")
    release(root, [].append)
    return root


@pytest.fixture
def released(made_release, tmp_path, monkeypatch):
    """A copy of the tiny project with its release; its root."""
    copy = shutil.copytree(made_release, tmp_path / "proyek é")
    return _use(copy, monkeypatch)


def _use(root, monkeypatch):
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    monkeypatch.delenv("BIJAK_EXCHANGE", raising=False)
    monkeypatch.delenv("BIJAK_KELAS", raising=False)
    return root
