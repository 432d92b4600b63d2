/* A long menu is looked through by typing; arrows walk its choices, and letters lead to the choice that begins so. */
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

  /* A list lies wholly on the screen, wherever its button stands. */
  document.addEventListener('toggle', event => {
    const list = event.target.open && event.target.querySelector(':scope > .menu-list');
    if (!list) return;
    list.style.translate = '';
    const box = list.getBoundingClientRect(), shift = Math.max(0, 8 - box.left) - Math.max(0, box.right - innerWidth + 8);
    if (shift) list.style.translate = `${shift}px`;
  }, true);

  document.addEventListener('keydown', event => {
    const list = event.target.closest && event.target.closest('.places-list');
    if (!list) return;
    const shown = options(list), at = shown.indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)]; if (next) next.focus(); }
    if (event.key === 'Enter' && at < 0 && shown[0]) { event.preventDefault(); shown[0].click(); }
  });

  /* Letters typed one after the other are one beginning; the same letter again goes on to the next choice. */
  let typed = '', last = 0;
  document.addEventListener('keydown', event => {
    const menu = event.target.closest && event.target.closest('details[data-menu][open]'), letter = /^[\p{L}\d]$/u.test(event.key);
    if (!menu || !letter || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea')) return;
    typed = event.timeStamp - last > 800 ? '' : typed;
    last = event.timeStamp;
    const key = event.key.toLocaleLowerCase(), again = typed === key;
    typed = again ? key : typed + key;
    const shown = [...menu.querySelectorAll('.option, .question')].filter(each => !each.hidden), at = shown.indexOf(document.activeElement), from = again || typed.length === 1 ? at + 1 : Math.max(at, 0);
    const next = [...shown.slice(from), ...shown.slice(0, from)].find(each => each.textContent.trim().toLocaleLowerCase().startsWith(typed));
    if (next) { event.preventDefault(); next.focus(); }
  });
})();
