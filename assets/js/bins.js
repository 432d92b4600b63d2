/* The bins of the trend by keyboard: left and right go through them, each is read out, Enter chooses its days. */
(function () {
  'use strict';
  let known = null, at = -1;

  const plain = text => text.replace(/<br>/g, ', ').replace(/<[^>]*>/g, '');

  /* Every bin that can be pointed at, by time: its days, its words, its place in the drawing. */
  function bins(graph) {
    const found = [];
    graph.data.forEach((trace, curveNumber) => {
      if (!Array.isArray(trace.customdata) || !Array.isArray(trace.text)) return;
      trace.customdata.forEach((days, pointNumber) => {
        if (Array.isArray(days)) found.push({ x: String(trace.x[pointNumber]), days, words: plain(String(trace.text[pointNumber])), curveNumber, pointNumber });
      });
    });
    return found.sort((one, other) => (one.x < other.x ? -1 : one.x > other.x ? 1 : 0));
  }

  /* The drawing is a slider over its bins, with the sentence of its head as the description. */
  function describe(graph) {
    const box = document.getElementById('trend'), every = bins(graph), words = box && box.closest('[data-name]');
    if (!box) return;
    const named = { role: 'slider', tabindex: '0', 'aria-label': words ? words.dataset.name : '', 'aria-describedby': 'trend-summary' };
    for (const [name, value] of Object.entries(named)) box.setAttribute(name, value);
    graph.setAttribute('aria-hidden', 'true');
    at = Math.min(at, every.length - 1);
    value(box, every);
  }

  function value(box, every) {
    const bin = every[at < 0 ? every.length - 1 : at];
    box.setAttribute('aria-valuemin', '1');
    box.setAttribute('aria-valuemax', String(Math.max(1, every.length)));
    box.setAttribute('aria-valuenow', String(at < 0 ? Math.max(1, every.length) : at + 1));
    box.setAttribute('aria-valuetext', bin ? bin.words : '');
  }

  function to(box, graph, index) {
    const every = bins(graph);
    if (!every.length) return;
    at = Math.max(0, Math.min(every.length - 1, index));
    value(box, every);
    const { curveNumber, pointNumber } = every[at];
    window.Plotly.Fx.hover(graph, [{ curveNumber, pointNumber }]);
  }

  document.addEventListener('keydown', event => {
    const box = event.target;
    if (box.id !== 'trend' || !known || event.ctrlKey || event.metaKey || event.altKey) return;
    const every = bins(known), now = at < 0 ? every.length - 1 : at, shown = box.dataset.shown === 'yes';
    const goal = { ArrowLeft: shown ? now - 1 : now, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: every.length - 1 }[event.key];
    if (goal !== undefined) { to(box, known, goal); box.dataset.shown = 'yes'; }
    else if (event.key === 'Enter' && every[now]) { at = -1; teplokarta.go({ from: every[now].days[0], to: every[now].days[1] }); }
    else return;
    event.preventDefault();
  });

  document.addEventListener('focusout', event => {
    if (event.target.id !== 'trend' || !known) return;
    delete event.target.dataset.shown;
    window.Plotly.Fx.unhover(known);
  });

  new MutationObserver(() => {
    const graph = document.querySelector('#trend .js-plotly-plot');
    if (!graph || graph === known || !graph.on) return;
    known = graph;
    graph.on('plotly_afterplot', () => describe(graph));
    describe(graph);
    document.dispatchEvent(new CustomEvent('teplokarta:graph', { detail: graph }));
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
