// npm run openapi: writes docs/openapi.json; with --check it only says whether the committed file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commandLine, endsPlainly } from '../local/command-line.ts';
import { openapiDocument } from './http/openapi-document.ts';

endsPlainly('openapi');
const { values } = commandLine({ usage: 'npm run openapi -- [--check]', options: { check: { type: 'boolean' } } });
const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const document = await openapiDocument();

if (values.check !== true) {
  await writeFile(file, document);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== document) {
  process.stderr.write('docs/openapi.json is stale: run npm run openapi\n');
  process.exitCode = 1;
}
