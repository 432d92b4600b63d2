/* The state of the page: it lives in the URL; links and the map change it, Dash and the hexagons follow it. */
(function () {
  'use strict';

  /* What a change of one name makes meaningless; dashboard/state.py holds the same table (a test compares them). */
  const DROPS = {
    region: ['district', 'cell', 'bbox', 'area', 'source', 'channel', 'asof', 'vs', 'frame'],
    district: ['cell', 'bbox', 'area'],
    period: ['from', 'to', 'step', 'frame'],
    from: ['period', 'step', 'frame'],
    to: ['period', 'step', 'frame'],
    asof: ['frame'],
    map: ['frame'],
  };
  const OF_THE_SCREEN = new Set(['state', 'live', 'opened']);      // what the parts follow; screen.js asks for them
  const SCREEN_ONLY = ['step', 'theme', 'feed', 'order', 'rank', 'record', 'sort', 'table', 'map', 'base', 'frame', 'scenes', 'every',
    'template', 'paper', 'orient', 'size', 'say'];

  const read = () => Object.fromEntries(new URLSearchParams(location.search));

  /* The filters as the API takes them. */
  function query(extra) {
    const params = new URLSearchParams(Object.assign(read(), extra || {}));
    SCREEN_ONLY.forEach(name => params.delete(name));
    return params.toString();
  }

  function href(changes) {
    const after = read();
    for (const name of Object.keys(changes)) (DROPS[name] || []).forEach(other => { if (!(other in changes)) delete after[other]; });
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === '') delete after[name];
      else after[name] = String(value);
    }
    const text = new URLSearchParams(after).toString().replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/\+/g, '%20');
    return location.pathname + (text ? '?' + text : '');
  }

  /* Parts dim while they wait for a change the user asked for; a live update leaves them as they are. A quick answer dims
     nothing: each part that dims is a layer of its own to the browser, painted once more on the way there and back. */
  const DIM_MS = 250, DIMMED_MS = 15000;
  let settled = 0, dimming = 0;
  function changing() {
    clearTimeout(dimming);
    clearTimeout(settled);
    dimming = setTimeout(() => document.querySelectorAll('.card.place-of, .card.trend, .kpis').forEach(place => place.classList.add('waiting')), DIM_MS);
    settled = setTimeout(undim, DIMMED_MS);
  }

  /* What did not come is of before, and stays dim as long as it is asked for. */
  function undim() {
    if (teplokarta.busy && teplokarta.busy()) settled = setTimeout(undim, DIMMED_MS);
    else changed();
  }

  /* What was waited for is here, or will not come. */
  function changed() {
    clearTimeout(dimming);
    clearTimeout(settled);
    document.querySelectorAll('.waiting').forEach(place => place.classList.remove('waiting'));
  }

  /* Dash remembers every change, for an undo that we do not offer: a page that is open for weeks would fill with them. */
  function forget() {
    const known = window.store && window.store.getState().history;
    if (known) known.past.length = 0;
  }

  /* Tells the screen, and Dash. Before Dash's page stands nobody there listens, and it would fail: what it begins with it
     reads for itself. */
  function set(store, data) {
    if (OF_THE_SCREEN.has(store)) teplokarta.ask(store, data);
    const page = document.getElementById('page');
    if (!page || !page.firstElementChild) return;
    dash_clientside.set_props(store, { data });
    forget();
  }

  /* What the calendar and the search show: the days of the state (nothing for a standing period), its words. One that shows
     them already is left alone: a calendar drawn anew costs more than the rest of a click. */
  const held = {};
  function controls() {
    const { from, to, q } = read();
    for (const [name, value, blank] of [['dates', [from || null, to || null], '[null,null]'], ['words', q || '', '""']]) {
      const text = JSON.stringify(value);
      if ((held[name] ?? blank) === text || !document.getElementById(name)) continue;
      held[name] = text;
      dash_clientside.set_props(name, { value });
    }
  }

  /* Tell everyone who follows the state what it is now. */
  function follow() {
    const params = read();
    set('state', params);
    changing();
    controls();
    if (params.lang) document.documentElement.lang = params.lang;
    teplokarta.theme.apply();
    if (window.hexmap && hexmap.show) hexmap.show(read());
    teplokarta.together.begin(window.hexmap && hexmap.loading && hexmap.loading() ? ['parts', 'map'] : []);
    if (window.teplokarta.live) teplokarta.live.restart();
  }

  function visit(address) {
    if (address === location.pathname + location.search) return;
    history.pushState(null, '', address);
    follow();
  }

  /* In the open sheet of a phone menus stay: what lies below them would jump from under the finger. */
  function closeMenus(except, softly) {
    document.querySelectorAll('details[data-menu][open]').forEach(menu => { if (menu !== except && !(softly && menu.closest('[data-open]'))) menu.open = false; });
  }

  function onClick(event) {
    const menu = event.target.closest('details[data-menu]');
    closeMenus(menu, true);
    if (event.target.closest('[data-retry]')) { follow(); return; }
    const link = event.target.closest('a[data-go]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    if (menu && menu.dataset.menu === 'one') menu.open = false;
    visit(link.pathname + link.search);
  }

  /* Opened groups of topics: the server draws their topics, so it must know them; it is asked where they are not there yet. */
  const opened = new Set();
  function onToggle(event) {
    const { open, dataset, childElementCount } = event.target, group = dataset && dataset.group;
    if (!group || opened.has(group) === open) return;
    if (open) opened.add(group); else opened.delete(group);
    if (open && childElementCount === 1) set('opened', [...opened]); else teplokarta.open([...opened]);
  }

  document.addEventListener('toggle', onToggle, true);
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const open = document.querySelector('details[data-menu][open]');
    closeMenus(null);
    if (open) open.querySelector('summary').focus();
  });
  window.addEventListener('popstate', follow);
  document.addEventListener('teplokarta:drawn', controls);

  window.teplokarta = Object.assign(window.teplokarta || {}, {
    state: read, query, href, drops: DROPS, set, go: changes => visit(href(changes)), follow, changing, changed,
  });

  const iso = day => (day ? String(day).slice(0, 10) : null);
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    boot: function () {
      const params = read();
      if (params.lang) document.documentElement.lang = params.lang;
      setTimeout(() => { teplokarta.live && teplokarta.live.restart(); window.hexmap && hexmap.show && hexmap.show(read()); }, 0);
      return [location.pathname, params];
    },
    chooseDays: function (value, params) {
      held.dates = JSON.stringify(value);
      const [from, to] = (value || []).map(iso), had = params || {};
      if ((from || null) === (had.from || null) && (to || null) === (had.to || null)) return dash_clientside.no_update;
      if (from && to) { teplokarta.go({ from, to }); closeMenus(null); }
      else if (!from && !to) teplokarta.go({ from: null, to: null });
      return dash_clientside.no_update;
    },
    chooseWords: function (value, params) {
      held.words = JSON.stringify(value);
      const text = (value || '').trim(), had = (params && params.q) || '';
      if (text !== had) teplokarta.go({ q: text || null });
      return dash_clientside.no_update;
    },
    chooseBin: function (click) {
      const point = click && click.points.find(each => Array.isArray(each.customdata));
      if (point) teplokarta.go({ from: point.customdata[0], to: point.customdata[1] });
      return dash_clientside.no_update;
    },
  });
})();
