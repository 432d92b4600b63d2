/* Which scenes stand side by side and take turns where: nothing of the page. */
(function () {
  'use strict';
  const W = window.wallscreen = window.wallscreen || {};
  const SIDE_BY_SIDE = [[4.6, 3], [3, 2]];

  /* A very wide wall shows several scenes at once instead of larger letters. */
  const abreast = (width, height) => (SIDE_BY_SIDE.find(([ratio]) => width / height >= ratio) || [0, 1])[1];

  /* The scenes of each pane: the map has a pane to itself where there are several, the others take turns. */
  function deal(scenes, panes) {
    const count = Math.min(panes, scenes.length);
    if (count < 2) return [scenes];
    const pinned = scenes.includes('region'), others = scenes.filter(scene => !pinned || scene !== 'region');
    const hands = Array.from({ length: pinned ? count - 1 : count }, () => []);
    others.forEach((scene, index) => hands[index % hands.length].push(scene));
    return pinned ? [['region'], ...hands] : hands;
  }

  W.rotation = { abreast, deal };
})();
