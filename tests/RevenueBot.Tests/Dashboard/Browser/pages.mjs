// Looks at pages in a real browser, in both themes, on a phone and on a desk: node pages.mjs BROWSER BASE COOKIE FOLDER PATH…
// Prints a line for everything that is wrong; nothing means that all is well. With a FOLDER other than "-" pictures of every page are left there.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [browserPath, base, cookie, folder, ...paths] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const context = await browser.newContext();
if (cookie !== '-') await context.addCookies([{ name: 'revenuebot', value: cookie, url: base }]);
const page = await context.newPage();
const outside = await context.newCDPSession(page); // what comes from outside the page is not held by its content policy

let at = '';
const wrong = line => console.log(line);
page.on('console', message => ['error', 'warning'].includes(message.type()) && wrong(`${at}: console: ${message.text()}`));
page.on('pageerror', error => wrong(`${at}: script: ${error.message}`));
page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:') || wrong(`${at}: asks another host: ${request.url()}`));
page.on('response', response => response.status() >= 400 && wrong(`${at}: ${response.status()} ${response.url()}`));

for (const path of paths) {
  const name = path.split('?')[0];
  at = name;
  await page.goto(base + path, { waitUntil: 'load' });
  await outside.send('Runtime.evaluate', { expression: axe });
  // A page that is open follows the window and the theme of the system by itself.
  for (const colorScheme of ['light', 'dark']) for (const width of [1440, 1024, 390]) {
    at = `${name} ${colorScheme} ${width}`;
    await page.setViewportSize({ width, height: width < 500 ? 844 : 1000 });
    await page.emulateMedia({ colorScheme });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wrong(`${at}: moves sideways by ${over} px`);
    const small = await page.evaluate(() => [...document.querySelectorAll('.draw > svg')].filter(svg => svg.checkVisibility())
      .flatMap(svg => [...svg.querySelectorAll('text')].filter(text => parseFloat(getComputedStyle(text).fontSize) * svg.clientWidth / svg.viewBox.baseVal.width < 11).map(text => text.textContent)));
    if (small.length > 0) wrong(`${at}: drawn smaller than 11 px: ${small.join(', ')}`);
    if (width === 1024) continue; // between the two nothing but the room changes
    if (folder !== '-')
      await page.screenshot({ path: join(folder, `${name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'overview'}-${width}-${colorScheme}.png`), fullPage: true });
    // The dark theme has other colours and nothing else.
    const { violations } = await page.evaluate(rules => axe.run({ resultTypes: ['violations'], ...rules }), colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {});
    for (const one of violations) wrong(`${at}: axe ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target).join(', ')}`);
  }
}

await browser.close();
