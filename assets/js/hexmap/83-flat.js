/* A map without WebGL: the part of MapLibre's interface that the rest of this folder uses, drawn on a plain canvas
 * (84-canvas.js). Everything else — values, legend, pointing, keys, themes — is the same code as on the real map. */
(function () {
  'use strict';
  const H = window.hexmap, TILE = 512, LEAST = 1.5, MOST = 15, SETTLE_MS = 160, CLICK_PX = 4;
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const lngLat = (x, y) => ({ lng: x * 360 - 180, lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI });

  class FlatMap {
    constructor(box, style) {
      this.box = box; this.listeners = new Map(); this.states = new Map(); this.x = 0.5; this.y = 0.5; this.zoom = 4;
      this.keyboard = { disable() {} };
      this.canvas = document.createElement('canvas');
      this.canvas.className = 'maplibregl-canvas flat'; this.canvas.tabIndex = 0; this.canvas.setAttribute('role', 'img');
      this.pen = this.canvas.getContext('2d');
      if (!this.pen) throw new Error('hexmap: no canvas');
      box.append(this.canvas);
      this.restyle(style);
      this.resized = new ResizeObserver(() => this.resize());
      this.resized.observe(box);
      this.resize();
      this.follow();
    }

    restyle(style) {
      this.json = style; this.style = { _loaded: true }; this.selected = []; this.ground = null; this.states.clear();
      this.paints = new Map(style.layers.map(layer => [layer.id, { ...layer.paint }]));
      H.canvas.ground(style).then(ground => { if (this.json === style) { this.ground = ground; this.triggerRepaint(); } }, () => this.fire('groundless'));
      this.fire('styledata');
    }

    /* ---- events */
    on(name, heard) { (this.listeners.get(name) || this.listeners.set(name, []).get(name)).push(heard); return this; }
    once(name, heard) { const one = event => { this.off(name, one); heard(event); }; return this.on(name, one); }
    off(name, heard) { this.listeners.set(name, (this.listeners.get(name) || []).filter(each => each !== heard)); }
    fire(name, event) { for (const heard of [...(this.listeners.get(name) || [])]) heard(event || {}); }

    follow() {
      const told = event => { const box = this.canvas.getBoundingClientRect(), point = { x: event.clientX - box.left, y: event.clientY - box.top }; return { point, lngLat: this.unproject(point), originalEvent: event }; };
      let from = null;
      this.canvas.addEventListener('mousemove', event => { if (!from) this.fire('mousemove', told(event)); });
      this.canvas.addEventListener('mouseleave', () => this.fire('mouseout'));
      this.canvas.addEventListener('pointerdown', event => { this.dragged = false; if (event.isPrimary && !event.button && event.pointerType === 'mouse') from = { ...told(event).point, x0: this.x, y0: this.y, moved: false }; });
      this.canvas.addEventListener('click', event => { if (!this.dragged) this.fire('click', told(event)); this.dragged = false; });
      addEventListener('pointermove', event => {
        if (!from) return;
        const { point } = told(event), dx = point.x - from.x, dy = point.y - from.y;
        if (!from.moved && Math.hypot(dx, dy) < CLICK_PX) return;
        if (!from.moved) { from.moved = true; this.begin({ originalEvent: event }); }
        this.x = from.x0 - dx / this.scale; this.y = from.y0 - dy / this.scale;
        this.moved();
      });
      addEventListener('pointerup', () => { if (from && from.moved) { this.dragged = true; this.end(); } from = null; });
      this.canvas.addEventListener('wheel', event => {
        event.preventDefault();
        if (!this.moving) this.begin({ originalEvent: event });
        this.around(told(event).point, this.zoom - clamp(event.deltaY, -120, 120) / 300);
        clearTimeout(this.rest); this.rest = setTimeout(() => this.end(), SETTLE_MS);
      }, { passive: false });
    }

    begin(event) { this.moving = true; this.fire('movestart', event); }
    moved() { this.fire('move'); this.fire('zoom'); this.triggerRepaint(); }
    end() { this.moving = false; this.fire('moveend'); }
    isMoving() { return Boolean(this.moving); }

    /* ---- camera */
    get scale() { return TILE * 2 ** this.zoom; }
    get width() { return this.box.clientWidth; }
    get height() { return this.box.clientHeight; }
    project(at) {
      const [lng, lat] = Array.isArray(at) ? at : [at.lng, at.lat], [x, y] = H.tools.mercator(lng, lat), turn = Math.round(this.x - x);
      return { x: (x + turn - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 };
    }
    unproject({ x, y }) { return lngLat(this.x + (x - this.width / 2) / this.scale, this.y + (y - this.height / 2) / this.scale); }
    getCenter() { return lngLat(this.x, this.y); }
    getZoom() { return this.zoom; }
    around(point, zoom) {
      const x = this.x + (point.x - this.width / 2) / this.scale, y = this.y + (point.y - this.height / 2) / this.scale;
      this.zoom = clamp(zoom, LEAST, MOST);
      this.x = x - (point.x - this.width / 2) / this.scale; this.y = y - (point.y - this.height / 2) / this.scale;
      this.moved();
    }
    cameraForBounds([[west, south], [east, north]], { padding, maxZoom }) {
      const [left, top] = H.tools.mercator(west, north), [right, bottom] = H.tools.mercator(east, south);
      const wide = Math.max(this.width - padding.left - padding.right, 40), high = Math.max(this.height - padding.top - padding.bottom, 40);
      const zoom = Math.min(maxZoom, Math.log2(Math.min(wide / (right - left), high / (bottom - top)) / TILE)), scale = TILE * 2 ** zoom;
      const x = (left + right) / 2 + (padding.right - padding.left) / 2 / scale, y = (top + bottom) / 2 + (padding.bottom - padding.top) / 2 / scale;
      return { center: lngLat(x, y), zoom };
    }
    jumpTo({ center, zoom }) {
      [this.x, this.y] = H.tools.mercator(center.lng, center.lat); this.zoom = clamp(zoom, LEAST, MOST);
      this.begin({}); this.moved(); this.end();
    }
    fitBounds(box, room) { this.jumpTo(this.cameraForBounds(box, room)); }
    zoomTo(zoom) { this.begin({}); this.around({ x: this.width / 2, y: this.height / 2 }, zoom); this.end(); }
    panBy([dx, dy]) { this.begin({}); this.x += dx / this.scale; this.y += dy / this.scale; this.moved(); this.end(); }
    panTo(at) { this.jumpTo({ center: { lng: at[0], lat: at[1] }, zoom: this.zoom }); }

    /* ---- what a style would hold */
    getStyle() { return this.json; }
    getLayer(id) { return id === 'hexagons' ? this.layer : this.paints.has(id); }
    getLayersOrder() { return []; }
    addLayer(layer) { this.layer = layer; this.triggerRepaint(); }
    getPaintProperty(id, name) { return (this.paints.get(id) || {})[name]; }
    setPaintProperty(id, name, value) { const paint = this.paints.get(id); if (paint) paint[name] = value; this.triggerRepaint(); }
    setLayoutProperty() {}
    setLayerZoomRange() {}
    hasImage() { return true; }
    updateImage() {}
    getSource(name) { return name === 'selected' ? { setData: data => { this.selected = data.features; this.triggerRepaint(); } } : name in this.json.sources; }
    setFeatureState({ id }, state) { this.states.set(id, { ...this.states.get(id), ...state }); this.triggerRepaint(); }
    queryRenderedFeatures(point) { const code = this.ground && H.canvas.districtAt(this, point); return code ? [{ properties: { code } }] : []; }

    /* ---- drawing */
    getCanvas() { return this.canvas; }
    getContainer() { return this.box; }
    getCanvasContainer() { return this.canvas; }
    getBounds() {
      const west = this.unproject({ x: 0, y: 0 }), east = this.unproject({ x: this.width, y: this.height });
      return { getWest: () => west.lng, getEast: () => east.lng, getNorth: () => west.lat, getSouth: () => east.lat };
    }
    resize() {
      const ratio = devicePixelRatio || 1;
      this.canvas.width = Math.max(1, Math.round(this.width * ratio)); this.canvas.height = Math.max(1, Math.round(this.height * ratio));
      this.fire('resize');
      this.triggerRepaint();
    }
    triggerRepaint() {
      if (this.asked) return;
      this.asked = requestAnimationFrame(() => { this.asked = 0; H.canvas.draw(this); });
    }
    remove() { this.resized.disconnect(); cancelAnimationFrame(this.asked); this.fire('remove'); this.box.replaceChildren(); }
  }

  H.FlatMap = FlatMap;
})();
