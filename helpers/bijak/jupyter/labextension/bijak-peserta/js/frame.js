// The frame around a notebook: a bar with the way home, and JupyterLab's own menus
// and panels out of sight until somebody asks for them.

const WORDS = {
  menyiapkan: "Menyiapkan halaman … tunggu sebentar",
  menyimpan: "Menyimpan …",
  siap: "",
  mati: "Halaman ini berhenti. Muat ulang dengan tombol F5. Jawaban Anda aman.",
  terputus: "Bijak belum menjawab. Tunggu, atau buka lagi Bijak. Jawaban Anda aman.",
};

export function makeBar(Widget, base, leave) {
  const node = document.createElement("div");
  node.innerHTML = `
    <a class="bijak-beranda" href="${base}"><span aria-hidden="true">←</span> Beranda</a>
    <span class="bijak-judul"></span>
    <span class="bijak-keadaan" role="status"></span>
    <a class="bijak-lanjut" href="#kumpulkan" hidden>
      <span><span class="bijak-hitung"></span><span class="bijak-kata"> terisi</span></span>
      <span><span aria-hidden="true">→ </span><span class="bijak-tujuan"></span></span>
    </a>
    <span class="bijak-kode-peserta"></span>
    <button class="bijak-menu" type="button" aria-pressed="false">Menu lengkap</button>`;
  const part = (name) => node.querySelector(`.bijak-${name}`);
  const state = {};

  part("beranda").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });

  let onward = null;
  part("lanjut").addEventListener("click", (event) => {
    event.preventDefault();
    onward?.();
  });

  const widget = new Widget({ node });
  widget.id = "bijak-bilah";
  widget.addClass("bijak-bilah");
  return {
    widget,
    menuButton: part("menu"),
    title: (words) => (part("judul").textContent = words),
    // How far somebody is, and what leads on from there; nothing hides it.
    progress(shown) {
      const link = part("lanjut");
      link.hidden = !shown;
      if (!shown) return;
      onward = shown.go;
      part("hitung").textContent = `${shown.done} dari ${shown.total}`;
      part("tujuan").textContent = shown.next;
      link.title = shown.words;
    },
    tell(what, code) {
      if (what === "tersambung" || what === "terputus") state.link = what;
      else state.page = what;
      const shown = state.link === "terputus" ? "terputus" : state.page;
      part("keadaan").textContent = WORDS[shown] ?? "";
      node.dataset.keadaan = shown ?? "";
      if (code) part("kode-peserta").textContent = code;
    },
  };
}

// What the panel at the end of an assignment says, told in the bar too.
export function progressOf(panel) {
  const end = panel?.node.querySelector(".bijak-hand-in");
  const line = end?.querySelector(".bijak-kemajuan[data-soal]");
  if (!line) return null;
  const { terisi: done, soal: total } = line.dataset;
  const link = end.querySelector(".bijak-lompat-utama");
  if (link) {
    const next = link.textContent.split(": ").pop();
    return { done, total, next, words: link.textContent, go: () => link.click() };
  }
  const send = end.querySelector(".bijak-big");
  const go = () => {
    send?.focus({ preventScroll: true });
    send?.scrollIntoView({ block: "center" });
  };
  return { done, total, next: "Kumpulkan", words: "Ke tombol Kumpulkan", go };
}

// Show or hide everything of JupyterLab's own around the notebook.
export function showOwnParts(shell, shown) {
  for (const part of shell.layout ?? []) {
    if (["jp-top-panel", "jp-menu-panel"].includes(part.id)) part.setHidden(!shown);
  }
  for (const side of ["left", "right"]) {
    if (shell.isSideTabBarVisible(side) !== shown) shell.toggleSideTabBarVisibility(side);
  }
  if (!shown) {
    shell.collapseLeft();
    shell.collapseRight();
  }
}

// A letter pressed by mistake must not delete or add a cell. JupyterLab ignores keys
// pressed in an element with this attribute; typing and choosing work as everywhere.
export function calmKeys(panel, kind) {
  const quiet = kind === "latihan" ? ".jp-Notebook" : ".jp-OutputArea";
  panel.node.addEventListener(
    "focusin",
    ({ target }) => {
      if (target.closest(quiet)) target.setAttribute("data-lm-suppress-shortcuts", "true");
    },
    true,
  );
  panel.node.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      panel.context.save();
    }
  });
}

// A cell in which a participant programs: seen, and run by a button or Shift+Enter,
// for JupyterLab's own toolbar and shortcuts are away.
export function makeRunnable(cell, run) {
  if (cell.hasClass("bijak-ditulis")) return;
  cell.addClass("bijak-ditulis");
  const button = document.createElement("button");
  button.className = "bijak-jalankan";
  button.textContent = "▶ Jalankan (Shift+Enter)";
  button.addEventListener("click", run);
  cell.node.querySelector(".jp-Cell-inputWrapper").after(button);
  cell.node.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey)) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    true,
  );
}

const MENUS = {
  fileMenu: "Berkas",
  editMenu: "Sunting",
  viewMenu: "Tampilan",
  runMenu: "Jalankan",
  kernelMenu: "Kernel",
  tabsMenu: "Tab",
  settingsMenu: "Pengaturan",
  helpMenu: "Bantuan",
};

// The language pack leaves these in English.
export function nameMenus(menu) {
  for (const [name, label] of Object.entries(MENUS)) {
    if (menu[name]) menu[name].title.label = label;
  }
}
