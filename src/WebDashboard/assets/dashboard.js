// RevenueBot dashboard: theme, filters, charts, receipt panel. Every page works without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;

  // The server writes data-theme from the cookie, so nothing flashes; here it only turns at once.
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  for (const form of all('form[data-theme-switch]')) form.addEventListener('submit', event => {
    event.preventDefault();
    root.dataset.theme = isDark() ? 'light' : 'dark';
    document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
  });

  // A filter that changes sends its form, so that the address always says what is shown. Plan, segment and currency exclude each other.
  for (const form of all('form[data-auto]')) {
    const limits = all('select[data-one]', form);
    for (const select of all('select', form)) select.addEventListener('change', () => {
      if (select.dataset.one) for (const other of limits) if (other !== select && select.selectedIndex > 0) other.selectedIndex = 0;
      for (const field of form.elements) if (field.name && field.value === (field.options?.[0]?.value ?? '')) field.disabled = true; // the usual value needs no address
      form.requestSubmit();
    });
  }
  addEventListener('pageshow', () => { for (const field of all('form[data-auto] :disabled')) field.disabled = false; });

  // What stands at a point of a chart is read from the chart's own table: a row a point, or from data-across on a column a point. Mouse, touch, arrow keys.
  const PLOT = 422; // as high as plots are above their axis, in units of the drawing
  const make = (name, text, className = '') => Object.assign(document.createElement(name), { textContent: text, className });
  for (const figure of all('.chart')) {
    const across = Number(figure.dataset.across), heads = all('thead th', figure).map(head => head.textContent), rows = all('tbody tr', figure).map(row => [...row.cells].map(cell => cell.textContent));
    const points = across
      ? heads.slice(across).map((head, i) => [head, rows.map(row => [row[0], row[across + i]])])
      : rows.map(row => [row[0], heads.slice(1).map((head, i) => [head, row[i + 1]])]);
    const [tip, line] = [make('div', '', 'tip'), make('div', '', 'at')];
    tip.role = 'status';
    for (const svg of all('svg[data-x]', figure)) {
      const drawn = svg.dataset.x.split(',').map(Number);
      const places = across ? drawn.slice(0, points.length) : drawn.slice(-points.length); // a chart may begin before its table, and ends with it
      if (places.length < points.length) continue;
      let shown = -1;
      const hide = () => { tip.remove(); line.remove(); shown = -1; };
      const show = at => {
        shown = Math.max(0, Math.min(places.length - 1, at));
        const [name, figures] = points[shown], list = document.createElement('dl'), x = places[shown] * svg.clientWidth / svg.viewBox.baseVal.width;
        for (const [label, value] of figures.filter(one => one[1]?.trim()).slice(0, 12)) list.append(make('dt', label), make('dd', value));
        tip.replaceChildren(make('b', name), list);
        svg.parentNode.append(line, tip);
        line.style.left = `${x}px`;
        line.style.height = `${PLOT * svg.clientWidth / svg.viewBox.baseVal.width}px`;
        tip.style.left = `${Math.max(0, x + 12 + tip.offsetWidth > svg.clientWidth ? x - 12 - tip.offsetWidth : x + 12)}px`;
      };
      const point = event => {
        const box = svg.getBoundingClientRect(), x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
        const at = places.reduce((best, place, i) => Math.abs(place - x) < Math.abs(places[best] - x) ? i : best, 0);
        if (at !== shown) show(at);
      };
      svg.tabIndex = 0;
      svg.addEventListener('pointermove', point);
      svg.addEventListener('pointerdown', point);
      svg.addEventListener('pointerleave', event => event.pointerType === 'mouse' && hide()); // after a touch it stays to be read
      svg.addEventListener('blur', hide);
      svg.addEventListener('keydown', event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) { event.preventDefault(); show(shown < 0 ? places.length - 1 : shown + step); } else if (event.key === 'Escape') hide();
      });
    }
  }

  // A receipt opens in a panel beside the page; with a modifier key, or without script, it is a page of its own.
  const sheet = document.querySelector('dialog.sheet');
  document.addEventListener('click', async event => {
    const link = event.target.closest?.('a[data-receipt]');
    if (!link || !sheet || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.href);
    address.searchParams.set('part', 'sheet');
    const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
    if (!answer?.ok || answer.redirected) { location.href = link.href; return; }
    sheet.querySelector('[data-sheet]').innerHTML = await answer.text();
    if (!sheet.open) sheet.showModal();
  });
  sheet?.addEventListener('click', event => { if (event.target === sheet || event.target.closest('[data-close]')) sheet.close(); });

  document.addEventListener('keydown', event => {
    if (event.key !== '/' || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
    const search = document.querySelector('input[type=search]');
    if (search) { event.preventDefault(); search.focus(); }
  });
  document.addEventListener('click', event => { for (const menu of all('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') for (const menu of all('details.menu[open]')) { menu.open = false; menu.querySelector('summary').focus(); } });
  addEventListener('beforeprint', () => { for (const details of all('details.menu')) details.open = false; });

  // Who signs in by the link in another tab comes back to a page that says so.
  if (document.querySelector('[data-wait]')) document.addEventListener('visibilitychange', () => { if (!document.hidden) location.reload(); });
  root.classList.add('js');
})();
