// node render.mjs CARDS MANIFEST CHROMIUM: renders every card of a folder with Microsoft's own renderer and keeps a picture beside it, and holds the
// app manifest against its published schema. Run where the packages of package.json are installed. One line for everything that is wrong.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [folder, manifestFile, executablePath] = process.argv.slice(2);
const require = createRequire(path.join(process.cwd(), 'here.js'));
const { chromium } = require('playwright-core');
const renderer = path.join(path.dirname(require.resolve('adaptivecards/package.json')), 'dist', 'adaptivecards.js');
const problems = [];

const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
const schemas = path.join(path.dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build', 'json-schemas', 'teams');
const schema = JSON.parse(fs.readFileSync(path.join(schemas, `v${manifest.manifestVersion}`, 'MicrosoftTeams.schema.json'), 'utf8').replace(/^\uFEFF/, ''));
const Ajv = require('ajv-draft-04');
const validate = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
if (!validate(manifest)) problems.push(...validate.errors.map(error => `manifest ${error.instancePath} ${error.message}`));

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--hide-scrollbars'] });
const page = await browser.newPage();
await page.route('**/charts/*', route => route.fulfill({ path: path.join(folder, '..', 'chart.png'), contentType: 'image/png' }));
await page.setContent('<body style="margin:16px;background:#fff;font-family:Segoe UI,Inter,Arial"><div id="card" style="border:1px solid #ddd;border-radius:6px"></div></body>');
await page.addScriptTag({ path: renderer });
const files = fs.readdirSync(folder).filter(name => name.endsWith('.json'));
for (const file of files) {
  const { card } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  await page.setViewportSize({ width: card.msteams?.width === 'Full' ? 760 : 460, height: 300 });
  const { events, text, tables, images } = await page.evaluate(json => {
    const { AdaptiveCard, HostConfig, SerializationContext } = globalThis.AdaptiveCards;
    const shown = new AdaptiveCard();
    shown.hostConfig = new HostConfig({ fontFamily: 'Segoe UI, Inter, Arial', fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 }, spacing: { small: 6, default: 8, medium: 14, padding: 14 }, actions: { buttonSpacing: 8, maxActions: 6, actionsOrientation: 'horizontal', showCard: { actionMode: 'inline' } } });
    AdaptiveCard.onProcessMarkdown = (given, result) => { result.outputHtml = given.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/<at>(.+?)<\/at>/g, '<span style="color:#4f52b2">$1</span>'); result.didProcess = true; };
    const context = new SerializationContext();
    shown.parse(json, context);
    const found = shown.validateProperties().validationEvents.map(event => event.message);
    for (let i = 0; i < context.eventCount; i++) found.push(context.getEventAt(i).message);
    const place = document.getElementById('card');
    place.replaceChildren(shown.render());
    return { events: found, text: place.innerText, tables: place.querySelectorAll('[role=table]').length, images: [...place.querySelectorAll('img')].map(image => image.alt) };
  }, card);
  // The renderer does not know Teams' own charts, which is expected: their table must stand in their place. Nor does it know queries for people.
  for (const event of events.filter(event => !/Chart\.|choices\.data|Data\.Query/.test(event))) problems.push(`${file}: ${event}`);
  if (JSON.stringify(card.body).includes('"Chart.') && tables === 0) problems.push(`${file}: the chart has no table in its place`);
  if (images.some(alt => !alt)) problems.push(`${file}: a picture without words`);
  if (!text.trim()) problems.push(`${file}: nothing is shown`);
  await page.evaluate(() => Promise.all([...document.images].map(image => image.decode())));
  await page.screenshot({ path: path.join(folder, file.replace('.json', '.png')), fullPage: true });
  if (!JSON.stringify(card.actions ?? []).includes('Action.ToggleVisibility')) continue;
  // Opened, and on a narrow screen: nothing may stick out.
  await page.getByRole('button', { name: card.actions.find(action => action.type === 'Action.ToggleVisibility').title }).click();
  for (const width of [760, 360]) {
    await page.setViewportSize({ width, height: 300 });
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) problems.push(`${file}: wider than ${width}`);
    await page.screenshot({ path: path.join(folder, file.replace('.json', `-open-${width}.png`)), fullPage: true });
  }
}

await browser.close();
for (const problem of problems) console.error(problem);
console.log(`${files.length} cards, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
