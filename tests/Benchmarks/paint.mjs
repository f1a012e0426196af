// When a browser that has seen nothing yet first paints a page, and what it fetches for it: node paint.mjs ADDRESS COOKIE RUNS
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [address, cookie, runs] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const seen = [];
for (let run = 0; run < Number(runs); run++) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } }); // nothing kept
  await context.addCookies([{ name: 'revenuebot', value: cookie, url: address }]);
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  seen.push(await page.evaluate(() => {
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return { paint: performance.getEntriesByName('first-contentful-paint')[0].startTime, sent: all.reduce((sum, one) => sum + one.transferSize, 0), requests: all.length };
  }));
  await context.close();
}

await browser.close();
seen.sort((a, b) => a.paint - b.paint);
const kilobytes = Math.round(Math.max(...seen.map(one => one.sent)) / 1024);
console.log(`first paint after ${Math.round(seen[seen.length >> 1].paint)} ms at the median, ${Math.round(seen.at(-1).paint)} ms at most (under 1,000); ${seen[0].requests} requests, ${kilobytes} KB sent in all (at most 150)`);
