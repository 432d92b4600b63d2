/* What Dash would make of every move: its graph copies the layout that plotly tells of into the figure, and has the whole of
 * it drawn anew. The views of the map and of the trend are no figure of anybody's: nobody is told. */
(function () {
  'use strict';
  const TOLD = 'plotly_relayout';

  function mute(graph) {
    if (graph.muted || !graph.emit) return;
    const { emit } = graph;
    graph.muted = true;
    graph.emit = function (name, ...data) { return name === TOLD ? false : emit.call(this, name, ...data); };
  }

  window.teplokarta = Object.assign(window.teplokarta || {}, { mute });
})();
