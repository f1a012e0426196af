// node playground.mjs BOT CONFIG CHROMIUM: runs Microsoft 365 Agents Playground for the bot at an address and drives its page in a browser. Run where the
// packages of package.json are installed. Commands come as lines of JSON, [verb, ...arguments]; each is answered by a line, {} or {"problem": …}. The end
// of the commands ends everything.
import net from 'node:net';
import readline from 'node:readline';
import path from 'node:path';
import { createRequire } from 'node:module';

const [bot, config, executablePath] = process.argv.slice(2);
const require = createRequire(path.join(process.cwd(), 'here.js'));
const { chromium } = require('playwright-core');
const [mayTake, brief] = [60_000, 15_000]; // patience for a busy machine; nothing waits this long where all is well
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // what the playground says goes elsewhere

// The playground asks for all interfaces; it gets this machine alone.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (where, ...rest) {
  const port = where?.port ?? where;
  return listen.call(this, { port: Number(port), host: '127.0.0.1' }, rest.findLast(one => typeof one === 'function'));
};

const address = `http://127.0.0.1:${await freePort()}`;
Object.assign(process.env, { TEAMSAPPTESTER_BROWSER: 'none', M365_AGENTS_PLAYGROUND_CONFIG_PATH: config });
process.argv.splice(2, Infinity, 'start', '-e', bot, '-c', 'msteams', '-p', new URL(address).port, '--su', `${address}/_connector`, '--dt');
require('@microsoft/m365agentsplayground/cli.js');
await until(async () => (await (await fetch(`${address}/_debug/ping`)).text()).includes('pong'), 'The playground did not start.');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1100 } });
page.setDefaultTimeout(mayTake);
await page.route('**', route => new URL(route.request().url()).hostname === '127.0.0.1' ? route.continue() : route.abort()); // its fonts are elsewhere
await page.goto(address);

const commands = {
  install: async conversation => {
    const answer = await fetch(`${address}/_debug/conversation/${encodeURIComponent(conversation)}/installation`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    if (!answer.ok) throw new Error(`installation: ${answer.status}`);
  },
  open: name => page.getByRole('treeitem', { name, exact: true }).click(),
  // While it connects the playground takes no messages, and its page makes the text box anew.
  say: text => until(async () => {
    const box = page.getByRole('textbox').first();
    await box.fill(text, { timeout: brief });
    const taken = page.waitForResponse(response => response.request().method() === 'POST' && response.url().endsWith('/messages'), { timeout: brief });
    const [response] = await Promise.all([taken, page.getByRole('button', { name: 'Send Message' }).click({ timeout: brief })]);
    return response.ok();
  }, 'The message was not sent.'),
  see: text => page.getByText(text).last().waitFor(),
  press: (button, text) => buttonOf(button, text).click(),
  miss: (button, text) => buttonOf(button, text).waitFor({ state: 'detached' }),
  picture: file => page.screenshot({ path: file }),
};

answer('{}\n');
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [verb, ...given] = JSON.parse(line);
  let result = {};
  try {
    await commands[verb](...given);
  } catch (error) {
    result = { problem: `${line}: ${error.message}`, page: await page.locator('body').innerText() };
  }

  answer(`${JSON.stringify(result)}\n`);
}

await browser.close();
process.exit(0);

function buttonOf(name, text) {
  return page.locator('.ac-adaptiveCard').filter({ hasText: text }).last().getByRole('button', { name, exact: true });
}

async function freePort() {
  const server = net.createServer();
  await new Promise(resolve => server.listen({ port: 0 }, resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function until(reached, otherwise) {
  for (const deadline = Date.now() + mayTake; ;) {
    if (await reached().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(otherwise);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
