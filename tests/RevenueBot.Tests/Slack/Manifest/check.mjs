// node check.mjs MANIFEST.yaml: whether Slack's own types take it; keys they do not know are refused. Run in the folder of its packages.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const ts = require('typescript');
const { parse } = require('yaml');

const manifest = parse(fs.readFileSync(process.argv[2], 'utf8').replaceAll('HOST', 'revenue.example.com'));

function problems(value) {
  const file = path.join(process.cwd(), 'manifest.ts');
  const text = `import type { Manifest } from './node_modules/@slack/web-api/dist/types/request/manifest';\nexport const manifest: Manifest = ${JSON.stringify(value)};\n`;
  const host = ts.createCompilerHost({});
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => (path.resolve(name) === file ? ts.createSourceFile(name, text, version) : read(name, version));
  host.fileExists = name => path.resolve(name) === file || ts.sys.fileExists(name);
  const program = ts.createProgram([file], { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }, host);
  return ts.getPreEmitDiagnostics(program).map(found => ts.flattenDiagnosticMessageText(found.messageText, ' '));
}

const found = problems(manifest);
// A check that takes everything proves nothing.
for (const planted of [{ ...manifest, settings: { ...manifest.settings, nonsense: true } }, { ...manifest, display_information: {} }, { ...manifest, features: { ...manifest.features, bot_user: { display_name: 7 } } }])
  if (problems(planted).length === 0) found.push('a planted fault was not noticed');
for (const problem of found) console.error(problem);
process.exit(found.length === 0 ? 0 : 1);
