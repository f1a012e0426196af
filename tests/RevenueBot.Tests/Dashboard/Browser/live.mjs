// A page that stays open while things happen: node live.mjs BROWSER BASE COOKIE FOLDER
// Says on a line of its own what is to happen next, and ends with a message where the page does not show it. The pictures stay in FOLDER.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [browserPath, base, cookie, folder] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light', reducedMotion: 'reduce' });
await context.addCookies([{ name: 'revenuebot', value: cookie, url: base }]);
const page = await context.newPage();
const errors = [];
page.on('console', message => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
page.on('pageerror', error => errors.push(error.message));
const mrr = page.locator('#t-mrr');

const open = async path => {
  await page.goto(base + path);
  await page.locator('.live:not(.off)').getByText('Live').waitFor();
  await page.evaluate(() => { window.isSame = true; });
};
const changes = async (wish, was) => {
  console.log(wish);
  await page.waitForFunction(text => document.querySelector('#t-mrr').textContent !== text, was);
  assert.ok(await page.evaluate(() => window.isSame), 'the page was loaded again');
};

await open('/');
await changes('fact', await mrr.textContent());
assert.equal(await page.locator('.kpi.flash #t-mrr').count(), 1);
assert.equal(await page.locator('.kpi.flash .v').first().evaluate(value => getComputedStyle(value).animationName), 'none'); // motion is not wanted
assert.match(await page.locator('#say').textContent(), /^Now MRR \$/);

console.log('alert');
await page.locator('.toast').getByRole('link', { name: 'High churn risk: Page & Sons' }).waitFor();
assert.match(await page.locator('#say').textContent(), /^New alert\. High churn risk: Page & Sons\.$/);
await page.locator('#alerts').getByText('Page & Sons').waitFor();
for (const [width, height] of [[390, 844], [1440, 1000]]) for (const colorScheme of ['dark', 'light']) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.screenshot({ path: join(folder, `alert-${width}-${colorScheme}.png`) });
}

await page.locator('.toast').getByRole('button', { name: 'Dismiss' }).click();
assert.equal(await page.locator('.toast').count(), 0);

// A page with a filter shows what the filter leaves, as it would if it were opened now.
await open('/?plan=pro');
await changes('another', await mrr.textContent());
const shown = await mrr.textContent();
await page.reload();
assert.equal(await mrr.textContent(), shown);

await page.locator('.live:not(.off)').getByText('Live').waitFor();
console.log('signed out');
await page.getByRole('heading', { name: 'Sign in from chat' }).waitFor();
assert.deepEqual(errors, []);
await browser.close();
