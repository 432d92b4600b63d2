/* Several regions on one map: what is pointed at is a region, and a click opens it. */
(function () {
  'use strict';
  const H = window.hexmap;

  /* The region ({code, name, value, count, first, size}) that holds a district; null on the map of one region. */
  function of(state, district) {
    const regions = state.sheet && state.sheet.head.regions;
    if (!regions || !district || H.tools.filters(state.query).get('district')) return null;
    const place = state.config.districts.findIndex(each => each[0] === district);
    const found = regions.find(([, , , , first, size]) => place >= first && place < first + size);
    if (!found) return null;
    const [code, name, value, count, first, size] = found;
    return { code, name, value, count, first, size };
  }

  /* What the tip says of a region. */
  function lines(state, region) {
    const { head } = state.sheet, { texts, lang } = state.config;
    const share = head.additive && region.value && head.whole ? H.tools.fill(texts.of, { k: H.tools.number(region.value, lang), n: H.tools.number(head.whole, lang) }) : '';
    return { name: region.name, value: region.value, few: '', sub: [head.topic, head.title].filter(Boolean).join(' · '), share, plain: true };
  }

  /* Codes of what lights up under the pointer: the district, or all districts of its region. */
  function lit(state, district) {
    const region = of(state, district);
    if (!region) return district ? [district] : [];
    return state.config.districts.slice(region.first, region.first + region.size).map(each => each[0]);
  }

  H.country = { of, lines, lit };
})();
