/* The plain map: a choropleth of plotly's own where there is no WebGL 2 or plotly does not show its inner map. */
(function () {
  'use strict';
  const H = window.hexmap, PATIENCE_MS = 8000;
  const plain = { on: false, show, watch };
  let waiting = null;

  function webgl2() {
    try { return Boolean(document.createElement('canvas').getContext('webgl2')); } catch { return false; }
  }

  const graph = () => document.querySelector('#map .js-plotly-plot, #map.js-plotly-plot');
  const able = webgl2();

  /* Called whenever the page changes: a drawn graph without a reachable map gets the plain trace after a while. */
  function watch(subplotOf) {
    const gd = graph();
    if (plain.on || waiting || !gd || !gd._fullLayout) return;
    const reachable = able && !H.forcePlain && subplotOf(gd) && subplotOf(gd).map;
    if (!reachable) waiting = setTimeout(() => { waiting = null; start(subplotOf); }, able && !H.forcePlain ? PATIENCE_MS : 0);
  }

  /* Labels wait hidden for the hexagon layer, which is not coming. */
  function labelled(style) {
    const shown = layer => (layer.metadata && layer.metadata.label ? { ...layer, layout: { ...layer.layout, visibility: 'visible' } } : layer);
    return { ...style, layers: style.layers.map(shown) };
  }

  async function start(subplotOf) {
    const gd = graph();
    if (!gd || (able && !H.forcePlain && subplotOf(gd) && subplotOf(gd).map)) return;
    plain.on = true;
    const style = gd.layout && gd.layout.map && gd.layout.map.style;
    if (style) await window.Plotly.relayout(gd, { 'map.style': labelled(style) });
    gd.on('plotly_click', event => {
      const id = event.points[0] && event.points[0].location;
      if (id && window.teplokarta) window.teplokarta.go({ cell: id });
    });
    show();
  }

  async function show() {
    const gd = graph(), answer = await fetch(`/map/plain.json?${H.query}`);
    if (!gd || !answer.ok || !window.Plotly) return;
    const trace = await answer.json(), config = gd.layout.map.style.metadata.hexmap;
    const { head } = H.sheet.parse(await H.binary(`/map/values.bin?${H.query}${H.query ? '&' : ''}res=7`));
    H.legend.draw({ card: gd.closest('.map-card'), config, sheet: { head } });
    H.legend.say({ card: gd.closest('.map-card') }, config.texts.basic);
    if (gd.data.length > 1) await window.Plotly.deleteTraces(gd, gd.data.map((_, k) => k).slice(1));
    await window.Plotly.addTraces(gd, trace);
  }

  H.plain = plain;
})();
