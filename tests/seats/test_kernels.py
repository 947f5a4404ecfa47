"""A forked kernel does what one that was started as a program does."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest
import trying
import websocket
from trying import wait_until

pytestmark = pytest.mark.kernel


def test_tables_and_figures_are_shown(seat, kernel):
    """Pandas is there, and a figure appears without a call of show."""
    figure = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    assert "image/png" in seat.run(kernel, figure).types
    table = "import pandas as pd\npd.DataFrame({'a': [1]})"
    assert "text/html" in seat.run(kernel, table).types


def test_a_form_of_ours_is_shown(seat, kernel):
    """A widget appears, with its message to the browser."""
    code = "import ipywidgets\nipywidgets.IntSlider()"
    assert "application/vnd.jupyter.widget-view+json" in seat.run(kernel, code).types


def test_chance_differs_between_kernels(seat, kernel):
    """Python's and numpy's random numbers are each kernel's own."""
    code = "import random, numpy\nprint(random.random(), numpy.random.rand())"
    other = seat.kernel()
    first, second = (seat.run(one, code).printed.split() for one in (kernel, other))
    seat.ask(f"/api/kernels/{other}", "DELETE")
    assert not set(first) & set(second)
    assert len(first) == len(second) == 2


def test_a_kernel_knows_no_token(seat, kernel):
    """Neither its environment nor that of the warmed process holds the hub's."""
    code = """
import os
print(os.environ, open("/proc/self/environ").read())
"""
    output = seat.run(kernel, code)
    assert output.error == ""
    assert trying.TOKEN not in output.printed
    assert "JUPYTERHUB" not in output.printed
    assert "BIJAK_KELAS" in output.printed


def test_memory_of_a_kernel_holds_no_token(seat, kernel):
    """The token never was in a process that kernels are forked from."""
    code = """
import re
found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        if "rw-p" in line:
            first, last = (int(n, 16) for n in line.split()[0].split("-"))
            for place in range(first, last, 1 << 20):
                memory.seek(place)
                try:
                    held = memory.read(min(last - place, (1 << 20) + 100))
                except OSError:  # reserved, and not readable for anybody
                    continue
                found += len(re.findall(b"[r]ahasia-token-[p]eserta", held))
print("tempat", found)
"""
    output = seat.run(kernel, code)
    assert (output.error, output.printed) == ("", "tempat 0\n")


def test_programs_start_in_a_kernel(seat, kernel):
    """Bash, Python itself with Bijak, and a pool of processes run."""
    assert seat.run(kernel, "%%bash\necho hai").printed == "hai\n"
    code = (
        "import subprocess, sys\nprint(subprocess.check_output([sys.executable, '-c',"
    )
    code += "'import bijak; print(bijak.__version__)']))"
    assert "0." in seat.run(kernel, code).printed
    pool = (
        "import multiprocessing as m\nwith m.Pool(2) as p: print(p.map(abs, [-1, 2]))"
    )
    assert seat.run(kernel, pool).printed == "[1, 2]\n"


def test_what_is_printed_below_python_is_shown(seat, kernel):
    """Output of programs and libraries appears under the cell."""
    assert "hai" in seat.run(kernel, "import os\nos.system('echo hai');").printed


def test_interrupting_ends_an_endless_loop(seat, kernel):
    """The button «interrupt» reaches the cell, and a program that it waits for."""
    for code in ("while True: pass", "import os\nos.system('sleep 60')\n1/0"):
        timer = threading.Timer(
            1, seat.ask, (f"/api/kernels/{kernel}/interrupt", "POST", {})
        )
        timer.start()
        before = time.monotonic()
        seat.run(kernel, code)
        assert time.monotonic() - before < 10
        timer.join()


def test_restarting_forgets_names(seat):
    """A restarted kernel is a new process with the same address."""
    kernel = seat.kernel()
    seat.run(kernel, "nama = 1")
    seat.ask(f"/api/kernels/{kernel}/restart", "POST", {})
    assert "NameError" in seat.run(kernel, "nama").error
    seat.ask(f"/api/kernels/{kernel}", "DELETE")


def test_a_kernel_that_dies_is_started_again(seat):
    """The server sees that a kernel ended, and gives a new one."""
    kernel = seat.kernel()

    def number() -> str:
        try:
            return seat.run(kernel, "import os\nprint(os.getpid())", seconds=3).printed
        except (websocket.WebSocketException, OSError):
            return ""  # not there yet

    first = number()
    with pytest.raises(websocket.WebSocketTimeoutException):
        seat.run(kernel, "import os\nos._exit(7)", seconds=1)
    wait_until(lambda: number() not in ("", first), seat.seat.log)
    seat.ask(f"/api/kernels/{kernel}", "DELETE")


def test_too_much_memory_is_an_error_of_the_cell(seat, kernel):
    """A cell that asks for two gigabytes gets an error; the kernel lives on."""
    assert "MemoryError" in seat.run(kernel, "x = bytearray(2 << 30)").error
    assert seat.run(kernel, "print(1)").printed == "1\n"


def test_kernels_give_way(seat, kernel):
    """Kernels come after servers, and are the first to go when memory ends."""
    code = "import os\nprint(os.nice(0), open('/proc/self/oom_score_adj').read())"
    assert seat.run(kernel, code).printed.split() == ["10", "600"]


def test_ending_a_kernel_ends_what_it_started(seat):
    """No program of a cell outlives its kernel."""
    kernel = seat.kernel()
    before = seat.processes()
    seat.run(kernel, "import subprocess\nsubprocess.Popen(['sleep', '1000'])")
    assert len(seat.processes() - before) == 1
    seat.ask(f"/api/kernels/{kernel}", "DELETE")
    wait_until(lambda: not seat.processes() - before)


def test_a_waiting_process_that_was_killed_is_not_missed(warmed, sit):
    """The first kernel waits to be used; without it the next one starts as well."""
    seat = sit()
    waiting = [one for one in seat.processes() if _name(one) == "kernel"]
    assert len(waiting) == (warmed.process is not None)
    for process in waiting:
        os.kill(process, signal.SIGKILL)
    kernel = seat.kernel()
    assert seat.run(kernel, "print(1)").printed == "1\n"


def _name(process: int) -> str:
    return Path(f"/proc/{process}/comm").read_text().strip()


def test_reset_forgets_no_module(seat, kernel):
    """A kernel that knows not what was imported before it says so, and goes on."""
    said = seat.run(kernel, "%reset -f --aggressive")
    assert "Cannot restore sys.module" in said.printed
    assert seat.run(kernel, "import pandas\nprint(pandas.Series([1]).sum())").printed


def test_a_kernel_is_no_child_of_its_server(seat, kernel):
    """The server and its kernels see none of each other's processes."""
    code = "import json, os\nprint(json.dumps([os.getpid(), os.listdir('/proc')]))"
    own, names = json.loads(seat.run(kernel, code).printed)
    assert own > 1
    assert {"1", str(own)} <= set(names)
    assert str(seat.pid) not in names
