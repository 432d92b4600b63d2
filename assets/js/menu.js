/* A long menu is looked through by typing; arrows walk its choices. */
(function () {
  'use strict';
  const options = list => [...list.querySelectorAll('.option')].filter(each => !each.hidden);

  function narrow(list, text) {
    const wanted = text.trim().toLocaleLowerCase();
    list.querySelectorAll('.option').forEach(each => { each.hidden = !each.textContent.toLocaleLowerCase().includes(wanted); });
    list.querySelector('.menu-none').hidden = options(list).length > 0;
  }

  /* The field is ours, not the server's: what is typed stays when the list is drawn anew. */
  function field(box) {
    const input = document.createElement('input'), none = document.createElement('p');
    Object.assign(input, { type: 'search', placeholder: box.dataset.search, autocomplete: 'off', spellcheck: false });
    input.setAttribute('aria-label', box.dataset.search);
    Object.assign(none, { className: 'menu-none', textContent: box.dataset.none, hidden: true });
    none.setAttribute('role', 'status');
    input.addEventListener('input', () => narrow(box.parentNode, input.value));
    box.append(input, none);
    return input;
  }

  document.addEventListener('toggle', event => {
    const box = event.target.querySelector && event.target.querySelector(':scope > .menu-list > .menu-search');
    if (!box || !event.target.open) return;
    const input = box.querySelector('input') || field(box);
    input.value = ''; narrow(box.parentNode, '');
    input.focus({ preventScroll: true });
  }, true);

  document.addEventListener('keydown', event => {
    const list = event.target.closest && event.target.closest('.places-list');
    if (!list) return;
    const shown = options(list), at = shown.indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)]; if (next) next.focus(); }
    if (event.key === 'Enter' && at < 0 && shown[0]) { event.preventDefault(); shown[0].click(); }
  });
})();
