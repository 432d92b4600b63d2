/* The menus of filters: their choices and counts are asked for when one opens, and come with the parts while it is open. */
(function () {
  'use strict';
  const MENUS = 'details[data-counts]', PLACE = 'choices-';
  let wanted = null;
  const drawn = new Set();
  const opened = () => [...document.querySelectorAll(MENUS + '[open]')];
  const named = menus => menus.map(menu => menu.dataset.counts);

  /* Menus that stand open after a click on a link: its own, and all in an open sheet. */
  const after = link => opened().filter(menu => menu.contains(link) || menu.closest('[data-open]'));
  const menus = link => named(link ? after(link) : opened());

  document.addEventListener('toggle', event => {
    const menu = event.target;
    if (menu.matches && menu.matches(MENUS) && menu.open) teplokarta.ask('menus');
  }, true);

  /* Arrows on the button lead into the list, also when it is not there yet. */
  document.addEventListener('keydown', event => {
    const head = event.target.closest && event.target.closest(MENUS + ' > summary'), end = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    wanted = head && end !== undefined ? { head, end } : null;
  }, true);
  function lead() {
    if (!wanted || document.activeElement !== wanted.head) return;
    const options = [...wanted.head.parentNode.querySelectorAll('.option')];
    if (!options.length) return;
    options.at(wanted.end).focus();
    wanted = null;
  }

  /* A shut menu forgets its list when the state changes: the links of another state would lead elsewhere. */
  function forget() {
    const open = new Set(menus().map(name => PLACE + name));
    drawn.forEach(id => { if (!open.has(id)) { drawn.delete(id); teplokarta.paint(id, []); } });
  }
  document.addEventListener('teplokarta:drawn', ({ detail: parts }) => {
    Object.keys(parts).forEach(id => { if (id.startsWith(PLACE)) drawn.add(id); });
    if ('header' in parts) forget();
    lead();
  });

  /* A choice of several is put into the state as it is now, not as it was when the list was drawn: one may tick faster than it is answered. */
  function toggled(name, value) {
    const had = (teplokarta.state()[name] || '').split(',').filter(Boolean);
    return (had.includes(value) ? had.filter(each => each !== value) : [...had, value]).join(',');
  }
  function chosen(option) {
    const [, name, value] = /^([a-z]+):(.*)$/s.exec(option.dataset.toggle);
    return { [name]: toggled(name, value) };
  }
  document.addEventListener('click', event => {
    const option = event.target.closest && event.target.closest('a.option[data-toggle]');
    if (!option || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    option.classList.toggle('on');
    teplokarta.go(chosen(option));
  });

  /* What the address asks after a click on a link of the page. */
  const leads = link => (link.dataset.toggle ? new URL(teplokarta.href(chosen(link)), location.href).search : link.search);
  window.teplokarta = Object.assign(window.teplokarta || {}, { leads, menus });
})();
