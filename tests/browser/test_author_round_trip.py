"""An author opens, runs and saves every notebook; after tidying nothing changed."""

import subprocess
import sys
import time
import urllib.request

import pytest
from driving import free_port

from bijak.authoring.release import notebooks
from bijak.notebooks import tidy

TOKEN = "pengarang"
RUN_AND_SAVE = """
async (path) => {
  const app = window.jupyterapp;
  const panel = await app.commands.execute('docmanager:open', {path});
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
  await panel.context.save();
  const outputs = panel.content.widgets.filter(
    cell => cell.model.type === 'code' && cell.model.outputs.length).length;
  await panel.sessionContext.shutdown();
  panel.dispose();
  return outputs;
}
"""


@pytest.fixture
def lab(bijak, tmp_path):
    """A plain JupyterLab, as an author opens it; its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    command += [f"--ServerApp.root_dir={bijak.root}"]
    places = bijak.environment | {"JUPYTER_CONFIG_DIR": str(tmp_path)}
    with subprocess.Popen(command, env=places, stderr=subprocess.DEVNULL) as lab:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{base}/api", timeout=2).close()
                break
            except OSError:
                time.sleep(0.3)
        yield f"{base}/lab?token={TOKEN}&reset"
        lab.terminate()


def test_opening_running_and_saving_changes_no_line(bijak, lab, page):
    """Every notebook: opened, run from the top, saved, tidied, and as it was."""
    paths = [*notebooks(bijak.root), *bijak.root.glob("exercises/*/*.ipynb")]
    assert len(paths) >= 3
    before = {path: path.read_bytes() for path in paths}
    page.goto(lab)
    page.wait_for_function("window.jupyterapp?.restored !== undefined")
    page.evaluate("window.jupyterapp.restored.then(() => null)")
    for path in paths:
        name = path.relative_to(bijak.root).as_posix()
        assert page.evaluate(RUN_AND_SAVE, name) > 0
        assert path.read_bytes() != before[path]
        tidy(path)
        assert path.read_bytes() == before[path], name
    assert list(bijak.root.glob("*/*/jawaban.json")) == []
