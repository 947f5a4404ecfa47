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

  // Steps can also be dragged by a handle, with a mouse or a finger. The buttons stay
  // for the keyboard and for screen readers, which never meet the handle. A drop goes
  // to the kernel through a text box that nobody sees; the kernel answers with the
  // texts in their new places. Without an answer the rows go back: what is on the page
  // is always what the kernel knows.
  const PATIENCE = 4000;
  const EDGE = 64;
  const SPEED = 10;

  const scrollerOf = (node) => {
    for (let box = node.parentElement; box; box = box.parentElement) {
      const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
      if (scrolls && box.scrollHeight > box.clientHeight) return box;
    }
    return document.scrollingElement;
  };

  const clear = (rows, group, marker) => {
    for (const row of rows) {
      row.style.transform = '';
      row.classList.remove('bijak-dragged', 'bijak-aside');
    }
    marker.remove();
    group.classList.remove('bijak-dragging');
  };

  const tell = (group, step, place) => {
    const box = group.querySelector('.bijak-dropped input');
    box.value = `${Date.now()} ${place} ${step}`;
    for (const name of ['input', 'change']) {
      box.dispatchEvent(new Event(name, { bubbles: true }));
    }
  };

  const drag = (handle, start) => {
    const row = handle.closest('.bijak-step');
    const group = row.closest('.bijak-group');
    if (start.button || group.classList.contains('bijak-dragging')) return;
    const rows = [...group.querySelectorAll('.bijak-step')];
    if (rows.length < 2) return;
    const from = rows.indexOf(row);
    const boxes = rows.map((each) => each.getBoundingClientRect());
    const own = boxes[from];
    const origin = group.getBoundingClientRect().top;
    const gap = own.height + boxes[1].top - boxes[0].bottom;
    const scroller = scrollerOf(group);
    const scrolled = scroller.scrollTop;
    const marker = document.createElement('div');
    marker.className = 'bijak-drop';
    marker.style.height = `${own.height}px`;
    let pointer = start.clientY;
    let to = from;
    let frame = 0;

    const draw = () => {
      const moved = pointer - start.clientY + scroller.scrollTop - scrolled;
      const middle = (own.top + own.bottom) / 2 + moved;
      to = boxes.filter((box, i) => i !== from && (box.top + box.bottom) / 2 < middle).length;
      rows.forEach((each, i) => {
        const aside = i > from && i <= to ? -gap : i < from && i >= to ? gap : 0;
        each.style.transform = aside ? `translateY(${aside}px)` : '';
      });
      row.style.transform = `translateY(${moved}px)`;
      const top = to > from ? boxes[to].bottom - own.height : boxes[to].top;
      marker.style.top = `${top - origin}px`;
    };
    // Long lists: near the edge of what is visible the page moves along.
    const follow = () => {
      const area = scroller === document.scrollingElement
        ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
      const low = Math.min(area.bottom, innerHeight) - EDGE;
      const high = Math.max(area.top, 0) + EDGE;
      const by = pointer > low ? SPEED : pointer < high ? -SPEED : 0;
      if (by) scroller.scrollTop += by;
      draw();
      frame = requestAnimationFrame(follow);
    };
    const move = (event) => {
      if (event.pointerId === start.pointerId) pointer = event.clientY;
    };
    const end = (dropped) => {
      cancelAnimationFrame(frame);
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', drop);
      handle.removeEventListener('lostpointercapture', leave);
      window.removeEventListener('keydown', escape, true);
      if (!dropped || to === from) return clear(rows, group, marker);
      const top = to > from ? boxes[to].bottom - own.bottom : boxes[to].top - own.top;
      row.style.transform = `translateY(${top}px)`;
      const done = () => {
        clearTimeout(timer);
        answer.disconnect();
        clear(rows, group, marker);
      };
      const answer = new MutationObserver(done);
      const timer = setTimeout(done, PATIENCE);
      for (const each of rows) {
        answer.observe(each.querySelector('.bijak-step-text'), { childList: true, subtree: true });
      }
      tell(group, row.querySelector('[data-step]').dataset.step, to);
    };
    const drop = (event) => {
      if (event.pointerId !== start.pointerId) return;
      pointer = event.clientY;
      draw();
      end(true);
    };
    const leave = () => end(false);
    const escape = (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      end(false);
    };

    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', drop);
    handle.addEventListener('lostpointercapture', leave);
    window.addEventListener('keydown', escape, true);
    group.classList.add('bijak-dragging');
    row.classList.add('bijak-dragged');
    group.append(marker);
    follow();
  };

  const addHandles = () => {
    for (const box of document.querySelectorAll('.bijak-dropped')) {
      for (const row of box.closest('.bijak-group').querySelectorAll('.bijak-step')) {
        if (row.querySelector('.bijak-handle')) continue;
        const handle = document.createElement('span');
        handle.className = 'bijak-handle';
        handle.title = 'Seret untuk memindahkan';
        set(handle, 'aria-hidden', 'true');
        handle.addEventListener('pointerdown', (event) => drag(handle, event));
        row.prepend(handle);
      }
    }
  };

  // From the moment somebody changes a form until the kernel says that it is written,
  // the line below must not go on saying that all is saved. A line names the time of
  // the answer it is about: drawn again with the same time, it is no news.
  const RESTED = 1000; // longer than the kernel waits for somebody to stop typing
  const LATE = 10000; // from then on the line says what to do
  const known = new WeakMap(); // form → what it held when that time was new
  const told = new WeakMap(); // form → the time its line named last
  const touched = new WeakMap(); // form → when somebody last changed something
  const slow = new WeakSet(); // forms in which the kernel waits for a pause
  const waits = new WeakSet(); // forms with a change on its way
  const drawn = new WeakSet(); // lines that were looked at
  const held = (form) => {
    const answers = form.querySelectorAll(
      'input:not([type=file]), select, textarea, [role=slider]'
    );
    const kept = [...answers].filter((one) => !one.closest('.bijak-paste-area'));
    return JSON.stringify(
      kept.map((one) => [one.checked, one.value, one.getAttribute('aria-valuenow')])
    );
  };
  const pairs = () => {
    const found = [];
    let form = null;
    for (const node of document.querySelectorAll('.bijak-form, .bijak-status')) {
      if (node.matches('.bijak-form')) form = node;
      else if (form) found.push([form, node]);
    }
    return found;
  };
  const settle = () => {
    for (const [form, line] of pairs()) {
      const rested = Date.now() - (touched.get(form) ?? 0) >= RESTED;
      const time = line.querySelector('[data-pada]')?.dataset.pada ?? '';
      const news = time ? time !== told.get(form) : !drawn.has(line);
      drawn.add(line);
      if (news && !rested && slow.has(form)) {
        waits.add(form); // news of an earlier letter; looked at again after a rest
      } else if (news || (rested && !waits.has(form))) {
        told.set(form, time);
        known.set(form, held(form));
        waits.delete(form);
      } else if (held(form) === known.get(form)) {
        waits.delete(form); // changed, and changed back
      } else {
        waits.add(form); // or the kernel moved something on after a button
      }
      line.classList.toggle('bijak-pending', waits.has(form));
      const late = waits.has(form) && Date.now() - touched.get(form) >= LATE;
      line.classList.toggle('bijak-late', late);
    }
  };
  const changed = ({ target }) => {
    const form = target.closest?.('.bijak-form');
    const line = form && pairs().find(([one]) => one === form)?.[1];
    if (!line) return;
    touched.set(form, Date.now());
    const rests = target.matches('textarea, input[type=text]');
    if (rests || form.querySelector('[role=slider]')) slow.add(form);
    else slow.delete(form);
    if (held(form) !== known.get(form)) waits.add(form);
    line.classList.toggle('bijak-pending', waits.has(form));
    setTimeout(settle, RESTED + 50);
    setTimeout(settle, LATE + 50);
  };
  for (const type of ['input', 'change', 'keyup', 'pointerup']) {
    window.addEventListener(type, changed, true);
  }

  const look = () => {
    keepSheet();
    explain();
    addHandles();
    settle();
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
    // What a narrow screen makes scroll must be reached by the keyboard.
    for (const table of document.querySelectorAll('.jp-OutputArea-output table')) {
      set(table, 'tabindex', '0');
    }
    for (const knob of document.querySelectorAll('.bijak-slider [role=slider]')) {
      const group = knob.closest('.bijak-group');
      const legend = group?.querySelector('.bijak-legend');
      if (legend) set(knob, 'aria-labelledby', named(legend));
      const setting = group?.querySelector('.bijak-setting')?.textContent.trim();
      if (setting) set(knob, 'aria-valuetext', setting);
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
    // Not with the next frame: a tab in the background draws none.
    setTimeout(() => {
      waiting = false;
      look();
    }, 16);
  };
  window.addEventListener('resize', soon);
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  window.addEventListener('resize', soon);
  soon();
})();
