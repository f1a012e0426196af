// Somebody who signs in by a link, uses the overview, acts on an alert and signs out: node walk.mjs BROWSER LINK ALERT
// Ends with a message where something is not as expected.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [browserPath, link, alert] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light' })).newPage();
const errors = [];
page.on('console', message => message.type() === 'error' && errors.push(message.text()));
page.on('pageerror', error => errors.push(error.message));

await page.goto(link);
await page.getByRole('button', { name: 'Sign in' }).click();
await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();

// Keyboard: the first stop leads past the navigation.
await page.keyboard.press('Tab');
assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to content');
await page.keyboard.press('Enter');
assert.equal(await page.evaluate(() => location.hash), '#main');

// A receipt opens beside the page, closes by Escape, and is a page of its own.
const receipt = page.getByRole('link', { name: 'Receipt for MRR' });
await receipt.click();
await page.locator('dialog[open] .finding').getByText('How MRR of').waitFor();
await page.keyboard.press('Escape');
assert.equal(await page.locator('dialog[open]').count(), 0);
assert.match(await receipt.getAttribute('href'), /^\/receipt\?id=ans_/);

// A filter stands in the address, and filters exclude each other.
await page.locator('select[name=plan]').selectOption({ index: 1 });
await page.waitForURL(/\?plan=/);
await page.locator('select[name=currency]').selectOption({ index: 1 });
await page.waitForURL(url => url.search.includes('currency=') && !url.search.includes('plan='));
assert.equal(await page.locator('select[name=currency]').evaluate(select => select.selectedIndex), 1);

// The theme turns at once and stays.
await page.locator('.who').getByRole('button', { name: 'Switch light and dark' }).click();
assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
await page.reload();
assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');

// The chart's figures can be read as a table.
await page.locator('#trend summary').click();
assert.ok(await page.locator('#trend .astable tbody tr').count() > 3);

// A point of it is read out from that table, by keyboard and by mouse; with little room another drawing stands there, and a touch does the same.
const [newest, tip] = [await page.locator('#trend .astable tbody th').last().innerText(), page.locator('#trend .tip')];
await page.locator('#trend svg.wide').focus();
await page.keyboard.press('ArrowRight');
assert.equal(await tip.locator('b').innerText(), newest);
await page.keyboard.press('ArrowLeft');
assert.notEqual(await tip.locator('b').innerText(), newest);
await page.keyboard.press('Escape');
assert.equal(await tip.count(), 0);
await page.setViewportSize({ width: 390, height: 844 });
assert.equal(await page.locator('#trend svg.wide').isVisible(), false);
await page.locator('#trend svg.slim').hover({ position: { x: 120, y: 60 } });
assert.ok((await tip.innerText()).includes('MRR'));
assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
await page.setViewportSize({ width: 1440, height: 1000 });

// An alert is acted on where it stands; what happened is said once, on the page that follows.
await page.getByRole('navigation').first().getByRole('link', { name: /Alerts/ }).click();
const row = page.locator('tr', { has: page.locator(`a[href*="${alert}"]`) });
await row.getByRole('button', { name: /Acknowledge/ }).click();
await page.getByText(/Acknowledged: /).waitFor();
await row.getByText('Snooze').click();
await row.locator('details[open] button').first().click();
await page.getByText(/Snoozed until /).waitFor();
await page.goto(new URL(`/alerts/${alert}`, page.url()).href);
await page.getByRole('button', { name: /Wake/ }).click();
await page.getByText(/Woken: /).waitFor();
await page.reload();
assert.equal(await page.getByText(/Woken: /).count(), 0);

await page.locator('.who').getByRole('button', { name: 'Sign out' }).click();
await page.getByRole('heading', { name: 'Sign in from chat' }).waitFor();
assert.deepEqual(errors, []);
await browser.close();
