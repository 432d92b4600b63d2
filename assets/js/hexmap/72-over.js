/* What is drawn over the map while it rests: the cell that is pointed at, or reached by keys, and its neighbours.
 * An SVG of the page, so that pointing never makes the map itself be drawn anew. */
(function () {
  'use strict';
  const H = window.hexmap, NS = 'http://www.w3.org/2000/svg';

  function made(state) {
    if (state.over) return state.over;
    const svg = document.createElementNS(NS, 'svg');
    svg.setAttribute('class', 'map-over'); svg.setAttribute('aria-hidden', 'true');
    const paths = ['near', 'casing', 'cell'].map(name => {
      const path = document.createElementNS(NS, 'path');
      path.setAttribute('class', `map-over-${name}`);
      svg.append(path);
      return path;
    });
    state.map.getContainer().append(svg);
    return state.over = { svg, paths };
  }

  function ring(state, index) {
    const { set } = state.sheet, corners = [];
    for (let c = 0; c < 6; c++) {
      const { x, y } = state.map.project(H.cells.cornerOf(set, index, c));
      corners.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
    }
    return `M${corners.join('L')}Z`;
  }

  /* Outlines of a cell and, fainter, of the neighbours that hold a value; -1 shows nothing. */
  function show(state, index) {
    if (index < 0 || !state.sheet) { clear(state); return; }
    const { svg, paths: [near, casing, cell] } = made(state), own = ring(state, index);
    const neighbours = H.cells.neighbours(state.sheet.set, index).filter(other => H.sheet.valueOf(state.sheet, other));
    near.setAttribute('d', neighbours.map(other => ring(state, other)).join(''));
    casing.setAttribute('d', own); cell.setAttribute('d', own);
    svg.style.display = '';
  }

  function clear(state) { if (state.over) state.over.svg.style.display = 'none'; }

  H.over = { show, clear };
})();
