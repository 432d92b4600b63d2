/* Small things every part of the map uses: numbers and words of the language, Mercator, the one colour formula. */
(function () {
  'use strict';
  const H = window.hexmap = window.hexmap || {};
  const THIN = '\u202f', MINUS = '\u2212';

  /* How much larger than 16 px the root font is: labels, gaps and cells grow with it. A wall is read from far away. */
  const FAR = document.documentElement.dataset.page === '/wall' ? 2 : 1;
  const factor = () => FAR * parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

  /* Whether the processor draws what a graphics card should: motion would come as a few jerks a second, and everything else
     on the page would wait for them. Then views and colours change at once, as for a reader who wants no motion. */
  const SOFTWARE = /swiftshader|llvmpipe|softpipe|swrast|software|basic render/i;
  let unaided = null;
  function bySoftware(canvas) {
    const gl = canvas && canvas.getContext && (canvas.getContext('webgl2') || canvas.getContext('webgl'));
    if (!gl) return true;
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    return SOFTWARE.test(String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
  }
  function calm(canvas) {
    if (canvas) unaided = bySoftware(canvas);
    if (canvas && unaided) document.documentElement.dataset.calm = '';
    return unaided === true || still();
  }

  function mercator(lng, lat) {
    const y = Math.asinh(Math.tan(Math.max(-85, Math.min(85, lat)) * Math.PI / 180));
    return [(lng + 180) / 360, (1 - y / Math.PI) / 2];
  }

  /* West, south, east, north on continuous longitudes: a region across 180° runs on past it. */
  function continuous(bounds) {
    const [west, south, east, north] = bounds;
    return [west, south, west > east ? east + 360 : east, north];
  }

  function number(value, lang, digits) {
    const places = digits === undefined ? (Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1) : digits;
    const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: places });
    const local = lang === 'en' ? text : text.replace(/,/g, THIN).replace('.', ',');
    return (value < 0 && text !== '0' ? MINUS : '') + local;
  }

  /* The form of a word that fits the number: entry = {one, few, many} or {one, other}. */
  function plural(entry, value, lang) {
    return entry[new Intl.PluralRules(lang).select(value)] || entry.many || entry.other;
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  /* Where a value stands on the scale, 0..1: linear inside each class, every class as wide as the next. */
  function place(breaks, value) {
    const classes = breaks.length - 1;
    if (value <= breaks[0]) return 0;
    for (let k = 0; k < classes; k++) {
      if (value < breaks[k + 1]) return (k + (value - breaks[k]) / (breaks[k + 1] - breaks[k])) / classes;
    }
    return 1;
  }

  const rgb = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));

  /* THE colour of a value, as [r, g, b] 0..255. Map, districts and legend all come from here: they cannot disagree. */
  function colour(breaks, ramp, value) {
    const at = place(breaks, value) * (ramp.length - 1), k = Math.min(Math.floor(at), ramp.length - 2);
    const low = rgb(ramp[k]), high = rgb(ramp[k + 1]);
    return low.map((part, c) => part + (high[c] - part) * (at - k));
  }

  const FILTERS = ['region', 'period', 'from', 'to', 'asof', 'district', 'topic', 'source', 'channel', 'status', 'type',
    'precision', 'budget', 'repeat', 'cell', 'bbox', 'area', 'q', 'metric', 'unit', 'lang', 'vs', 'map', 'base'];

  /* A state ({name: value}) or a query string as URLSearchParams with the map's filters only, in one order. */
  function filters(state) {
    const given = new URLSearchParams(state || ''), kept = new URLSearchParams();
    for (const name of FILTERS) {
      const value = given.getAll(name).filter(part => part && part !== 'null' && part !== 'undefined').join(',');
      if (value) kept.set(name, value);
    }
    return kept;
  }

  /* The theme of the page: its own word first, the address before the page has spoken. */
  const theme = () => document.documentElement.dataset.theme || (new URLSearchParams(location.search).get('theme') === 'light' ? 'light' : 'dark');

  H.tools = { theme, factor, far: FAR, still, calm, mercator, continuous, number, plural, fill, place, rgb, colour, filters };
})();
