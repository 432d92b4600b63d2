/* The panes of the wall: two places each, one shown and one with the next scene. Only those two ask questions. */
(function () {
  'use strict';
  const W = window.wallscreen, PATIENCE_MS = 15000;
  const kept = {};                     // the last tree of each scene, to go round with while the server is silent
  let panes = [], slots = {}, counter = 0;

  const now = () => performance.now();
  const lost = () => document.documentElement.dataset.live === 'lost';
  const nameOf = (pane, side) => `wall-${pane.index}${side}`;
  const other = side => (side === 'a' ? 'b' : 'a');
  const nextOf = pane => pane.list[(pane.at + 1) % pane.list.length];

  function begin(scenes, count) {
    panes = W.rotation.deal(scenes, count).map((list, index) => ({ index, list, at: 0, side: 'b', wanted: null, focus: null }));
    slots = {};
    for (let index = 0; index < 3; index++) document.getElementById(`wall-pane-${index}`).hidden = index >= panes.length;
    document.documentElement.style.setProperty('--panes', panes.length);
    panes.forEach(pane => bring(pane, pane.list[0]));
  }

  function ask(name, scene, focus) {
    const slot = slots[name] = slots[name] || {};
    const waits = slot.answered !== slot.n && slot.asked === scene && slot.focus === focus && now() - slot.at < PATIENCE_MS;
    if (waits || lost()) return;
    Object.assign(slot, { n: ++counter, asked: scene, focus, at: now() });
    teplokarta.set(`${name}-ask`, { scene, focus, n: slot.n });
  }

  /* An answer: only the newest question of a place counts; where one failed, what stood there stays. */
  function drawn(name, answer) {
    const slot = slots[name];
    if (!slot || answer.n !== slot.n) return;
    slot.answered = slot.n;
    if (!answer.failed) kept[answer.scene] = answer.tree;
    paint(name, answer.scene, answer.failed ? kept[answer.scene] || answer.tree : answer.tree);
    const pane = panes.find(each => name === nameOf(each, other(each.side)));
    if (pane && pane.wanted === answer.scene) show(pane);
  }

  function paint(name, scene, tree) {
    teplokarta.paint(name, tree);
    Object.assign(slots[name], { scene, drawnAt: now() });
    W.drawnAt = now();
  }

  /* Bring a scene to the front: at once if it stands ready, else when its answer comes. */
  function bring(pane, scene, focus = null) {
    const name = nameOf(pane, other(pane.side)), slot = slots[name] = slots[name] || {};
    Object.assign(pane, { wanted: scene, wantedAt: now(), focus });
    if (slot.scene === scene && slot.fresh && !focus) { show(pane); return; }
    ask(name, scene, focus);
    if (lost()) insist(pane);
  }

  /* The answer does not come: what was known of the scene is shown; a scene of which nothing is known is passed over. */
  function insist(pane) {
    const name = nameOf(pane, other(pane.side)), tree = kept[pane.wanted];
    if (tree) { paint(name, pane.wanted, tree); show(pane); } else pane.wanted = null;
  }

  function show(pane) {
    const before = document.getElementById(nameOf(pane, pane.side));
    pane.side = other(pane.side);
    const name = nameOf(pane, pane.side), box = document.getElementById(`wall-pane-${pane.index}`);
    before.classList.remove('on');
    document.getElementById(name).classList.add('on');
    box.dataset.scene = pane.wanted;
    slots[name].fresh = false;
    pane.wanted = null;
    mark();
  }

  const shown = () => panes.map(pane => document.getElementById(`wall-pane-${pane.index}`).dataset.scene);

  /* The segments of the foot: those shown are lit, those that take turns fill. */
  function mark() {
    const there = shown(), still = panes.filter(pane => pane.list.length < 2).map(pane => pane.list[0]);
    document.querySelectorAll('.wall-segment').forEach(each => {
      each.classList.toggle('on', there.includes(each.dataset.scene));
      each.classList.toggle('still', still.includes(each.dataset.scene));
    });
  }

  /* Every pane to its next scene. */
  function turn() {
    for (const pane of panes) {
      if (pane.list.length < 2) continue;
      pane.at = (pane.at + 1) % pane.list.length;
      bring(pane, pane.list[pane.at]);
    }
  }

  /* The next scene of every pane, just before it is due. */
  function prepare() {
    for (const pane of panes) {
      if (pane.list.length < 2 || pane.wanted) continue;
      const name = nameOf(pane, other(pane.side));
      ask(name, nextOf(pane), null);
      slots[name].fresh = true;
    }
  }

  /* What is shown, anew. */
  const refresh = () => panes.forEach(pane => {
    const scene = shown()[pane.index];
    if (scene) ask(nameOf(pane, pane.side), scene, pane.focus);
  });

  /* To a scene out of turn; false if the wall does not have it. */
  function jump(scene, focus) {
    const pane = panes.find(each => each.list.includes(scene));
    if (!pane) return false;
    pane.at = pane.list.indexOf(scene);
    bring(pane, scene, focus);
    return true;
  }

  const hurry = () => panes.forEach(pane => { if (pane.wanted && now() - pane.wantedAt > PATIENCE_MS) { insist(pane); if (!shown()[pane.index] && !pane.wanted) bring(pane, pane.list[pane.at]); } });
  const turns = () => panes.some(pane => pane.list.length > 1);

  W.panes = { begin, drawn, turn, prepare, refresh, jump, hurry, shown, turns, lost };
})();
