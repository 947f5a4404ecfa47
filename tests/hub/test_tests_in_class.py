"""The pre- and post-test in a class: offered by occasion, never told early."""

import pytest

from bijak.classroom.class_settings import Settings, write_settings
from bijak.hub.counter.board import Board
from bijak.hub.counter.service import Service
from bijak.instruments import read_test_plan
from bijak.jupyter.cards import cards
from bijak.paths import project_root

ROOT = project_root()
SHEETS = read_test_plan(ROOT).sheets


@pytest.fixture
def service(tmp_path):
    """A class of the whole curriculum, without anybody in it."""
    board = Board(ROOT, tmp_path, judges=True)
    return Service(ROOT, tmp_path, "namespaces", "", None, None, board)


def test_no_sheet_is_ever_checked_at_once(service):
    """Even where kelas.toml allows it, nothing of a test is judged before its time."""
    write_settings(service.home, Settings((), {"tes-a": 3, "orientasi": 2}))
    assert [service.tries(name) for name in SHEETS] == [0] * len(SHEETS)
    assert service.today()["periksa"] == {"orientasi": 2}


def test_no_sheet_is_on_the_board(service):
    """Nobody sees on the projector what others answered in a test."""
    assert not set(SHEETS) & set(service.on_the_board())
    assert set(SHEETS) <= set(service.assignments())


def test_the_trainer_offers_occasions(service):
    """Prates and Pascates are switched on and off; which sheet that is, codes say."""
    offered = {one.id for one in service.offers()}
    assert {"prates", "pascates"} <= offered
    assert not set(SHEETS) & offered
    assert {card.offer for card in cards(ROOT, "kenanga-4821")} == offered


def test_hand_ins_count_for_their_occasion(service):
    """A sheet is one person's pre-test and another's post-test."""
    order = read_test_plan(ROOT).order("kenanga-4821")
    service.board.hand_in(["kenanga-4821"], order["prates"])
    counts = {one.id: service.handed_in(one) for one in service.offers()}
    assert (counts["prates"], counts["pascates"]) == (1, 0)
