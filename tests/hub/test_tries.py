"""Wrong PINs: slowed down, without locking anybody out."""

from bijak.hub.tries import Tries


class Clock:
    """A clock that is moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


def test_a_few_typing_errors_cost_nothing():
    """Three wrong tries are forgiven at once."""
    tries = Tries(Clock())
    for _ in range(3):
        tries.wrong("melati-1", "10.0.0.5")
    assert tries.wait("melati-1", "10.0.0.5") == 0


def test_a_code_waits_longer_each_time_but_never_more_than_a_minute():
    """Guessing a PIN takes weeks; its owner waits a minute at most."""
    clock = Clock()
    tries = Tries(clock)
    waits = []
    for _ in range(12):
        clock.now += tries.wait("melati-1", "10.0.0.5")
        tries.wrong("melati-1", "10.0.0.5")
        waits.append(tries.wait("melati-1", "10.0.0.5"))
    assert waits[:6] == [0, 0, 0, 5, 10, 20]
    assert waits == sorted(waits)
    assert waits[-1] == 60


def test_a_neighbour_is_not_locked_out_where_they_came_in_before():
    """Somebody else's guesses do not keep the owner waiting at their own phone."""
    tries = Tries(Clock())
    tries.right("melati-1", "10.0.0.5")
    for _ in range(9):
        tries.wrong("melati-1", "10.0.0.66")
    assert tries.wait("melati-1", "10.0.0.66") > 0
    assert tries.wait("melati-1", "10.0.0.5") == 0


def test_a_hall_behind_one_address_comes_in_at_once():
    """Fifty people with one typing error each do not wait for each other."""
    tries = Tries(Clock())
    for number in range(50):
        assert tries.wait(f"melati-{number}", "10.0.0.1") == 0
        tries.wrong(f"melati-{number}", "10.0.0.1")
        tries.wrong(f"melati-{number}", "10.0.0.1")
        tries.right(f"melati-{number}", "10.0.0.1")
    assert tries.wait("melati-1", "10.0.0.1") == 0


def test_a_machine_that_tries_all_codes_is_slowed():
    """One address gets about one wrong try a second, whatever the codes."""
    clock = Clock()
    tries = Tries(clock)
    for number in range(60):
        tries.wrong(f"melati-{number}", "10.0.0.66")
    assert 0 < tries.wait("melati-999", "10.0.0.66") <= 1
    clock.now += 1
    assert tries.wait("melati-999", "10.0.0.66") == 0
