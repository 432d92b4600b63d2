/* The customer's own tiles (dashboard/figures/mapown.py): added to the style as it comes, again after every re-attach. */
(function () {
  'use strict';
  const H = window.hexmap;

  /* A worker of the map fetches tiles: it needs whole addresses. */
  const whole = source => ({ ...source, tiles: source.tiles.map(url => (url.startsWith('/') ? location.origin + url : url)) });

  function ensure(state) {
    const { map, config: { own } } = state;
    if (!own || !map.addSource) return;
    for (const [name, source] of Object.entries(own.sources)) if (!map.getSource(name)) map.addSource(name, whole(source));
    for (const layer of own.layers) if (!map.getLayer(layer.id)) map.addLayer(layer, map.getLayer(own.before) ? own.before : undefined);
    for (const id of own.hides) if (map.getLayer(id) && map.getLayoutProperty(id, 'visibility') !== 'none') map.setLayoutProperty(id, 'visibility', 'none');
    if (state.ownTheme !== H.tools.theme() || map.getPaintProperty('region', 'fill-opacity') !== own.paint.dark.region['fill-opacity']) wear(state);
  }

  function wear(state) {
    const { map, config: { own } } = state, drawn = own && own.paint[H.tools.theme()];
    if (!drawn || !map.addSource) return;
    state.ownTheme = H.tools.theme();
    for (const [layer, paint] of Object.entries(drawn)) {
      if (map.getLayer(layer)) for (const [property, value] of Object.entries(paint)) map.setPaintProperty(layer, property, value);
    }
  }

  H.own = { ensure, wear };
})();
