// Runs a notebook of the kit by itself: when it opens, and whenever its kernel is a
// new one. The page neither scrolls nor moves the focus while that happens.

const SETTLE = 1200; // forms are drawn a moment after their cells have run

export function autorun(panel, CodeCell, tell) {
  const context = panel.sessionContext;
  let fresh = false; // the kernel has not run our cells yet
  let running = false;

  async function run() {
    if (running || panel.isDisposed) return;
    const kernel = context.session?.kernel;
    if (!kernel) return;
    running = true;
    fresh = false;
    tell("menyiapkan");
    const release = holdStill(panel);
    try {
      await kernel.info;
      await Promise.all(codeCells(panel).map((cell) => execute(cell, CodeCell, context)));
      tell("siap");
    } finally {
      running = false;
      setTimeout(release, SETTLE);
    }
    if (fresh) run();
  }

  context.kernelChanged.connect((_, change) => {
    if (!change.newValue) return;
    fresh = true;
    run();
  });
  context.statusChanged.connect((_, status) => {
    // JupyterLab would say in English that the kernel died; it comes back by itself.
    panel._autorestarting = true;
    if (status === "restarting" || status === "autorestarting") {
      fresh = true;
      tell("menyiapkan");
    } else if (status === "idle" && fresh) {
      run();
    } else if (status === "dead") {
      tell("mati");
    }
  });
  panel._autorestarting = true;
  context.ready.then(run);
}

// Runs a cell and those below it up to the next text: what a program says below it.
export async function runFrom(panel, CodeCell, cell) {
  const cells = panel.content.widgets;
  for (const one of cells.slice(cells.indexOf(cell))) {
    if (one.model.type !== "code") return;
    await execute(one, CodeCell, panel.sessionContext);
  }
}

function codeCells(panel) {
  return panel.content.widgets.filter((cell) => cell.model.type === "code");
}

async function execute(cell, CodeCell, context) {
  // With this tag a cell that fails does not cancel the ones after it.
  const tags = [...(cell.model.getMetadata("tags") ?? []), "raises-exception"];
  try {
    await CodeCell.execute(cell, context, { tags });
  } catch {
    // The kernel went away meanwhile; its successor runs everything again.
  }
}

// Keep the height of every output and the place of the page until all is drawn.
function holdStill(panel) {
  const scroller = panel.content.outerNode ?? panel.content.node;
  const top = scroller.scrollTop;
  const held = codeCells(panel).map((cell) => cell.node);
  for (const node of held) node.style.minHeight = `${node.offsetHeight}px`;
  return () => {
    for (const node of held) node.style.minHeight = "";
    if (top && scroller.scrollTop !== top && !panel.isDisposed) scroller.scrollTop = top;
  };
}
