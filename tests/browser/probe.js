// What tests want to know of forms, and changes as a person makes them: real events.
window.probe ??= (() => {
  const NOT_ANSWERS = '.bijak-paste-area, .bijak-dropped, .bijak-hidden';
  const ANSWERS =
    'input:not([type=file]), select, textarea, [role=slider], .bijak-step-text';
  const form = (item) => document.querySelector(`.bijak-soal-${item}`);
  const all = (item, what) =>
    [...form(item).querySelectorAll(what)].filter((one) => !one.closest(NOT_ANSWERS));

  // The line below a form, and whether it says that all is saved.
  const line = (item) => {
    const both = [...document.querySelectorAll(`.bijak-soal-${item}, .bijak-status`)];
    return both[both.indexOf(form(item)) + 1];
  };
  const settled = (item) => Boolean(line(item) && !line(item).matches('.bijak-pending'));
  const saved = (item) => settled(item) && /tersimpan/.test(line(item).textContent);

  const time = (item) => line(item)?.querySelector('[data-pada]')?.dataset.pada;

  const value = (one) => {
    if (one.matches('.bijak-step-text')) return one.querySelector('[data-step]').dataset.step;
    if (one.matches('[type=radio], [type=checkbox]')) return one.checked;
    if (one.matches('[role=slider]')) return one.getAttribute('aria-valuenow');
    return one.value;
  };
  const state = (item) => all(item, ANSWERS).map(value);

  // The same by groups: what stands in one group is stored as one part.
  const groups = (item) => {
    const places = [];
    const found = {};
    for (const one of all(item, ANSWERS)) {
      const place = one.closest('.bijak-amount, .bijak-group');
      if (!places.includes(place)) places.push(place);
      (found[places.indexOf(place)] ??= []).push(value(one));
    }
    return found;
  };

  // Changes, chosen by chance that can be repeated.
  const TEXTS = ['12,5', '7', '07.30', '18 Maret 2027', 'Ibu <b>&amp;</b> Bapak', 'é ≠ ए', ''];
  const chance = (seed) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const one = (list, random) => list[Math.floor(random() * list.length)];
  const fire = (node, ...names) => {
    for (const name of names) node.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const type = (box, random) => {
    const others = TEXTS.filter((text) => text !== box.value);
    const kind = Object.getPrototypeOf(box);
    Object.getOwnPropertyDescriptor(kind, 'value').set.call(box, one(others, random));
    fire(box, 'input');
  };
  const pick = (box, random) => {
    const others = [...box.options].map((_, n) => n).filter((n) => n !== box.selectedIndex);
    box.selectedIndex = one(others, random);
    fire(box, 'input', 'change');
  };
  const slide = (knob, random) => {
    const [low, now, high] = ['min', 'now', 'max'].map((name) =>
      Number(knob.getAttribute(`aria-value${name}`)),
    );
    const up = now <= low || (now < high && random() < 0.6);
    const key = up ? 'ArrowRight' : 'ArrowLeft';
    knob.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    knob.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  };
  // The new order is drawn only when the kernel answers: what it must be then.
  const move = (item, button) => {
    const rows = all(item, '.bijak-step');
    const order = state(item);
    const from = rows.indexOf(button.closest('.bijak-step'));
    const to = from + (/Naik/.test(button.textContent) ? -1 : 1);
    [order[from], order[to]] = [order[to], order[from]];
    button.click();
    return { 0: order };
  };
  const change = (item, random) => {
    const open = 'input:not([type=file]):not(:disabled), select, textarea, [role=slider]';
    const movers = '.bijak-step .bijak-mover:not(:disabled)';
    const able = all(item, `${open}, ${movers}`).filter(
      (node) => !(node.matches('[type=radio]') && node.checked),
    );
    const node = one(able, random);
    if (node.matches('.bijak-mover')) return move(item, node);
    if (node.matches('[role=slider]')) slide(node, random);
    else if (node.matches('select')) pick(node, random);
    else if (node.matches('textarea, [type=text]')) type(node, random);
    else node.click();
  };

  // One item after its own change: wait until its line is about a newer answer.
  let halted = true;
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const lane = async (item, count, random, log) => {
    for (let n = 0; n < count && !halted; n++) {
      const [before, told] = [groups(item), time(item)];
      const entry = { item, sure: false };
      log.push(entry);
      const wanted = change(item, random);
      const until = Date.now() + 20000;
      do {
        await pause(15);
        if (halted) break;
        entry.sure = time(item) !== told && settled(item);
      } while (!entry.sure && Date.now() < until);
      const after = form(item) ? groups(item) : {};
      const differs = (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
      entry.now = wanted ?? Object.fromEntries(
        Object.entries(after).filter(([key]) => differs(key)),
      );
      if (!entry.sure) return;
    }
  };
  let running = Promise.resolve();
  let over = true;
  let log = [];
  const begin = (items, count, seed) => {
    halted = false;
    log = [];
    const lanes = items.map((item, n) => lane(item, count, chance(seed + 7 * n), log));
    over = false;
    running = Promise.all(lanes).then(() => (over = true));
  };
  const reached = (some) => over || log.length >= some;
  const halt = () => {
    halted = true;
    return running.then(() => log);
  };

  return { saved, state, groups, begin, reached, halt };
})();
