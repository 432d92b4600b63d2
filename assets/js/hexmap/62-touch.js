/* Fingers on a page that scrolls: one scrolls it, the map included, two move and zoom the map. */
(function () {
  'use strict';
  const H = window.hexmap, SCROLLS = matchMedia('(max-width: 1599.98px)'), ASIDE_PX = 24, HINT_MS = 1800;   // the media query of map.css

  /* MapLibre listens inside its container: what is stopped on the way there never moves the map. Taps still arrive. */
  function listen(state) {
    const box = state.map.getContainer();
    let begun = null;
    box.addEventListener('touchstart', event => { begun = event.touches.length === 1 ? event.touches[0] : null; }, { capture: true, passive: true });
    box.addEventListener('touchmove', event => {
      if (!SCROLLS.matches || event.touches.length !== 1) return;
      event.stopPropagation();
      if (begun && Math.abs(event.touches[0].clientX - begun.clientX) > ASIDE_PX) { begun = null; hint(state); }
    }, { capture: true, passive: true });
  }

  /* Who draws sideways wants to move the map. */
  function hint(state) {
    const text = state.config && state.config.texts.two_fingers;
    if (!text) return;
    H.legend.say(state, text);
    clearTimeout(state.timers.hint);
    state.timers.hint = setTimeout(() => { if (state.sheet && !state.removed) H.legend.draw(state); }, HINT_MS);
  }

  H.touch = { listen };
})();
