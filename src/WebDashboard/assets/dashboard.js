// RevenueBot dashboard: theme, filters, charts, receipt panel, live figures. Every page works without this file.
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
  const readOut = part => { for (const figure of all('.chart', part)) {
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
  } };
  readOut(document);

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
  // Live: a socket says that something happened. The page then asks for its own address again and takes over what differs, so that it
  // shows what it would show if it were opened now, with whatever filters and rights.
  const { live, seq: seen } = document.body.dataset, say = document.getElementById('say');
  let seq = Number(seen), spread = 0, tries = 0, soon = 0, silence = 0, isAsking = false, isOld = false, isBehind = false, isLeaving = false;

  const mark = isOn => { for (const one of all('.live')) { one.hidden = false; one.classList.toggle('off', !isOn); one.lastElementChild.textContent = isOn ? 'Live' : 'Reconnecting'; } };
  const text = node => node.innerHTML.replace(/name="__form" value="[^"]*"| tabindex="0"/g, ''); // forms differ each time, and charts get a place for the keyboard
  const isInUse = node => node.matches(':hover, :focus-within') || node.querySelector('details[open]');
  const take = (now, next) => {
    if (!now || !next || text(now) === text(next)) return;
    now.replaceChildren(...next.childNodes);
    readOut(now);
  };

  const takeTile = (value, fresh) => {
    const [card, next] = [value.closest('.kpi'), fresh.getElementById(value.id)], was = value.textContent;
    if (!card || !next?.closest('.kpi')) return null;
    const is = next.textContent;
    if (card.matches(':focus-within')) { take(value, next); take(card.querySelector('.d'), next.closest('.kpi').querySelector('.d')); } else take(card, next.closest('.kpi'));
    if (is === was) return null;
    card.classList.remove('flash');
    void card.offsetWidth; // the glow begins anew
    card.classList.add('flash');
    return `${card.querySelector('.l').textContent} ${is}`;
  };

  // One after the other: an older answer must not come after a newer one.
  const refresh = async () => {
    soon = 0;
    if (isAsking) { isOld = true; return; }
    [isAsking, isOld] = [true, false];
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(60000) }).catch(() => null);
    if (answer?.redirected) { location.reload(); return; }
    const html = answer?.ok ? await answer.text().catch(() => '') : '';
    isAsking = false;
    if (html) takeOver(html);
    if (isOld) ask();
    else if (!html && (!answer || answer.ok || answer.status >= 500 || answer.status === 429)) soon ||= setTimeout(refresh, 5000 * (1 + Math.random())); // also where it broke off
  };

  const takeOver = html => {
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const changed = all('.kpi [id^="t-"]').map(value => takeTile(value, fresh)).filter(Boolean);
    for (const panel of all('main section.panel[id]')) if (!isInUse(panel)) take(panel, fresh.getElementById(panel.id));
    for (const link of all('.rail a.nav')) take(link, all('.rail a.nav', fresh).find(other => other.getAttribute('href') === link.getAttribute('href')));
    for (const part of ['.lede', '.fresh']) take(document.querySelector(part), fresh.querySelector(part));
    if (changed.length) say.textContent = `Now ${changed.slice(0, 3).join(', ')}.`;
  };
  // Many pages are told at once: each asks at a moment of its own, and one that nobody looks at when it is looked at.
  const ask = () => { if (document.hidden) isBehind = true; else soon ||= setTimeout(refresh, Math.random() * spread); };

  const alarm = ({ title, name, mrr, href }) => {
    document.querySelector('.toast')?.remove();
    const [box, line] = [make('aside', '', 'toast'), make('p', '')];
    line.append(Object.assign(make('a', `${title}: ${name}`), { href }), mrr ? ` · ${mrr.text} MRR` : '');
    box.ariaLabel = 'New alert';
    box.append(line, Object.assign(make('button', 'Dismiss', 'btn sm'), { type: 'button', onclick: () => box.remove() }));
    document.body.append(box);
    say.textContent = `New alert. ${title}: ${name}.`;
  };

  const listen = () => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${live}?after=${seq}`);
    const wait = () => { clearTimeout(silence); silence = setTimeout(() => socket.close(), 75000); }; // the server says something every half minute
    socket.onopen = wait;
    socket.onmessage = ({ data: message }) => {
      const event = JSON.parse(message);
      wait();
      spread = event.data.spread_ms ?? spread;
      if (event.type === 'ready') { tries = 0; mark(true); return; }
      if (event.type === 'beat') return;
      seq = event.seq;
      if (event.type === 'churn_alert') alarm(event.data);
      ask();
    };
    socket.onclose = ({ code }) => {
      clearTimeout(silence);
      if (isLeaving) return;
      if (code === 4401) { location.reload(); return; }
      mark(false);
      if (tries > 1) ask(); // where no socket can be opened, the page still follows, or says that nobody is signed in
      setTimeout(listen, Math.min(60000, 500 * 2 ** tries++) * (0.5 + Math.random() / 2));
    };
    addEventListener('pagehide', () => { isLeaving = true; socket.close(); }, { once: true });
  };
  if (live) {
    document.addEventListener('visibilitychange', () => { if (!document.hidden && isBehind) { isBehind = false; ask(); } });
    addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
    listen();
  }
  root.classList.add('js');
})();
