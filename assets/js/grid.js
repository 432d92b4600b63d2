/* The register's grid: cells that narrow the selection, fresh rows when the state or the records change; cards on a phone. */
(function () {
  'use strict';
  const components = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};

  /* React escapes the text: nothing of a record is ever markup. */
  components.FilterLink = function (props) {
    const value = props.value || {};
    if (!value.href) return React.createElement('span', null, value.text || '');
    return React.createElement('a', { href: value.href, 'data-go': '', className: 'cell-link' }, value.text);
  };

  /* A record as a card: what about and its state, when and where, the first words. */
  const node = (tag, className, ...children) => React.createElement(tag, { className }, ...children);
  const linked = (className, value) => (value && value.text ? node('span', className, components.FilterLink({ value })) : null);
  const dotted = parts => parts.filter(Boolean).flatMap((part, index) => (index ? [' · ', part] : [part]));
  components.RecordCard = function ({ data }) {
    if (!data) return null;                      // its block of rows has not come yet
    const place = [data.settlement || (data.district && data.district.text), data.street].filter(Boolean).join(', ');
    return node('div', 'grid-card',
      node('div', 'grid-card-head', linked('grid-card-topic', data.topic), linked('grid-card-status', data.status)),
      node('div', 'grid-card-where', ...dotted([linked('grid-card-when', data.received), place, data.late ? node('span', 'due-late', data.due) : null])),
      node('div', 'grid-card-text', data.text));
  };

  const PHONE = matchMedia('(max-width: 699.98px)'), CARD = 'card', CARD_REM = 7.4;
  function arrange(api) {
    const card = api.getColumn(CARD), cards = PHONE.matches;
    if (!card || card.isVisible() === cards) return;
    const columns = api.getColumns().map(column => column.getColId()).filter(name => name !== CARD);
    api.setColumnsVisible(columns, !cards);
    api.setColumnsVisible([CARD], cards);
    api.setGridOption('headerHeight', cards ? 0 : undefined);
    api.setGridOption('rowHeight', cards ? CARD_REM * parseFloat(getComputedStyle(document.documentElement).fontSize) : undefined);
  }
  PHONE.addEventListener('change', async () => { if (document.getElementById('grid')) arrange(await dash_ag_grid.getApiAsync('grid')); });

  /* Once the grid stands it tells of its rows (dashboard/pages/records.py). */
  const functions = window.dashAgGridFunctions = window.dashAgGridFunctions || {};
  functions.arrangeRecords = event => arrange(event.api);

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
