/* Printing: the light look and a picture of the map are made ready first, since a browser does not wait for them. */
(function () {
  'use strict';
  const root = document.documentElement, PATIENCE_MS = 4000;
  const within = (promise, wait) => Promise.race([promise, new Promise(done => setTimeout(done, wait))]);
  const graphOf = id => document.querySelector(`#${id} .js-plotly-plot`);
  const mapOf = graph => { const part = graph && graph._fullLayout && graph._fullLayout.map; return part && part._subplot && part._subplot.map; };

  /* What WebGL drew is gone after its frame: the picture is taken within it. */
  function picture(map) {
    return within(new Promise(done => {
      map.once('render', () => done(map.getCanvas().toDataURL('image/png')));
      map.triggerRepaint();
    }), PATIENCE_MS);
  }

  function lay(url) {
    const image = document.createElement('img');
    image.className = 'map-paper'; image.alt = ''; image.src = url;
    document.querySelectorAll('.map-paper').forEach(old => old.remove());
    document.querySelector('#map').append(image);
    return image;
  }

  async function drawMap() {
    const graph = graphOf('map'), map = mapOf(graph);
    if (!map) return;
    await within(new Promise(done => { map.once('idle', done); map.triggerRepaint(); }), PATIENCE_MS);
    const url = await picture(map);
    if (url) await within(lay(url).decode(), PATIENCE_MS);
  }

  /* From the browser's own menu there is no time to wait: the look and the picture of this very moment. */
  function atOnce() {
    const map = mapOf(graphOf('map'));
    if (root.dataset.paper) return;
    root.dataset.paper = 'yes';
    teplokarta.theme.apply();
    if (!map) return;
    map.redraw();
    lay(map.getCanvas().toDataURL('image/png'));
  }

  /* The trend has its own size in pixels: it is drawn for the width of the sheet. */
  async function drawTrend() {
    const graph = graphOf('trend');
    if (graph) await within(window.Plotly.Plots.resize(graph), PATIENCE_MS);
  }

  async function ready() {
    root.dataset.paper = 'yes';
    teplokarta.theme.apply();
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all([drawMap(), drawTrend()]);
  }

  function done() {
    delete root.dataset.paper;
    document.querySelectorAll('.map-paper').forEach(image => image.remove());
    teplokarta.theme.apply();
    drawTrend();
  }

  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'p' && event.code !== 'KeyP') return;
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ready().then(() => window.print());
  });
  addEventListener('beforeprint', atOnce);
  addEventListener('afterprint', done);

  window.teplokarta = Object.assign(window.teplokarta || {}, { paper: { ready, done } });
})();
