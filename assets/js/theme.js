/* Light or dark: follows the address and the system, remembers the reader's last choice, turns tokens into colours.
   The first choice is made before the first paint, by the inline script of dashboard/look.py. */
(function () {
  'use strict';
  const root = document.documentElement, KEY = 'teplokarta.theme', KNOWN = ['light', 'dark'];
  const prefersLight = matchMedia('(prefers-color-scheme: light)'), onPaper = matchMedia('print');
  const isWall = () => /^\/wall(\/|$)/.test(location.pathname);

  /* A browser may refuse storage: then nothing is remembered, and the system decides. */
  function remembered() { try { return localStorage.getItem(KEY); } catch { return null; } }
  function remember(name) { try { localStorage.setItem(KEY, name); } catch { return; } }

  function wanted() {
    if (onPaper.matches || root.dataset.paper) return 'light';
    const asked = new URLSearchParams(location.search).get('theme'), own = isWall() ? 'dark' : remembered();
    return [asked, own].find(name => KNOWN.includes(name)) || (prefersLight.matches ? 'light' : 'dark');
  }

  const now = () => root.dataset.theme || 'dark';

  /* The value of a token, as the style sheets have it now. */
  const colour = token => getComputedStyle(root).getPropertyValue(token).trim();

  /* A copy of a figure or any other data with every var(--token) in it replaced by its colour. */
  function resolve(data) {
    const style = getComputedStyle(root), value = text => text.replace(/var\((--[a-z0-9-]+)\)/g, (whole, token) => style.getPropertyValue(token).trim() || whole);
    const walk = part => {
      if (typeof part === 'string') return part.startsWith('var(--') ? value(part) : part;
      if (Array.isArray(part)) return part.map(walk);
      if (!part || typeof part !== 'object' || ArrayBuffer.isView(part)) return part;
      return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]));
    };
    return walk(data);
  }

  /* Everything that draws with colours of its own is told: the components, the map, the trend. */
  function tell() {
    const frame = document.querySelector('meta[name=theme-color]'), name = now();
    if (frame) frame.content = colour('--bg');
    if (document.getElementById('page')) dash_clientside.set_props('mantine', { forceColorScheme: name });
    if (window.hexmap && hexmap.theme) hexmap.theme(name);
    document.dispatchEvent(new CustomEvent('teplokarta:theme', { detail: name }));
  }

  function apply() {
    const name = wanted();
    if (name === now()) return;
    root.dataset.theme = name;
    tell();
  }

  /* The choice is a link like any other; what is chosen by hand is remembered, what a permalink brings is not. */
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[data-theme-to]');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    remember(link.dataset.themeTo);
    const other = link.parentElement.querySelector(`a[data-theme-to]:not([data-theme-to=${link.dataset.themeTo}])`);
    setTimeout(() => { if (document.activeElement === link || document.activeElement === document.body) other.focus({ preventScroll: true }); }, 0);
  });
  prefersLight.addEventListener('change', apply);
  onPaper.addEventListener('change', apply);
  addEventListener('beforeprint', apply);
  addEventListener('afterprint', apply);

  window.teplokarta = Object.assign(window.teplokarta || {}, { theme: { now, colour, resolve, apply } });
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    look: function () { return now(); },
  });
})();
