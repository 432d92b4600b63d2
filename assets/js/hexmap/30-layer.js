/* The hexagons on the graphics card: a custom WebGL2 layer of MapLibre, one colour a cell in a texture.
 *
 * Plain triangles: 20,000 small instances were four times slower where there is no graphics card. A cell is a fan of its
 * centre and six corners, so the distance to its edge is known in every pixel: edges are smooth without multisampling.
 * From afar, where cells are a few pixels wide, hot ones shine a little beyond their outline: a town is seen as one. */
(function () {
  'use strict';
  const H = window.hexmap, WIDTH = 512, CHANGE_MS = 500, FADE_MS = 350;
  const GLOW = 7, GLOW_PX = 9;               // reach of the shine in radii of a cell; largest radius that shines
  const STRIPE_PX = 5;

  const VERTEX = `#version 300 es
    precision highp float;
    uniform mat4 matrix;                       // unit square of the set -> clip space
    uniform highp sampler2D before, after;     // one premultiplied colour a cell, ${WIDTH} in a row
    uniform float progress, fade, reach;       // reach: 1 for the cell itself, more for its shine
    in vec2 centre, offset;
    out vec4 colour;
    flat out float few;                        // 1: too few appeals for this value (the last bit of alpha is 0)
    out float edge;                            // 0 in the centre, 1 on the outline
    void main() {
      int cell = gl_VertexID / 7;
      ivec2 at = ivec2(cell % ${WIDTH}, cell / ${WIDTH});
      vec4 now = texelFetch(after, at, 0);
      colour = mix(texelFetch(before, at, 0), now, progress) * fade;
      few = now.a > 0.0 && (int(now.a * 255.0 + 0.5) & 1) == 0 ? 1.0 : 0.0;
      edge = gl_VertexID % 7 == 0 ? 0.0 : 1.0;
      gl_Position = colour.a == 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : matrix * vec4(centre + offset * reach, 0.0, 1.0);
    }`;
  const FRAGMENT = `#version 300 es
    precision mediump float;
    uniform highp float reach;
    uniform float rim;                         // share of the cell that is painted: the rest is the gap
    uniform float stripe;                      // width of the hatching in pixels
    in vec4 colour;
    flat in float few;
    in float edge;
    out vec4 pixel;
    void main() {
      if (reach > 1.0) {
        float heat = smoothstep(0.2, 0.8, colour.g / max(colour.a, 0.01));
        pixel = vec4(colour.rgb, 0.0) * heat * 0.42 * (1.0 - edge) * (1.0 - edge) * (1.0 - few);
        return;
      }
      float inside = clamp((rim - edge) / max(fwidth(edge), 0.001) + 0.5, 0.0, 1.0);
      float relief = 0.94 + 0.09 * smoothstep(0.45, 0.95, edge);
      float line = abs(fract((gl_FragCoord.x + gl_FragCoord.y) / stripe) - 0.5) * stripe;
      float hatch = mix(1.0, 0.2 + 0.8 * clamp(line - stripe * 0.28 + 0.5, 0.0, 1.0), few);
      pixel = vec4(min(colour.rgb * relief, colour.a), colour.a) * inside * hatch;
    }`;

  function build(gl) {
    const program = gl.createProgram();
    for (const [type, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, text); gl.compileShader(shader); gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, 'centre'); gl.bindAttribLocation(program, 1, 'offset');
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('hexmap: ' + gl.getProgramInfoLog(program));
    return program;
  }

  /* Points (centre and offset from it) and triangles of a set: 7 points and 6 triangles a cell, made once. */
  function mesh(set) {
    const points = new Float32Array(set.n * 28), index = new Uint32Array(set.n * 18), k = set.ring / 127;
    for (let i = 0, v = 0; i < set.n; i++) {
      const x = set.centre[2 * i] / 65535, y = set.centre[2 * i + 1] / 65535;
      for (let c = 0, p = 28 * i; c < 7; c++, p += 4) {
        points[p] = x; points[p + 1] = y;
        if (!c) continue;
        points[p + 2] = set.corners[12 * i + 2 * c - 2] * k; points[p + 3] = set.corners[12 * i + 2 * c - 1] * k;
        index[v++] = 7 * i; index[v++] = 7 * i + c; index[v++] = 7 * i + 1 + c % 6;
      }
    }
    return { points, index };
  }

  function upload(gl, set) {
    const { points, index } = mesh(set), vao = gl.createVertexArray(), buffers = [gl.createBuffer(), gl.createBuffer()];
    gl.bindVertexArray(vao);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers[0]); gl.bufferData(gl.ARRAY_BUFFER, points, gl.STATIC_DRAW);
    for (const slot of [0, 1]) { gl.enableVertexAttribArray(slot); gl.vertexAttribPointer(slot, 2, gl.FLOAT, false, 16, 8 * slot); }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers[1]); gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, index, gl.STATIC_DRAW);
    gl.bindVertexArray(null);
    return { vao, buffers, textures: [gl.createTexture(), gl.createTexture()], revision: -1 };
  }

  function release(gl, held) {
    gl.deleteVertexArray(held.vao);
    held.buffers.forEach(buffer => gl.deleteBuffer(buffer));
    held.textures.forEach(texture => gl.deleteTexture(texture));
  }

  function paint(gl, slot, texture, colours) {
    gl.activeTexture(gl.TEXTURE0 + slot); gl.bindTexture(gl.TEXTURE_2D, texture);
    if (!colours) return;
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false); gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, WIDTH, colours.length / 4 / WIDTH, 0, gl.RGBA, gl.UNSIGNED_BYTE, colours);
    for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, side, gl.NEAREST);
  }

  /* matrix * translate(origin) * scale(span), multiplied in float64: float32 Mercator would shake by metres. */
  function unitMatrix(P, set, turn) {
    const M = new Float32Array(16), ox = set.ox + turn;
    for (let i = 0; i < 4; i++) {
      M[i] = P[i] * set.span; M[4 + i] = P[4 + i] * set.span; M[8 + i] = P[8 + i];
      M[12 + i] = P[i] * ox + P[4 + i] * set.oy + P[12 + i];
    }
    return M;
  }

  /* Radius of a cell in the middle of the set, in clip space. */
  const radius = (M, set) => M[0] * set.ring / ((M[3] + M[7]) / 2 + M[15]);

  /* First and last cell of the runs of blocks that touch the screen. */
  function visible(set, M) {
    const runs = [];
    for (const block of set.blocks) {
      const [w, n, e, s] = block.box, xs = [], ys = [];
      for (const [x, y] of [[w, n], [e, n], [w, s], [e, s]]) {
        const depth = M[3] * x + M[7] * y + M[15] || 1;
        xs.push((M[0] * x + M[4] * y + M[12]) / depth); ys.push((M[1] * x + M[5] * y + M[13]) / depth);
      }
      if (Math.min(...xs) > 1 || Math.max(...xs) < -1 || Math.min(...ys) > 1 || Math.max(...ys) < -1) continue;
      const last = runs[runs.length - 1];
      if (last && last[1] === block.first) last[1] = block.last; else runs.push([block.first, block.last]);
    }
    return runs;
  }

  const ease = k => k * k * (3 - 2 * k);
  const share = (since, length, now) => (H.tools.calm() ? 1 : Math.min(1, Math.max(0, (now - since) / length)));

  /* A sheet is a set with its colours; the layer shows the newest one and fades the one before out. */
  function create(state) {
    let gl, program, uniform, held;

    function drawSheet(sheet, P, fade, now) {
      const { set } = sheet, gpu = held.get(set) || held.set(set, upload(gl, set)).get(set);
      const changed = gpu.revision !== sheet.revision, k = share(sheet.since, CHANGE_MS, now);
      paint(gl, 0, gpu.textures[0], changed && sheet.before);
      paint(gl, 1, gpu.textures[1], changed && sheet.after);
      gpu.revision = sheet.revision;
      const turn = Math.round(state.map.getCenter().lng / 360 + 0.5 - (set.ox + set.span / 2));
      const M = unitMatrix(P, set, turn), pixels = radius(M, set) * state.map.getCanvas().width / 2;
      gl.uniformMatrix4fv(uniform.matrix, false, M);
      gl.uniform1f(uniform.progress, ease(k)); gl.uniform1f(uniform.fade, fade);
      gl.uniform1f(uniform.rim, pixels > 4 ? 0.94 : 1.02);
      gl.uniform1f(uniform.stripe, Math.max(3, STRIPE_PX * devicePixelRatio * H.tools.factor()));
      gl.bindVertexArray(gpu.vao);
      const runs = visible(set, M), shines = pixels < GLOW_PX * H.tools.factor() && state.theme !== 'light' && !sheet.head.change;
      for (const reach of shines ? [GLOW, 1] : [1]) {
        gl.uniform1f(uniform.reach, reach);
        for (const [first, last] of runs) gl.drawElements(gl.TRIANGLES, 18 * (last - first), gl.UNSIGNED_INT, 72 * first);
      }
      state.cellsDrawn += runs.reduce((sum, [first, last]) => sum + last - first, 0);
      return k < 1;
    }

    function forget() {
      const wanted = new Set([state.sheet, state.leaving, state.versus && state.versus.sheet].filter(Boolean).map(sheet => sheet.set));
      for (const [set, gpu] of held) if (!wanted.has(set)) { release(gl, gpu); held.delete(set); }
    }

    return {
      id: 'hexagons', type: 'custom', renderingMode: '2d',
      onAdd(map, context) {                      // again after every re-attach: what was on the card is gone
        gl = context; program = build(gl); held = new Map();
        const names = ['matrix', 'before', 'after', 'progress', 'fade', 'rim', 'stripe', 'reach'];
        uniform = Object.fromEntries(names.map(name => [name, gl.getUniformLocation(program, name)]));
        [state.sheet, state.leaving, state.versus && state.versus.sheet].forEach(sheet => { if (sheet) sheet.revision++; });
      },
      onRemove() {
        for (const gpu of held.values()) release(gl, gpu);
        held.clear(); gl.deleteProgram(program);
      },
      render(_, args) {
        if (!state.sheet) return;
        const now = performance.now(), P = args.defaultProjectionData.mainMatrix, k = share(state.entered, FADE_MS, now);
        gl.useProgram(program);
        gl.uniform1i(uniform.before, 0); gl.uniform1i(uniform.after, 1);
        gl.disable(gl.DEPTH_TEST); gl.disable(gl.STENCIL_TEST); gl.disable(gl.CULL_FACE);
        gl.enable(gl.BLEND); gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        state.cellsDrawn = 0;
        let moving = k < 1;
        const { versus } = state, [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight], at = versus && Math.round(versus.share * width);
        if (versus && versus.apart) { gl.enable(gl.SCISSOR_TEST); gl.scissor(0, 0, at, height); }
        if (state.leaving && k < 1) drawSheet(state.leaving, P, 1 - ease(k), now); else state.leaving = null;
        moving = drawSheet(state.sheet, P, ease(k), now) || moving;
        if (versus) {                            // the second of two sets compared, right of the bar
          if (versus.apart) gl.scissor(at, 0, width - at, height);
          moving = drawSheet(versus.sheet, P, 1, now) || moving;
          gl.disable(gl.SCISSOR_TEST);
        }
        gl.bindVertexArray(null);                // the only state MapLibre does not reset by itself
        forget();
        state.draws++;
        state.firstDrawn = state.firstDrawn || now;
        state.scriptMs = performance.now() - now;
        if (moving) state.map.triggerRepaint();
      },
    };
  }

  H.layer = { create, WIDTH, CHANGE_MS };
})();
