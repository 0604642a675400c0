import { test } from 'vitest';
import { given } from '../../support/given.ts';
test('x', () => {
  const c = given().filed();
  console.log(JSON.stringify(c.deadlines().map(d => [d.id, d.due, d.legalDue, d.rungs]), null, 0).replaceAll('],["','],\n["'));
  console.log(c.at('2026-08-25').rungs().join('\n'));
});
