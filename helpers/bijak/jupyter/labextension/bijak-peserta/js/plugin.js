// The plugins: for every notebook of the kit, forms that appear by themselves, a calm
// page around them, and a way home.

import { autorun, runFrom } from "./autorun.js";
import { makeChecks } from "./checks.js";
import {
  calmKeys,
  makeBar,
  makeRunnable,
  nameMenus,
  progressOf,
  showOwnParts,
} from "./frame.js";
import { isHidden, isWritten, kindOf, titleOf } from "./kit.js";
import { watchSeat } from "./seat.js";

const SHOW_CODE = "bijak:tampilkan-kode";
const REST_MS = 700;
const SAVE_MS = 3000;
const BETWEEN_MS = 15000;

export async function makePlugins(load) {
  const [application, notebook, cells, mainmenu, coreutils, widgets] = await Promise.all(
    ["application", "notebook", "cells", "mainmenu", "coreutils"]
      .map((name) => `@jupyterlab/${name}`)
      .concat("@lumino/widgets")
      .map(load),
  );
  const { PageConfig } = coreutils;

  const participant = {
    id: "bijak-peserta:plugin",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [mainmenu.IMainMenu],
    activate(app, tracker, menu) {
      const base = `${PageConfig.getBaseUrl()}bijak`;
      const bar = makeBar(widgets.Widget, base, () => goHome(tracker, base, bar.tell));
      addBar(app, bar, tracker);
      const owner = ownerOf(PageConfig);
      if (owner) bar.tell("menyiapkan");
      const checks = makeChecks(tracker);
      watchSeat(base, owner, bar.tell, ({ periksa }) => {
        saveNowAndThen(tracker);
        checks.hear(periksa);
      });
      const look = () => bar.progress(progressOf(tracker.currentWidget));
      tracker.widgetAdded.connect((_, panel) => {
        prepare(panel, cells.CodeCell, bar, checks);
        watch(panel.content.node, look);
      });
      tracker.currentChanged.connect((_, panel) => {
        look();
        if (panel) entitle(panel, bar);
      });
      addCommands(app, tracker, menu);
    },
  };
  // The bar says it when the server has gone; JupyterLab would say it in English.
  const silence = {
    id: "bijak-peserta:connection-lost",
    autoStart: true,
    provides: application.IConnectionLost,
    activate: () => async () => {},
  };
  return [participant, silence];
}

// Call once for all changes of a moment.
function watch(node, look) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  };
  new MutationObserver(soon).observe(node, { childList: true, subtree: true });
}

// Whose page this is, by the address it was opened with.
function ownerOf(PageConfig) {
  const path = PageConfig.getOption("treePath") || PageConfig.getOption("notebookPath");
  return decodeURIComponent(path).split("/")[0];
}

async function prepare(panel, CodeCell, bar, checks) {
  await panel.context.ready;
  const kind = kindOf(panel);
  if (!kind) {
    bar.tell("siap");
    return;
  }
  panel.addClass("bijak-kit");
  panel.addClass(`bijak-${kind}`);
  const mark = () => {
    for (const cell of panel.content.widgets) {
      cell.toggleClass("bijak-tertutup", isHidden(cell));
      if (isWritten(cell)) makeRunnable(cell, () => runFrom(panel, CodeCell, cell));
    }
  };
  mark();
  panel.content.model.cells.changed.connect(() => setTimeout(mark));
  calmKeys(panel, kind);
  entitle(panel, bar);
  autorun(panel, CodeCell, checks.around(panel, bar.tell));
}

async function entitle(panel, bar) {
  await panel.context.ready;
  const title = titleOf(panel);
  bar.title(title);
  document.title = title;
}

// In place of JupyterLab's own saving, which opens an error window again and again
// while the server is gone. Also when the page is hidden: it may be closed next.
let savedAt = 0;

function saveNowAndThen(tracker) {
  if (!document.hidden && Date.now() - savedAt < BETWEEN_MS) return;
  savedAt = Date.now();
  tracker.forEach(({ context }) => {
    if (context.model.dirty && !context.model.readOnly) context.save();
  });
}

// First let the kernel write the last answer (what was typed rests for a moment
// there), then save: what a participant typed into a lesson is only in the browser.
async function goHome(tracker, base, tell) {
  tell("menyimpan");
  const panel = tracker.currentWidget;
  const kernel = panel?.sessionContext.session?.kernel;
  const written = Promise.all([kernel?.requestKernelInfo(), pause(REST_MS)]);
  await Promise.race([written.catch(() => {}), pause(SAVE_MS)]);
  const saved = panel?.context.save() ?? Promise.resolve();
  await Promise.race([saved.catch(() => {}), pause(SAVE_MS)]);
  window.location.assign(base);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function addBar(app, bar, tracker) {
  document.body.classList.add("bijak-peserta");
  const isLab = app.shell.mode !== undefined;
  app.shell.add(bar.widget, isLab ? "header" : "top", { rank: 0 });
  bar.widget.toggleClass("bijak-ringkas", !isLab);
  if (!isLab) return; // Notebook is plain enough
  let full = false;
  const dress = (panel) => panel.toolbar.setHidden(!full);
  const apply = () => {
    showOwnParts(app.shell, full);
    tracker.forEach(dress);
    bar.menuButton.setAttribute("aria-pressed", String(full));
  };
  bar.menuButton.addEventListener("click", () => {
    full = !full;
    apply();
  });
  tracker.widgetAdded.connect((_, panel) => dress(panel));
  apply();
  app.restored.then(apply);
}

function addCommands(app, tracker, menu) {
  const shown = () => tracker.currentWidget?.hasClass("bijak-kode") ?? false;
  app.commands.addCommand(SHOW_CODE, {
    label: "Tampilkan Kode",
    isToggled: shown,
    isEnabled: () => tracker.currentWidget?.hasClass("bijak-kit") ?? false,
    execute: () => tracker.currentWidget.toggleClass("bijak-kode"),
  });
  if (!menu) return;
  menu.viewMenu.addGroup([{ command: SHOW_CODE }], 0);
  app.restored.then(() => nameMenus(menu));
}
