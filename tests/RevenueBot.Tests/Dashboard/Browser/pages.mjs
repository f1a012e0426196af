// Looks at pages in a real browser, in both themes, on a phone and on a desk: node pages.mjs BROWSER BASE COOKIE FOLDER PATH…
// Prints a line for everything that is wrong; nothing means that all is well. The pictures stay in FOLDER.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [browserPath, base, cookie, folder, ...paths] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const wrong = line => console.log(line);

// The content policy holds in this context; only axe, which is put into the page from outside, needs it lifted.
const openContext = async (width, theme, bypassCSP) => {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 1000 }, colorScheme: theme, bypassCSP });
  if (cookie !== '-') await context.addCookies([{ name: 'revenuebot', value: cookie, url: base }]);
  return context;
};

for (const theme of ['light', 'dark']) for (const width of [1440, 1024, 390]) {
  const [plain, opened] = [await openContext(width, theme, false), await openContext(width, theme, true)];
  const [page, examined] = [await plain.newPage(), await opened.newPage()];
  let at = '';
  page.on('console', message => ['error', 'warning'].includes(message.type()) && wrong(`${at}: console: ${message.text()}`));
  page.on('pageerror', error => wrong(`${at}: script: ${error.message}`));
  page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:') || wrong(`${at}: asks another host: ${request.url()}`));
  page.on('response', response => response.status() >= 400 && wrong(`${at}: ${response.status()} ${response.url()}`));
  for (const path of paths) {
    at = `${path.split('?')[0]} ${theme} ${width}`;
    await page.goto(base + path, { waitUntil: 'load' });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wrong(`${at}: moves sideways by ${over} px`);
    if (width !== 1024) await page.screenshot({ path: join(folder, `${path.split('?')[0].replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'overview'}-${width}-${theme}.png`), fullPage: true });
    await examined.goto(base + path, { waitUntil: 'load' });
    await examined.evaluate(axe);
    const { violations } = await examined.evaluate(() => axe.run());
    for (const one of violations) wrong(`${at}: axe ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target).join(', ')}`);
  }

  await plain.close();
  await opened.close();
}

await browser.close();
