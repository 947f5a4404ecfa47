"""What is left of a price: by hand, by formula, and from a book of sales."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.channels import (
    Channel,
    best,
    ledger_net,
    net,
    price_for,
    with_price_for,
)

CHANNELS = st.builds(
    Channel,
    st.just("Kanal"),
    st.integers(1_000, 900_000),
    st.integers(0, 60).map(lambda percent: percent / 100),
    st.integers(0, 50_000),
    st.integers(0, 120),
)
WAGES = st.integers(0, 60_000)


@pytest.mark.parametrize(
    ("channel", "left"),
    [
        (Channel("pasar", 275_000, 0.10, minutes=15), 241_500),  # −27.500 −6.000
        (Channel("chat", 260_000, shipping=5_000, minutes=30), 243_000),
        (Channel("titip", 265_000, 0.20, minutes=5), 210_000),
    ],
)
def test_net_by_hand(channel, left):
    """At Rp24.000 an hour."""
    assert net(channel, 24_000) == pytest.approx(left)


def test_the_best_need_not_be_the_dearest():
    """The lowest price leaves most where the fee is high."""
    dear = Channel("dear", 275_000, 0.10, minutes=15)
    cheap = Channel("cheap", 260_000, shipping=5_000, minutes=30)
    assert best([dear, cheap], 24_000) is cheap
    assert best([dear, cheap], 30_000) is dear  # when time is worth more


def test_price_by_hand():
    """(62.500 + 4.500) ÷ 0,88 = 76.136,36…; in whole hundreds 76.200."""
    channel = Channel("pasar", 0, 0.12, minutes=15)
    assert price_for(channel, 62_500, 18_000) == pytest.approx(76_136.3636)
    assert with_price_for(channel, 62_500, 18_000).price == 76_200


@given(CHANNELS, WAGES)
def test_price_for_undoes_net(channel, wage):
    """The price that leaves what is left is the price."""
    assert price_for(channel, net(channel, wage), wage) == pytest.approx(channel.price)


@given(CHANNELS, WAGES)
def test_a_price_in_hundreds_leaves_at_least_as_much(channel, wage):
    """Rounding never costs the shop anything."""
    target = 50_000
    rounded = with_price_for(channel, target, wage)
    assert rounded.price % 100 == 0
    assert net(rounded, wage) >= target - 0.01


def test_a_channel_that_keeps_everything_is_refused():
    """No price leaves anything there."""
    with pytest.raises(ValueError, match="below 1"):
        price_for(Channel("rakus", 1, 1.0), 1, 1)


def test_an_order_written_twice_counts_once():
    """2 × 15.000 − 1.000 paid, 2.900 fee, 4.000 shipping: 22.100 is left."""
    row = {
        "pesanan": "P1",
        "kanal": "Chat",
        "qty": "2",
        "harga": "15000",
        "diskon": "1000",
        "komisi": "2900",
        "ongkir": "4000",
    }
    sums = ledger_net([row, dict(row), row | {"pesanan": "P2"}])
    assert sums == {"Chat": {"pesanan": 2, "omzet": 58_000.0, "bersih": 44_200.0}}
