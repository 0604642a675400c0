import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { glossary } from '../../local/glossary.ts';

test('docs/glossary.md is what the tables say; if not: node local/glossary.ts > docs/glossary.md', async () => {
  const committed = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');
  expect(committed).toBe(await glossary());
});
