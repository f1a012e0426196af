// RevenueBot dashboard: theme, filters, receipt panel. Every page works without this file.
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
