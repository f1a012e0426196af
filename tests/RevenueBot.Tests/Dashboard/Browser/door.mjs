// People who got their link in chat: node door.mjs BROWSER [LINK ROLE PAGES]…, PAGES as the navigation names them.
// Ends with a message where something is not as expected.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [browserPath, ...people] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const fresh = async () => (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
const errors = [];

for (let i = 0; i < people.length; i += 3) {
  const [link, role, pages] = people.slice(i, i + 3);

  // What looks at links before people do only fetches them, as often as it likes.
  const scanner = await fresh();
  for (const method of ['GET', 'HEAD', 'GET']) await scanner.request.fetch(link, { method });
  await scanner.goto(link);

  const page = await fresh();
  page.on('console', message => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(link);
  await page.getByRole('heading', { name: 'Open the dashboard', level: 1 }).waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0); // opened, it shows nothing yet
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  assert.equal(await page.locator('.who a').innerText(), role);
  assert.deepEqual(await page.locator('.rail a.nav:not(.end) > span:not(.count)').allInnerTexts(), pages.split(' '));
  await page.getByText(/^MRR is \$/).waitFor();

  // Once means once, whoever has the link.
  const other = await fresh();
  await other.goto(link);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByText('This link was used already, or is older than 10 minutes.', { exact: true }).waitFor();
  await other.goto(new URL('/', link).href);
  await other.getByRole('heading', { name: 'Sign in from chat' }).waitFor();

  await page.locator('.who').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in from chat' }).waitFor();
  await page.goBack();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in from chat' }).waitFor(); // nothing is left in the browser either
}

assert.deepEqual(errors, []);
await browser.close();
