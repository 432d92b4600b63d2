/* Draws the parts of the page from plain trees, [tag, attributes, children]: text is only ever text, and what stays the
   same stays in place (scroll, focus, opened menus). dashboard/parts/wire.py makes the trees. */
(function () {
  'use strict';
  const TAGS = new Set(('a article b button caption dd details div dl dt h1 h2 h3 header i img li nav ol p pre section small span ' +
    'strong summary table tbody td th thead time tr ul').split(' '));
  const DRAWN = new Set(['svg', 'path']), SVG = 'http://www.w3.org/2000/svg';
  const NAMES = /^(id|class|href|target|src|alt|title|lang|role|open|type|datetime|tabindex|scope|colspan|style|d|viewBox|preserveAspectRatio|data-[a-z0-9-]+|aria-[a-z]+)$/;
  const LOCAL = { href: /^(\/(?!\/)|#)/, src: /^data:image\/svg\+xml,/, target: /^_blank$/ };
  const trees = {}, shown = new WeakMap();

  function set(node, name, value) {
    if (!NAMES.test(name) || (value !== undefined && LOCAL[name] && !LOCAL[name].test(value))) return;
    if (name === 'style') node.style.cssText = value || '';
    else if (value === undefined) node.removeAttribute(name);
    else node.setAttribute(name, value);
  }

  function make(item) {
    if (typeof item === 'string') return document.createTextNode(item);
    if (!TAGS.has(item[0]) && !DRAWN.has(item[0])) throw new Error('unknown tag ' + item[0]);
    const node = DRAWN.has(item[0]) ? document.createElementNS(SVG, item[0]) : document.createElement(item[0]);
    for (const name of Object.keys(item[1])) set(node, name, item[1][name]);
    node.append(...item[2].map(make));
    return node;
  }

  const alike = (old, item) => typeof old === typeof item && (typeof item === 'string' || (old[0] === item[0] && old[1].id === item[1].id));

  function change(node, old, item) {
    if (typeof item === 'string') { if (old !== item) node.data = item; return; }
    for (const name of Object.keys(old[1])) if (!(name in item[1])) set(node, name, undefined);
    for (const name of Object.keys(item[1])) if (old[1][name] !== item[1][name]) set(node, name, item[1][name]);
    fill(node, old[2], item[2]);
  }

  function fill(parent, olds, items) {
    const nodes = [...parent.childNodes];
    items.forEach((item, index) => {
      if (index >= olds.length || !nodes[index]) parent.append(make(item));
      else if (alike(olds[index], item)) change(nodes[index], olds[index], item);
      else nodes[index].replaceWith(make(item));
    });
    for (let index = items.length; index < olds.length; index++) if (nodes[index]) nodes[index].remove();
  }

  /* A place may come later than its tree (the head holds the place of the freshness): then it is drawn with the head. */
  function show(id) {
    const place = document.getElementById(id), old = place && (shown.get(place) || []);
    if (!place || old === trees[id]) return;
    shown.set(place, trees[id]);
    fill(place, old, trees[id]);
  }

  const all = () => Object.keys(trees).forEach(show);

  /* The parts may be answered before there is a page, and the page is put in anew: they are drawn as soon as it stands. */
  const late = new MutationObserver(() => {
    const page = document.getElementById('page');
    all();
    if (!page || !page.firstElementChild) return;
    late.disconnect();
    new MutationObserver(all).observe(page, { childList: true });
    tell(trees);
  });
  late.observe(document.documentElement, { childList: true, subtree: true });

  /* All parts of a change at once: in one frame, nothing of it older than the rest. The trend is drawn by plotly, which
     measures the page: before the rest has changed it, not between. */
  function drawParts(parts) {
    if (parts.trend) teplokarta.trend.show(parts.trend);
    for (const name of Object.keys(parts)) if (name !== 'trend') trees[name] = parts[name];
    all();
    teplokarta.changed();
    tell(parts);
  }

  const tell = parts => document.dispatchEvent(new CustomEvent('teplokarta:drawn', { detail: parts }));

  /* A tree that came by another way than a callback of its own. */
  function paint(name, tree) { trees[name] = tree; show(name); }

  window.teplokarta = Object.assign(window.teplokarta || {}, { paint, drawParts });
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    draw: function (tree) {
      const id = dash_clientside.callback_context.triggered_id;
      if (!tree || !id) return dash_clientside.no_update;
      const name = id.replace(/-wire$/, ''), place = document.getElementById(name);
      trees[name] = tree;
      all();
      if (place) place.classList.remove('waiting');
      return dash_clientside.no_update;
    },
  });
})();
