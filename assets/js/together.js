/* A change has two answers, the parts and the hexagons, and they are shown as one frame: the first waits a little for the
 * other. So nothing on the screen is of another selection than the rest, and where the processor draws, it draws once. */
(function () {
  'use strict';
  const PATIENCE_MS = 120;
  let change = null;                             // the one under way: the answers still to come, and what releases those that wait

  /* A change begins; `names`: the answers that belong together. What waits for the one before is let go. */
  function begin(names) {
    if (change) change.release();
    if (names.length < 2) { change = null; return; }
    const own = change = { left: new Set(names), timer: 0 };
    own.over = new Promise(done => { own.release = () => { clearTimeout(own.timer); done(); }; });
  }

  /* An answer is here: resolves as soon as the others are too, or have been waited for long enough. */
  function met(name) {
    const own = change;
    if (!own || !own.left.delete(name)) return Promise.resolve();
    if (own.left.size) own.timer = setTimeout(own.release, PATIENCE_MS); else own.release();
    return own.over;
  }

  window.teplokarta = Object.assign(window.teplokarta || {}, { together: { begin, met } });
})();
