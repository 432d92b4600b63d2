/* The page without a mouse: menus by arrows, one Tab stop a list and arrows within it, the skip link. */
(function () {
  'use strict';
  const LISTS = '.rows, .feed-rows, .placed-keys, .tally', STOPS = 'a[href], button, summary';
  const shown = node => node.checkVisibility ? node.checkVisibility() : node.offsetParent !== null;

  /* One stop of Tab in a list: the row that had the focus last, else the first. A group of topics opens by the arrows. */
  function rove(list) {
    const every = [...list.querySelectorAll(STOPS)], stops = every.filter(each => each.matches('a[href], button'));
    const had = stops.find(each => each === list.lastRow) || stops[0];
    every.forEach(each => { const index = each === had ? 0 : -1; if (each.tabIndex !== index) each.tabIndex = index; });
  }

  /* As soon as a list has changed, in the same frame: a frame of its own would be a second one for every click. */
  const within = node => node.nodeType === 1 && (node.closest(LISTS) || node.querySelector(LISTS));
  new MutationObserver(records => {
    if (records.some(({ target, addedNodes }) => within(target) || [...addedNodes].some(within))) document.querySelectorAll(LISTS).forEach(rove);
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* The rows of a list, each the links in it. */
  function rowsOf(list) {
    if (list.matches('.tree')) return [...list.querySelectorAll('a.row')].filter(shown).map(row => [row]);
    const links = child => (child.matches('a[href], button') ? [child] : [...child.querySelectorAll('a[href], button')]);
    return [...list.children].filter(shown).map(links).filter(row => row.length);
  }

  function focus(list, link) {
    list.lastRow = link;
    rove(list);
    link.focus();
  }

  /* Left and right go along a row; at its end, and where rows have one link, they open and close a group or step on. */
  function along(list, rows, at, link, by) {
    const row = rows[at], next = row[row.indexOf(link) + by], group = link.closest('details.group');
    if (next) return focus(list, next);
    if (list.matches('.tree')) {
      if (group && group.open !== by > 0) group.open = by > 0;
      return group ? focus(list, group.querySelector('summary a.row')) : undefined;
    }
    return list.matches('.rows, .feed-rows') ? undefined : step(list, rows, at + by);
  }

  function step(list, rows, to) {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row) focus(list, row[0]);
  }

  function inList(event, list) {
    const link = event.target, rows = rowsOf(list), at = rows.findIndex(row => row.includes(link));
    if (at < 0) return false;
    const moves = {
      ArrowDown: () => step(list, rows, at + 1), ArrowUp: () => step(list, rows, at - 1),
      Home: () => step(list, rows, 0), End: () => step(list, rows, rows.length - 1),
      ArrowRight: () => along(list, rows, at, link, 1), ArrowLeft: () => along(list, rows, at, link, -1),
    };
    if (!moves[event.key]) return false;
    moves[event.key]();
    return true;
  }

  const choices = menu => [...menu.querySelectorAll('.menu-list a[href], .menu-list button, .menu-list input')].filter(shown);

  function inMenu(event, menu) {
    const head = event.target.closest('summary') !== null, down = event.key === 'ArrowDown', up = event.key === 'ArrowUp';
    if (event.key === ' ' && event.target.matches('a.option')) { event.target.click(); return true; }
    if (event.target.matches('input') && !down && !up) return false;
    if (head && (down || up)) menu.open = true;
    const every = choices(menu), at = every.indexOf(event.target), last = every.length - 1;
    const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: head ? undefined : 0, End: head ? undefined : last }[event.key];
    if (to === undefined || !every[to]) return head && (down || up);
    every[to].focus();
    return true;
  }

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !event.target.closest) return;
    const menu = event.target.closest('details[data-menu]'), list = event.target.closest(LISTS);
    if ((menu && inMenu(event, menu)) || (list && inList(event, list))) event.preventDefault();
  });

  /* A menu closes when the focus goes on, but not in the sheet of a phone, where what is below would jump; a list remembers where it was. */
  document.addEventListener('focusin', event => {
    const inside = event.target.closest('details[data-menu]'), list = event.target.closest(LISTS);
    document.querySelectorAll('details[data-menu][open]').forEach(menu => { if (menu !== inside && !menu.closest('[data-open]')) menu.open = false; });
    if (list && event.target.matches('a[href], button')) { list.lastRow = event.target; rove(list); }
  });

  /* How a list is walked, said beside it to who came by keys; it stands outside the list, whose nodes are the server's. */
  const hint = Object.assign(document.createElement('p'), { className: 'keys-hint', hidden: true });
  hint.setAttribute('aria-hidden', 'true');
  function tell(event) {
    const list = event.type === 'focusin' && event.target.matches(':focus-visible') && event.target.closest('.rows, .feed-rows');
    hint.hidden = !list;
    if (!list) return;
    const box = (list.closest('.card') || list).getBoundingClientRect();
    hint.textContent = teplokarta.say(list.matches('.tree') ? 'keys.tree' : 'keys.rows');
    hint.style.left = `${box.left + box.width / 2}px`;
    hint.style.top = `${Math.min(box.bottom, innerHeight)}px`;
    if (!hint.isConnected) document.body.append(hint);
  }
  ['focusin', 'focusout', 'pointerdown'].forEach(name => document.addEventListener(name, tell));

  document.addEventListener('click', event => {
    if (!event.target.closest('a.skip')) return;
    event.preventDefault();
    const main = document.getElementById('main');
    main.focus();
    main.scrollIntoView();
  });
})();
