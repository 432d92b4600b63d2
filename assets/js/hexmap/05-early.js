/* Starts the downloads of the map while the page is still being put together: addresses first, then all at once. */
(function () {
  'use strict';
  const H = window.hexmap = window.hexmap || {};
  const binary = url => fetch(url).then(answer => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(url))));

  /* The resolution a map of about half the window will want: a wrong guess costs one small request. */
  function likely(config, params) {
    const district = config.districts.find(each => each[0] === params.get('district'));
    const bounds = H.tools.continuous(district ? district[2] : config.bounds);
    const width = innerWidth < 900 ? innerWidth : innerWidth * 0.48, height = Math.min(innerHeight * 0.6, innerWidth);
    const [west, south] = H.tools.mercator(bounds[0], bounds[1]), [east, north] = H.tools.mercator(bounds[2], bounds[3]);
    const zoom = Math.log2(Math.min(width / (east - west), height / (south - north)) / 512) - 0.15;
    return H.view.resolution(zoom, (bounds[1] + bounds[3]) / 2, null);
  }

  async function start() {
    const params = H.tools.filters(location.search.slice(1)), query = params.toString();
    const config = await fetch('/map/start.json?' + query).then(answer => (answer.ok ? answer.json() : null));
    if (!config) return;
    for (const url of Object.values(config.urls)) fetch(url).catch(() => {});
    const res = likely(config, params), url = H.source.address(query, res);
    H.early = { url, values: binary(url) };
    const { head } = H.sheet.parse(await H.early.values);
    H.source.set(head.cells);
  }

  H.binary = binary;
  H.startEarly = () => { if (location.pathname === '/') start().catch(() => { H.early = null; }); };
})();
