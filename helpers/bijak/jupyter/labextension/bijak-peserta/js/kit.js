// What a notebook of the kit is, read from its cells.

// "latihan", "pelajaran", or "" for any other notebook.
export function kindOf(panel) {
  const cells = panel.content.widgets.map((cell) => cell.model);
  if (cells.some((model) => model.id.endsWith("-jawab"))) return "latihan";
  const tags = cells.flatMap((model) => model.getMetadata("tags") ?? []);
  return tags.includes("siapkan") ? "pelajaran" : "";
}

// The first heading, for people who need no file names.
export function titleOf(panel) {
  for (const cell of panel.content.widgets) {
    const heading = /^#\s+(.+)$/m.exec(cell.model.sharedModel.getSource());
    if (cell.model.type === "markdown" && heading) return heading[1].replace(/[*_`]/g, "");
  }
  return panel.title.label;
}

export function isHidden(cell) {
  return Boolean((cell.model.getMetadata("jupyter") ?? {}).source_hidden);
}

// A cell in which a participant programs: nbgrader's solution cell, not locked.
export function isWritten(cell) {
  const about = cell.model.getMetadata("nbgrader") ?? {};
  return Boolean(about.solution) && !about.locked;
}
