// A link to an item leads to its form and gives the focus to the first empty field.
// Without this script it is a plain link.
(() => {
  if (window.bijakJump) return;
  window.bijakJump = true;
  const LINK = 'a[href^="#bijak-soal-"]';
  const FIELDS = 'input, select, textarea';

  const canFocus = (node) => {
    const beside = node.closest('.bijak-dropped, .bijak-sure, .bijak-hidden');
    return !node.disabled && !beside && node.getClientRects().length > 0;
  };
  const isEmpty = (field) => {
    if (field.type === 'radio') {
      return !field.closest('.bijak-radios, .bijak-group')?.querySelector('input:checked');
    }
    if (field.type === 'checkbox') {
      const marks = field.closest('.bijak-group')?.querySelectorAll('input:checked');
      return !marks?.length;
    }
    return field.type !== 'file' && !field.value.trim();
  };
  const target = (form) => {
    const send = form.querySelector('.bijak-big:enabled');
    if (send) return send;
    const fields = [...form.querySelectorAll(FIELDS)].filter(canFocus);
    const buttons = [...form.querySelectorAll('button')].filter(canFocus);
    return fields.find(isEmpty) ?? fields[0] ?? buttons[0];
  };

  // The question above is shown too, where both fit on the screen.
  const show = (form, field) => {
    const above = form.closest('.jp-Cell')?.previousElementSibling;
    const top = above?.matches('.jp-MarkdownCell') ? above : form;
    const height = field.getBoundingClientRect().bottom - top.getBoundingClientRect().top;
    const fits = height < innerHeight - 160;
    (fits ? top : field).scrollIntoView({ block: fits ? 'start' : 'center' });
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const page = link.closest('.jp-Notebook') ?? document;
    const name = link.hash.slice(1);
    const form = page.querySelector(`.${CSS.escape(name)}`) ?? document.getElementById(name);
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    const field = target(form) ?? form;
    field.focus({ preventScroll: true });
    show(form, field);
  }, true);
})();
