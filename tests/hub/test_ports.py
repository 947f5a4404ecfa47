"""Ports of participants' servers."""

import socket

from bijak.hub.ports import new_port


def test_no_port_is_given_twice():
    """Fifty who start in the same second get fifty ports, though none listens yet."""
    given = [new_port() for _ in range(500)]
    assert len(set(given)) == 500
    assert all(20_000 <= port < 32_000 for port in given)


def test_a_taken_port_is_passed_over(monkeypatch):
    """Where another program listens, no server is sent."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr("bijak.hub.ports._untried", iter([taken, taken + 1]))
        assert new_port() == taken + 1
