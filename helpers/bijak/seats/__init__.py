"""A seat: the place of one participant of a class, with walls around it.

One warmed process has imported everything that servers and kernels need. For each
participant it makes a seat by forking, so that fifty of them share most of their
memory. A seat is two processes and the kernels:

    warmed process        trainer's or root's rights; runs nothing of a participant
    └─ seat = server      first process of its own space, network of the laptop
       └─ nursery         own process, network and memory spaces; only forks
          └─ kernels      what participants' cells run in

    modes      how strongly seats are separated, by name and in a sentence
    choosing   which mode holds here: by trying to escape from each
    requests   what a seat needs, and how it is asked for
    client     ask the warmed process for a seat; end one
    warming    what the warmed process imports and warms, and when it refuses to serve
    warmed     its loop: one fork for each request
    opening    from that fork to the server and the nursery behind their walls
    walls      what a seat can see, and what it may not do
    calls      system calls that no participant's cell needs
    care       what a forked process must put right before it is used
    nursery    starts, signals and buries kernels
    kernel     what a forked kernel becomes
    kernels    the server's end of the nursery
    stock      command lines where nothing is forked

What is private of a seat (its hub token) reaches only the server: it is read after
the nursery was forked, and never by the warmed process.
"""

from .choosing import choose_mode
from .client import is_running, start_seat, stop_seat
from .modes import Mode, mode_named
from .requests import Seat, SeatRefused
from .stock import stock_command

__all__ = [
    "Mode",
    "Seat",
    "SeatRefused",
    "choose_mode",
    "is_running",
    "mode_named",
    "start_seat",
    "stock_command",
    "stop_seat",
]
