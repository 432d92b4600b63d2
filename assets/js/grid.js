/* The register's grid: cells that narrow the selection, fresh rows when the state or the records change. */
(function () {
  'use strict';
  const components = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};

  /* React escapes the text: nothing of a record is ever markup. */
  components.FilterLink = function (props) {
    const value = props.value || {};
    if (!value.href) return React.createElement('span', null, value.text || '');
    return React.createElement('a', { href: value.href, 'data-go': '', className: 'cell-link' }, value.text);
  };

  let shown = null;
  async function refresh(params) {
    const api = await dash_ag_grid.getApiAsync('grid'), state = JSON.stringify(params);
    if (state === shown) { api.refreshInfiniteCache(); return; }
    shown = state;
    api.purgeInfiniteCache();
    api.ensureIndexVisible(0);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    refreshGrid: function (params) {
      if (window.dash_ag_grid && params && document.getElementById('grid')) refresh(params);
      return dash_clientside.no_update;
    },
  });
})();
