"""Killed at any moment, the counter loses nothing that it has acknowledged."""

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from counter_class import CLASS, running_hub

import tiny
from bijak.answers import AnswerBook
from bijak.classroom import handin, workspace
from bijak.classroom.class_settings import Settings, write_settings
from bijak.grading.collecting import Collector

ID = tiny.ID
PEOPLE = [f"melati-{number}" for number in range(1000, 1012)]


@pytest.fixture
def root(released, monkeypatch):
    """A tiny project with a class that allows checks."""
    monkeypatch.setenv("BIJAK_KELAS", CLASS)
    write_settings(released / "kelas" / CLASS, Settings((), {ID: 1}))
    return released


def packed(root, code, value="b"):
    """A hand-in as *Kumpulkan* writes it."""
    path = workspace.open_assignment(root, code, ID)
    AnswerBook(path.parent, ID, code).set("t1-01", value)
    receipt = handin.pack(root, code, ID)
    outbox = workspace.person_folder(root, code) / "kumpulan"
    return (outbox / receipt.file).read_bytes()


def in_exchange(root):
    """What lies complete in the exchange: (code, stamp) of each hand-in."""
    inbound = root / "kelas" / CLASS / "exchange" / "bijak" / "inbound"
    folders = [one for one in inbound.glob("*") if (one / "timestamp.txt").exists()]
    return sorted(tuple(one.name.split("+")[::2][:2]) for one in folders)


def until(condition, seconds=30):
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


@pytest.mark.slow
def test_what_was_acknowledged_is_graded_once(root, tmp_path):
    """The counter is killed again and again while twelve people hand in."""
    zips = {code: packed(root, code) for code in PEOPLE}
    acknowledged = {}
    with running_hub(root, tmp_path) as hub:
        for code in PEOPLE:
            hub.token(code)
        over = threading.Event()

        def kill():
            while not over.wait(0.7):
                try:
                    os.kill(hub.counter_pid(), signal.SIGKILL)
                except (AssertionError, OSError):
                    continue

        def hand_in(code):
            for _ in range(40):
                try:
                    answer = hub.ask(code, "POST", f"kumpulan/{ID}", zips[code])
                except OSError:
                    time.sleep(0.3)
                    continue
                if answer.status == 200:
                    acknowledged[code] = answer.json["waktu"]
                    return
                time.sleep(0.3)

        killer = threading.Thread(target=kill)
        killer.start()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(hand_in, PEOPLE))
        over.set()
        killer.join()
        assert sorted(acknowledged) == PEOPLE
        hub.wait()
        masuk = hub.home / "masuk"
        until(lambda: not list(masuk.glob("[!.]*.zip")))
        found = in_exchange(root)
        assert set(acknowledged.items()) <= set(found)
        assert len(found) == len(set(found))
    collected = Collector(root).collect([ID])
    assert sorted(arrival.code for _, arrival in collected.arrivals) == PEOPLE
    assert collected.refused == []
    again = Collector(root).collect([ID])
    assert again.arrivals == []


def test_what_an_earlier_process_left_is_passed_on(root, tmp_path):
    """A zip in masuk reaches the exchange at the next start, with its own time."""
    data = packed(root, "mawar-1234")
    masuk = root / "kelas" / CLASS / "masuk"
    masuk.mkdir(parents=True)
    name = f"{ID}--mawar-1234--20261122-080000-123456.zip"
    (masuk / name).write_bytes(data)
    (masuk / "dari-flashdisk.zip").write_bytes(data)
    with running_hub(root, tmp_path):
        expected = [("mawar-1234", "2026-11-22 08:00:00.123456 UTC")]
        until(lambda: in_exchange(root) == expected)
        until(lambda: not (masuk / name).exists())
        assert (masuk / "dari-flashdisk.zip").exists()


def test_half_a_copy_is_made_whole(root, tmp_path):
    """What a kill left half-copied in the exchange is replaced, not doubled."""
    masuk = root / "kelas" / CLASS / "masuk"
    masuk.mkdir(parents=True)
    name = f"{ID}--mawar-1234--20261122-080000-123456.zip"
    (masuk / name).write_bytes(packed(root, "mawar-1234"))
    stamp = "2026-11-22 08:00:00.123456 UTC"
    inbound = root / "kelas" / CLASS / "exchange" / "bijak" / "inbound"
    (inbound / f"mawar-1234+{ID}+{stamp}+separuh").mkdir(parents=True)
    with running_hub(root, tmp_path):
        until(lambda: in_exchange(root) == [("mawar-1234", stamp)])
        assert len(list(inbound.iterdir())) == 1


def test_tries_survive(root, tmp_path):
    """A used try stays used when the counter comes back."""
    body = json.dumps({"jawaban": "a"}).encode()
    with running_hub(root, tmp_path) as hub:
        code = "mawar-1234"
        assert hub.ask(code, "POST", f"periksa/{ID}/t1-01", body).json["sisa"] == 0
        os.kill(hub.counter_pid(), signal.SIGKILL)
        time.sleep(0.2)
        hub.wait()
        other = json.dumps({"jawaban": "c"}).encode()
        assert hub.ask(code, "POST", f"periksa/{ID}/t1-01", other).status == 429
        assert hub.ask(code, "POST", f"periksa/{ID}/t1-01", body).status == 200


def test_a_cut_line_loses_only_itself(tmp_path):
    """A journal whose last line was cut is read, and goes on."""
    from bijak.hub.counter.journal import Journal

    path = tmp_path / "catatan.jsonl"
    path.write_bytes(b'{"a": 1}\n{"a": 2}\n{"a": 3')
    journal = Journal(path)
    journal.note({"a": 4})
    assert [row["a"] for row in Journal(path).rows()] == [1, 2, 4]
