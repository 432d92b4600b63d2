/* Saved questions: the forms that keep the present screen under a name, rename, move and remove it. */
(function () {
  'use strict';
  const PATH = '/api/v1/questions', PAGES = ['/', '/records'];
  const { make, send, open, button, remover, field } = teplokarta.forms, say = teplokarta.say;

  const here = () => ({ path: PAGES.includes(location.pathname) ? location.pathname : '/', query: location.search.slice(1) });
  const nameField = value => make('input', { name: 'name', required: true, maxlength: 60, value: value || '', autocomplete: 'off' });
  const submit = () => make('button', { type: 'submit', class: 'button' }, say('form.save'));

  function ask() {
    const name = nameField();
    const shown = open(say('form.question_new'),
      [make('p', { class: 'form-about' }, say('form.question_about')), field(say('form.question_name'), name)],
      [submit(), button(say('form.cancel'), 'quiet', { onclick: () => shown.box.close() })],
      () => send('POST', PATH, { name: name.value, ...here() }));
    name.focus();
  }

  function change(data) {
    const where = `${PATH}?number=${data.question}`, place = Number(data.place), name = nameField(data.name);
    const replace = make('input', { type: 'checkbox' });
    const move = by => shown.run(() => send('PUT', where, { place: place + by }));
    const order = make('div', { class: 'form-order' },
      button('↑ ' + say('form.up'), 'quiet', { disabled: place <= 1, onclick: () => move(-1) }),
      button('↓ ' + say('form.down'), 'quiet', { disabled: place >= Number(data.count), onclick: () => move(1) }));
    const shown = open(say('form.question_edit'),
      [field(say('form.question_name'), name), make('label', { class: 'form-check' }, replace, say('form.question_here')), order],
      [submit(), button(say('form.cancel'), 'quiet', { onclick: () => shown.box.close() })],
      () => send('PUT', where, replace.checked ? { name: name.value, ...here() } : { name: name.value }));
    shown.form.lastElementChild.append(remover(shown.run, () => send('DELETE', where)));
    name.select();
  }

  document.addEventListener('click', event => {
    const node = event.target.closest && event.target.closest('[data-save], button[data-question]');
    if (!node) return;
    if (node.dataset.question) change({ ...node.dataset }); else ask();
  });

  /* The numbers of the menu are those of the moment it is opened. */
  let opened = 0;
  document.addEventListener('toggle', event => {
    if (!event.target.open || !event.target.classList.contains('menu-questions')) return;
    teplokarta.set('desk', 'opened ' + (opened += 1));
  }, true);
})();
