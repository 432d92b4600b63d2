/* The trend at the size of the letters: plotly knows only pixels, the page scales from a phone to a video wall. */
(function () {
  'use strict';
  const factor = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

  function scaleLines(trace, k) {
    const line = trace.line, marker = trace.marker;
    if (line && line.width) line.width *= k;
    if (marker && marker.size) marker.size *= k;
    if (marker && marker.line && marker.line.width) marker.line.width *= k;
  }

  function scaleLayout(layout, k) {
    for (const side of Object.keys(layout.margin)) layout.margin[side] *= k;
    layout.font.size *= k;
    layout.hoverlabel.font.size *= k;
    for (const axis of ['xaxis', 'yaxis']) layout[axis].tickfont.size *= k;
    for (const note of layout.annotations || []) { note.font.size *= k; note.xshift *= k; note.yshift *= k; }
  }

  /* As many named ticks as there is room for, the newest always among them. */
  function thin(layout, k) {
    const graph = document.getElementById('trend'), width = graph ? graph.clientWidth - layout.margin.l - layout.margin.r : 400;
    const room = Math.max(2, Math.floor(width / (52 * k))), stride = Math.ceil(layout.xaxis.tickvals.length / room);
    const keep = (each, index, all) => (all.length - 1 - index) % stride === 0;
    layout.xaxis.tickvals = layout.xaxis.tickvals.filter(keep);
    layout.xaxis.ticktext = layout.xaxis.ticktext.filter(keep);
  }

  let waiting = 0, figure = null;

  /* Into the graph that Dash has put there, by plotly itself; a graph that comes later is drawn as soon as it stands. */
  function draw() {
    const graph = document.querySelector('#trend .js-plotly-plot');
    if (!figure || !graph || !graph.calcdata) return;
    const drawn = teplokarta.theme.resolve(figure), k = factor();
    drawn.data.forEach(trace => scaleLines(trace, k));
    scaleLayout(drawn.layout, k);
    thin(drawn.layout, k);
    Plotly.react(graph, drawn.data, { ...drawn.layout, autosize: true }, graph._context);
  }

  function show(trend) { figure = trend; draw(); }

  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(draw, 250); });
  document.addEventListener('teplokarta:theme', draw);

  /* bins.js tells of a new graph. */
  document.addEventListener('teplokarta:graph', event => {
    const graph = event.detail;
    teplokarta.mute(graph);
    if (graph.calcdata) draw(); else graph.once('plotly_afterplot', draw);
  });

  window.teplokarta = Object.assign(window.teplokarta || {}, { trend: { show } });
})();
