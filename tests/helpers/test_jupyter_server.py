"""``bijak start`` without a browser: the server, its pages, its end."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from bijak.classroom import laptop, workspace

ID = "t1-kecil"
PAGES = ("", "/buka/latihan/" + ID, "/kumpulkan/" + ID, "/keadaan", "/berkas/a.zip")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A project with one tiny release, in a folder with a foreign name."""
    root = tmp_path_factory.mktemp("pintu") / "proyek é"
    (root / "curriculum").mkdir(parents=True)
    (root / "curriculum" / "silabus.toml").write_text(
        f'[[modul]]\nid = "{ID}"\njudul = "Latihan <b>kecil</b>"\n', "utf-8"
    )
    release = root / "exercises" / ID
    release.mkdir(parents=True)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "t1-01-jawab",
        "metadata": {},
        "outputs": [],
        "source": 'latihan.pilih("t1-01", pilihan={"a": "Ya", "b": "Tidak"})',
    }
    (release / f"{ID}.ipynb").write_text(
        json.dumps(
            {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        )
    )
    return root


def start(root, **environment):
    """``bijak start`` in a process of its own."""
    names = ("BIJAK_EXCHANGE", "BIJAK_KELAS", "PORT")
    inherited = {k: v for k, v in os.environ.items() if k not in names}
    return subprocess.Popen(
        [sys.executable, "-m", "bijak", "start"],
        env=inherited | {"BIJAK_ROOT": str(root), "NO_BROWSER": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def free_port():
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Visitor:
    """A browser without a screen: it keeps cookies and sends forms."""

    def __init__(self, address):
        self.address = address
        self.home = address.partition("?")[0]
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self.page = ""

    def get(self, url):
        """Open a page; its status."""
        return self._open(url, None)

    def send(self, path, **fields):
        """Send a form with the token of the page before; its status."""
        found = re.search(r'name="_xsrf" value="([^"]+)"', self.page)
        fields["_xsrf"] = found.group(1) if found else ""
        return self._open(self.home + path, urllib.parse.urlencode(fields).encode())

    def _open(self, url, data):
        try:
            with self._opener.open(url, data, timeout=30) as answer:
                self.page = answer.read().decode()
                self.headers, self.url = answer.headers, answer.url
                return answer.status
        except urllib.error.HTTPError as error:
            self.page, self.headers = error.read().decode(), error.headers
            return error.code


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home folder of whoever owns the laptop."""
    return tmp_path_factory.mktemp("rumah")


@pytest.fixture(scope="module")
def process(root, home):
    """The running command."""
    running = start(root, PORT=str(free_port()), HOME=str(home))
    yield running
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)


@pytest.fixture(scope="module")
def address(process):
    """What the command prints."""
    for line in process.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise AssertionError(process.stderr.read())


@pytest.fixture
def visitor(address):
    """Somebody at the welcome page, nobody being seated."""
    made = Visitor(address)
    assert 200 == made.get(address)
    if "Ganti peserta" in made.page:
        made.send("/ganti")
    return made


def test_the_welcome_page_asks_for_a_code(visitor):
    """The token leaves the address bar, and nothing is kept in the browser."""
    assert visitor.home == visitor.url
    assert "Buat kode baru" in visitor.page and "Sudah punya kode?" in visitor.page
    assert "no-store" == visitor.headers["Cache-Control"]
    policy = visitor.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_every_page_needs_the_token(address, path):
    """A stranger sees the way back to Bijak, in Indonesian, and no data."""
    stranger = Visitor(address)
    assert stranger.get(stranger.home + path) in {403, 405}
    assert "peserta" not in stranger.page.replace("aset/bijak", "")


def test_forms_need_the_page_they_came_from(visitor):
    """A form that another site sends in the person's name is refused."""
    visitor.page = ""
    assert 403 == visitor.send("/baru")


def test_a_new_code_gets_a_home_page(visitor, root):
    """Code, modules in order, nothing answered yet; titles are escaped."""
    visitor.send("/baru")
    code = re.search(r'kode-besar">([a-z0-9-]+)<', visitor.page).group(1)
    assert (root / "pekerjaan" / code).is_dir()
    assert "0 dari 1 terisi" in visitor.page
    assert "Latihan &lt;b&gt;kecil&lt;/b&gt;" in visitor.page


def test_an_unknown_code_is_asked_about_first(visitor, root):
    """No folder is made by a slip of the finger, and nobody else's code is shown."""
    workspace.make_person_folder(root, "melati-2000")
    visitor.send("/masuk", kode="Kenanga 4821")
    assert "belum ada di laptop ini" in visitor.page
    assert "melati-2000" not in visitor.page
    assert not (root / "pekerjaan" / "kenanga-4821").exists()
    visitor.send("/masuk", kode="kenanga-4821", yakin="ya")
    assert "Mau mulai dari mana?" in visitor.page
    assert (root / "pekerjaan" / "kenanga-4821").is_dir()


def test_an_impossible_code_is_explained_on_the_page(visitor):
    """What was typed stays, escaped, and a sentence says what a code looks like."""
    visitor.send("/masuk", kode='<script>"x"</script>')
    assert "misalnya kenanga-4821" in visitor.page
    assert "<script>" not in visitor.page.replace("<script src=", "")


def test_the_next_person_does_not_see_the_one_before(visitor, root):
    """After «Ganti peserta» the other's files are not there, through any door."""
    visitor.send("/masuk", kode="anggrek-1", yakin="ya")
    api = visitor.home.replace("/bijak", "/api/contents")
    path = workspace.open_assignment(root, "anggrek-1", ID)
    inside = path.relative_to(root / "pekerjaan").as_posix()
    assert 200 == visitor.get(f"{api}/{inside}")
    visitor.get(visitor.home)
    visitor.send("/ganti")
    assert 404 == visitor.get(f"{api}/{inside}")
    visitor.get(visitor.home)
    visitor.send("/masuk", kode="mawar-1", yakin="ya")
    assert 404 == visitor.get(f"{api}/{inside}")
    assert 403 == visitor.get(api.replace("api/contents", "files") + f"/{inside}")
    assert 200 == visitor.get(f"{api}?content=1")
    assert ["mawar-1"] == [one["name"] for one in json.loads(visitor.page)["content"]]


def test_handing_in_from_the_home_page(visitor, root):
    """Nothing answered is told; an answered one becomes a file to give away."""
    visitor.send("/masuk", kode="jati-1", yakin="ya")
    visitor.send(f"/kumpulkan/{ID}")
    assert "Isi paling sedikit satu soal" in visitor.page
    path = workspace.open_assignment(root, "jati-1", ID)
    entry = {"": {"isi": "a", "pada": "2027-01-05T03:00:00.000001+00:00"}}
    content = {"format": 1, "latihan": ID, "jawaban": {"t1-01": entry}}
    (path.parent / "jawaban.json").write_text(json.dumps(content))
    visitor.send(f"/kumpulkan/{ID}")
    assert "1 dari 1 terisi" in visitor.page and "WhatsApp" in visitor.page
    name = re.search(r"/berkas/([a-z0-9-]+\.zip)", visitor.page).group(1)
    request = urllib.request.Request(f"{visitor.home}/berkas/{name}")
    with visitor._opener.open(request) as answer:
        assert b"PK" == answer.read(2)


def test_feedback_is_shown_in_a_sandbox(visitor, root):
    """What a feedback page brings along cannot run or reach anything."""
    visitor.send("/masuk", kode="jati-2", yakin="ya")
    visitor.get(f"{visitor.home}/umpan-balik/{ID}")
    assert "belum datang" in visitor.page
    path = workspace.open_assignment(root, "jati-2", ID)
    page = path.parent / "feedback" / f"{ID}.html"
    page.parent.mkdir()
    page.write_text("<script>alert(1)</script>Bagus", "utf-8")
    visitor.get(visitor.home)
    assert "Lihat umpan balik" in visitor.page
    visitor.get(f"{visitor.home}/umpan-balik/{ID}")
    assert " sandbox " in visitor.page
    visitor.get(f"{visitor.home}/umpan-balik/{ID}/isi")
    assert "Bagus" in visitor.page
    policy = visitor.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")


def test_jupyterlab_starts_without_what_participants_do_not_need(visitor):
    """nbgrader's buttons, news and jupytext are off; terminals are not there."""
    for app in ("/lab", f"/notebooks/{ID}.ipynb"):
        assert 200 == visitor.get(visitor.home.replace("/bijak", app))
        found = re.search(
            r"<script[^>]*config-data[^>]*>(.*?)</script>", visitor.page, re.S
        )
        page = json.loads(found.group(1))
        assert {
            "@jupyter/nbgrader",
            "@jupyterlab/apputils-extension:announcements",
            "jupyterlab-jupytext",
        } <= set(page["disabledExtensions"])
        assert "bijak-peserta" in {one["name"] for one in page["federated_extensions"]}
        assert not page["terminalsAvailable"]
    for path in ("/formgrader", "/assignments", "/api/terminals"):
        assert 404 == visitor.get(visitor.home.replace("/bijak", path))


def test_jupyterlab_speaks_indonesian(visitor):
    """The setting comes from the kit, not from the user's own folder."""
    plugin = "@jupyterlab/translation-extension:plugin"
    url = visitor.home.replace("/bijak", f"/lab/api/settings/{plugin}")
    assert 200 == visitor.get(url)
    answer = json.loads(visitor.page)
    assert "id_ID" == answer["schema"]["properties"]["locale"]["default"]


def test_only_the_kit_kernel_is_offered(visitor):
    """One kernel, so nobody has to choose."""
    visitor.get(visitor.home.replace("/bijak", "/api/kernelspecs"))
    assert ["python3"] == list(json.loads(visitor.page)["kernelspecs"])


def test_the_users_own_jupyter_is_left_alone(visitor, home):
    """Pages, JupyterLab and a kernel leave nothing in the home folder."""
    visitor.send("/masuk", kode="jati-3", yakin="ya")
    visitor.get(f"{visitor.home}/buka/latihan/{ID}")
    kernels = visitor.home.replace("/bijak", "/api/kernels")
    for _ in range(100):
        visitor.get(kernels)
        if len(json.loads(visitor.page)) == 1:
            break
        time.sleep(0.1)
    assert 1 == len(json.loads(visitor.page))
    visitor.get(visitor.home)
    visitor.send("/ganti")
    visitor.get(kernels)
    assert [] == json.loads(visitor.page)
    assert [] == sorted(path.name for path in home.iterdir())


def test_a_second_start_opens_the_running_one(address, root):
    """It says so, prints the same address and ends at once."""
    second = start(root)
    output, _ = second.communicate(timeout=30)
    assert 0 == second.returncode
    assert "sudah berjalan" in output and address in output


def test_a_used_port_is_told_and_never_changed(root, tmp_path):
    """Exit code 2 and a sentence with a way out."""
    other = tmp_path / "lain"
    (other / "curriculum").mkdir(parents=True)
    (other / "curriculum" / "silabus.toml").write_text("modul = []\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = start(other, PORT=str(port))
        _, said = command.communicate(timeout=30)
    assert 2 == command.returncode
    assert f"Port {port} sedang dipakai" in said and f"PORT={port + 1}" in said


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_an_impossible_port_is_told(root, port):
    """Exit code 2 and a sentence."""
    command = start(root, PORT=port)
    _, said = command.communicate(timeout=30)
    assert 2 == command.returncode
    assert "bukan nomor port" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_behind(tmp_path, ending):
    """Ctrl-C ends quietly; however the command dies, the server ends with it."""
    root = tmp_path / "proyek"
    (root / "curriculum").mkdir(parents=True)
    (root / "curriculum" / "silabus.toml").write_text("modul = []\n")
    command = start(root, PORT=str(free_port()))
    lines = [command.stdout.readline() for _ in range(3)]
    assert "Ctrl-C" in lines[-1], command.stderr.read()
    server = laptop.running(root)
    command.send_signal(ending)
    output, said = command.communicate(timeout=30)
    assert ("", "") == (output, said)
    if ending == signal.SIGINT:
        assert 0 == command.returncode
    until = time.monotonic() + 20
    while is_alive(server.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(server.pid)
    assert laptop.running(root) is None


def is_alive(pid):
    """Whether a process still runs (POSIX)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """Exit code 1 and a sentence that says where to copy the folder."""
    (tmp_path / "curriculum").mkdir()
    (tmp_path / "curriculum" / "silabus.toml").write_text("modul = []\n")
    (tmp_path / "pekerjaan").write_text("")
    command = start(tmp_path)
    _, said = command.communicate(timeout=30)
    assert 1 == command.returncode
    assert "Salin folder Bijak ke tempat lain" in said
