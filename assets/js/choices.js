/* The menus of filters: their choices and counts are asked for when one opens, and again when the state changes under it. */
(function () {
  'use strict';
  const MENUS = 'details[data-counts]';
  let round = 0, wanted = null, asked = '';
  const drawn = new Set();
  const opened = () => [...document.querySelectorAll(MENUS + '[open]')].map(menu => menu.dataset.counts);

  function asking(menus) {
    asked = location.search;
    return { menus, round: round += 1 };
  }

  document.addEventListener('toggle', event => {
    const menu = event.target;
    if (menu.matches && menu.matches(MENUS) && menu.open) teplokarta.set('asked', asking(opened()));
  }, true);

  /* Arrows on the button lead into the list, also when it is not there yet. */
  document.addEventListener('keydown', event => {
    const head = event.target.closest && event.target.closest(MENUS + ' > summary'), end = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    wanted = head && end !== undefined ? { head, end } : null;
  }, true);
  function lead() {
    if (!wanted || document.activeElement !== wanted.head) return;
    const options = [...wanted.head.parentNode.querySelectorAll('.option')];
    if (options.length) options.at(wanted.end).focus();
    wanted = null;
  }

  /* A choice of several is put into the state as it is now, not as it was when the list was drawn: one may tick faster than it is answered. */
  function toggled(name, value) {
    const had = (teplokarta.state()[name] || '').split(',').filter(Boolean);
    return (had.includes(value) ? had.filter(each => each !== value) : [...had, value]).join(',');
  }
  document.addEventListener('click', event => {
    const option = event.target.closest && event.target.closest('a.option[data-toggle]');
    if (!option || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const [, name, value] = /^([a-z]+):(.*)$/s.exec(option.dataset.toggle);
    event.preventDefault();
    option.classList.toggle('on');
    teplokarta.go({ [name]: toggled(name, value) });
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    /* A shut menu forgets its list: the links of another state would lead elsewhere. */
    askChoices: function (params) {
      const menus = params ? opened() : [];
      drawn.forEach(id => { if (!menus.includes(id.replace('choices-', ''))) { drawn.delete(id); teplokarta.paint(id, []); } });
      return menus.length ? asking(menus) : dash_clientside.no_update;
    },
    drawChoices: function (found) {
      if (asked !== location.search) return dash_clientside.no_update;
      for (const [id, tree] of Object.entries(found || {})) { drawn.add(id); teplokarta.paint(id, tree); }
      lead();
      return dash_clientside.no_update;
    },
  });
})();
