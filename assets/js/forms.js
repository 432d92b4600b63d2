/* What the small forms of the desk share: words of the page, elements, requests, and dialogs that keep the focus. */
(function () {
  'use strict';
  let read = null, from = null;

  /* The words of the page's language, which it brings with it. */
  function say(key, values) {
    const holder = document.getElementById('desk-words');
    if (holder && holder !== from) { from = holder; read = JSON.parse(holder.dataset.words); }
    const text = (read && read[key]) || '';
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  }

  /* An element with attributes and children; `on…` are listeners, text is only ever text. */
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, '');
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter(child => child !== null && child !== undefined));
    return node;
  }

  /* A change on the server; a refusal comes back in its own words. */
  async function send(method, path, body) {
    const asked = { method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ? JSON.stringify(body) : undefined };
    let answer;
    try { answer = await fetch(path, asked); } catch { throw new Error(say('form.failed')); }
    const said = await answer.json().catch(() => null);
    if (answer.ok) return said;
    const fault = said && said.error;
    throw new Error(fault && answer.status < 500 ? `${fault.message}. ${fault.allowed}` : fault ? fault.message : say('form.failed'));
  }

  /* What was kept shows at once, here; other screens hear of it by the live stream. */
  let kept = 0;
  function tell() {
    kept += 1;
    teplokarta.set('desk', kept);
    teplokarta.set('live', { kept });
  }

  /* A dialog: focus stays inside, Escape closes it, and the focus goes back where it was. `act` saves; it may fail with words. */
  function open(title, fields, buttons, act) {
    const before = document.activeElement;
    const fault = make('p', { class: 'form-fault', role: 'alert' });
    const form = make('form', { method: 'dialog', class: 'form' },
      make('h2', { id: 'form-title' }, title), fields, fault, make('div', { class: 'form-buttons' }, buttons));
    const box = make('dialog', { class: 'desk-dialog', 'aria-labelledby': 'form-title' }, form);
    box.addEventListener('close', () => {
      box.remove();
      if (before && before.isConnected) before.focus({ preventScroll: true });
    });
    box.addEventListener('click', event => { if (event.target === box) box.close(); });
    form.addEventListener('submit', event => { event.preventDefault(); run(act); });
    async function run(work) {
      box.toggleAttribute('data-busy', true);
      fault.textContent = '';
      try { await work(); box.close(); tell(); } catch (failure) { fault.textContent = failure.message; }
      box.toggleAttribute('data-busy', false);
    }
    document.body.append(box);
    box.showModal();
    return { box, form, run };
  }

  const button = (text, kind, attributes) => make('button', Object.assign({ type: 'button', class: 'button ' + kind }, attributes), text);

  /* A button that asks once more before it removes. */
  function remover(run, work) {
    const node = button(say('form.remove'), 'quiet remove', {
      onclick: () => {
        if (node.dataset.sure !== undefined) { run(work); return; }
        node.dataset.sure = '';
        node.textContent = say('form.remove_sure');
      },
    });
    return node;
  }

  const field = (label, control, hint) => make('label', { class: 'form-field' }, make('span', {}, label), control, hint || null);

  window.teplokarta = Object.assign(window.teplokarta || {}, { say, forms: { make, send, open, button, remover, field, tell } });
})();
