// What ipywidgets cannot say by itself: the names of groups, which radio buttons
// belong together (one stop for Tab, arrows inside), which lines are live, and that
// keys pressed in a form are not commands for the notebook.
// Without this script everything still works, only less comfortably.
(() => {
  if (window.bijakForms) return;
  window.bijakForms = true;
  let last = 0;
  const named = (node) => (node.id ||= `bijak-${++last}`);
  const set = (node, name, value) => {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  };

  // A cell that is run again takes its style sheet with it; the page keeps a copy.
  const keepSheet = () => {
    const sheet = document.querySelector('style.bijak-sheet');
    if (!sheet || document.head.querySelector('.bijak-kept')) return;
    const kept = document.createElement('style');
    kept.className = 'bijak-kept';
    kept.textContent = sheet.textContent;
    document.head.append(kept);
  };

  // Arrows choose an option, they do not walk through the cells, and no letter cuts
  // one; Ctrl+S still saves. The window hears of a key before the notebook does.
  const ownKeys = (event) => {
    if (!event.target.closest?.('.bijak-form')) return;
    const command = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute('data-lm-suppress-shortcuts', !command);
  };
  window.addEventListener('keydown', ownKeys, true);

  // What is left of a form after its kernel has ended is an English error message.
  const closed =
    'Formulir ini belum aktif. Jalankan semua sel sekali lagi. ' +
    'Jawaban yang sudah tersimpan tetap ada.';
  const explain = () => {
    for (const output of document.querySelectorAll('.jp-OutputArea-output.jupyter-widgets')) {
      const ours = output.closest('.jp-Notebook')?.querySelector('.bijak-sheet');
      if (!ours || !output.textContent.startsWith('Error displaying widget')) continue;
      output.textContent = closed;
      output.classList.add('bijak-catatan');
    }
  };

  const look = () => {
    keepSheet();
    explain();
    for (const group of document.querySelectorAll('.bijak-group')) {
      const legend = group.querySelector('.bijak-legend');
      if (!legend) continue;
      const radios = group.querySelector('.bijak-radios');
      set(group, 'role', radios ? 'radiogroup' : 'group');
      set(group, 'aria-labelledby', named(legend));
    }
    for (const box of document.querySelectorAll('.bijak-radios')) {
      const name = named(box);
      for (const radio of box.querySelectorAll('input')) set(radio, 'name', name);
    }
    for (const line of document.querySelectorAll('.bijak-live')) {
      set(line, 'role', 'status');
    }
    for (const line of document.querySelectorAll('.bijak-status')) {
      const place = line.closest('.jp-OutputArea-output');
      if (place) set(place, 'aria-live', 'polite');
    }
    for (const button of document.querySelectorAll('.bijak-mover[title]')) {
      if (button.title) set(button, 'aria-label', button.title);
    }
    for (const input of document.querySelectorAll('.bijak-number input')) {
      const line = input.closest('.bijak-group')?.querySelector('.bijak-live');
      if (line) set(input, 'aria-describedby', named(line));
      set(input, 'inputmode', 'text');
      set(input, 'autocomplete', 'off');
    }
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  soon();
})();
