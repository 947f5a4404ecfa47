"""The proxy of a class: installed once from the lock, then without any network."""

import shutil
import subprocess

import pytest

from bijak.hub import proxy


@pytest.fixture
def root(tmp_path, monkeypatch):
    """An empty project in a folder with a space and a foreign letter."""
    folder = tmp_path / "Bijak é"
    (folder / "curriculum").mkdir(parents=True)
    (folder / "curriculum" / "silabus.toml").touch()
    monkeypatch.setenv("BIJAK_ROOT", str(folder))
    return folder


def cut_the_network(monkeypatch):
    """Let npm find nobody at its registry's address."""
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", "/nonexistent-cache")


def test_without_network_the_first_time_says_so(root, monkeypatch):
    """One sentence, what npm said, and nothing half installed."""
    cut_the_network(monkeypatch)
    with pytest.raises(proxy.ProxyMissing, match="Sambungkan laptop ke internet") as it:
        proxy.command()
    assert "npm" in it.value.detail
    assert [] == list((root / ".alat").iterdir())


def test_without_node_says_so(root, monkeypatch):
    """Where the trainer's set is missing, the sentence names what adds it."""
    monkeypatch.setattr(proxy, "find_spec", lambda name: None)
    with pytest.raises(proxy.ProxyMissing, match=r"mulai\.py class start"):
        proxy.command()


@pytest.mark.slow
def test_installed_once_then_offline(root, monkeypatch):
    """The locked version runs; later starts, also after moving, ask nobody."""
    words = proxy.command()
    cut_the_network(monkeypatch)
    moved = root.rename(root.with_name("tempat baru"))
    monkeypatch.setenv("BIJAK_ROOT", str(moved))
    again = proxy.command()
    assert [word.replace("Bijak é", "tempat baru") for word in words] == again
    said = subprocess.run([*again, "--version"], capture_output=True, text=True)
    assert said.stdout.startswith("5.3.")


@pytest.mark.slow
def test_another_lock_takes_the_place_of_the_former(root, monkeypatch, tmp_path):
    """A changed lock is noticed; the former proxy goes when the new one is there."""
    changed = tmp_path / "lock"
    shutil.copytree(proxy.LOCK.parent, changed)
    former = proxy.command()
    lock = changed / proxy.LOCK.name
    lock.write_text(lock.read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setattr(proxy, "LOCK", lock)
    assert former != proxy.command()
    assert 1 == len(list((root / ".alat").glob("proxy-*")))
