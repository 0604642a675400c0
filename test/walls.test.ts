import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { lostRooms, walls } from '../eslint.walls.ts';

/** One bad line for each wall of the house, and the room it is written in. */
const bad: readonly (readonly [room: string, line: string])[] = [
  ['domain/time/bad.ts', `import { nodes } from '../nodes/index.ts'; export const x = nodes;`],
  ['domain/nodes/bad.ts', `import type { Case } from '../record/case.ts'; export type X = Case;`],
  ['domain/record/bad.ts', `import { assets } from '../plan/control/assets.ts'; export const x = assets;`],
  ['domain/plan/bad.ts', `import { derive } from '../engine/derive.ts'; export const x = derive;`],
  ['domain/plan/bad.ts', `import { dateZh } from '../words/time.ts'; export const x = dateZh;`],
  ['domain/words/bad.ts', `import { derive } from '../engine/derive.ts'; export const x = derive;`],
  ['domain/engine/bad.ts', `import { warningsOf } from '../law/draft-warnings.ts'; export const x = warningsOf;`],
  ['domain/engine/bad.ts', `export * from '../law/preview.ts';`],
  ['domain/engine/bad.ts', `export const x = await import('../../db/client.ts');`],
  ['domain/engine/bad.ts', `import { cases } from '../../db/schema/index.ts'; export const x = cases;`],
  ['domain/engine/bad.ts', `import { app } from '../../api/app.ts'; export const x = app;`],
  ['domain/engine/bad.ts', `import fs from 'node:fs'; export const x = fs;`],
  ['domain/engine/bad.ts', `import fastify from 'fastify'; export const x = fastify;`],
  ['domain/plan/bad.ts', `import { loadConfig } from '../../process/config.ts'; export const x = loadConfig;`],
  ['domain/engine/bad.ts', `export const x = Date.now();`],
  ['domain/engine/bad.ts', `export const x = new Date();`],
  ['domain/engine/bad.ts', `export const x = Math.random();`],
  ['domain/engine/bad.ts', `export const x = process.env;`],
  ['domain/engine/bad.ts', `export const x = fetch('http://127.0.0.1');`],
  ['workflows/bad.ts', `import { derive } from '../domain/engine/derive.ts'; export const x = derive;`],
  ['workflows/bad.ts', `import { createActivities } from '../activities/index.ts'; export const x = createActivities;`],
  ['workflows/bad.ts', `import type { Db } from '../db/client.ts'; export type X = Db;`],
  ['workflows/bad.ts', `import { Client } from '@temporalio/client'; export const x = Client;`],
  ['workflows/bad.ts', `import fs from 'node:fs'; export const x = fs;`],
  ['activities/bad.ts', `import { enforcementCase } from '../workflows/index.ts'; export const x = enforcementCase;`],
  ['activities/bad.ts', `import { buildApp } from '../api/app.ts'; export const x = buildApp;`],
  ['activities/bad.ts', `import { createGateway } from '../gateway/cases.ts'; export const x = createGateway;`],
  ['activities/bad.ts', `import { sql } from 'drizzle-orm'; export const x = sql;`],
  ['activities/bad.ts', `export const x = process.env['PORT'];`],
  ['gateway/bad.ts', `import { ApiProblem } from '../api/http/errors.ts'; export const x = ApiProblem;`],
  ['gateway/bad.ts', `import { createActivities } from '../activities/index.ts'; export const x = createActivities;`],
  ['gateway/bad.ts', `import { writeOutcome } from '../db/cases/write.ts'; export const x = writeOutcome;`],
  ['gateway/bad.ts', `import fastify from 'fastify'; export const x = fastify;`],
  ['process/bad.ts', `import { buildApp } from '../api/app.ts'; export const x = buildApp;`],
  ['db/bad.ts', `import { buildApp } from '../api/app.ts'; export const x = buildApp;`],
  ['db/bad.ts', `import { Client } from '@temporalio/client'; export const x = Client;`],
  ['db/bad.ts', `export const x = process.env['PORT'];`],
  ['api/bad.ts', `import { createActivities } from '../activities/index.ts'; export const x = createActivities;`],
  ['api/bad.ts', `import { details } from '../workflows/details.ts'; export const x = details;`],
  ['api/bad.ts', `import { writeOutcome } from '../db/cases/write.ts'; export const x = writeOutcome;`],
  ['api/bad.ts', `import { sql } from 'drizzle-orm'; export const x = sql;`],
  ['api/bad.ts', `export const x = process.env['PORT'];`],
  ['local/bad.ts', `import '../worker.ts'; export const x = 1;`],
  ['nowhere/bad.ts', `import { app } from '../api/app.ts'; export const x = app;`],
];

/** The same kinds of line where they are allowed. */
const good: readonly (readonly [room: string, line: string])[] = [
  ['domain/nodes/good.ts', `import Type from 'typebox'; export const x = Type.String();`],
  ['domain/plan/control/good.ts', `import { nodes } from '../../nodes/index.ts'; export const x = nodes;`],
  ['workflows/good.ts', `import type { Derived } from '../domain/plan/derived.ts'; export type X = Derived;`],
  [
    'workflows/good.ts',
    `import { type Derived, type Status } from '../domain/plan/derived.ts'; export type X = Derived | Status;`,
  ],
  ['activities/good.ts', `import { derive } from '../domain/engine/derive.ts'; export const x = derive;`],
  ['activities/good.ts', `import type { AskedCase } from '../gateway/ask-case.ts'; export type X = AskedCase;`],
  ['api/good.ts', `import { messages } from '../workflows/messages.ts'; export const x = messages;`],
  ['db/good.ts', `import { sql } from 'drizzle-orm'; export const x = sql;`],
  ['worker.ts', `import { createActivities } from './activities/index.ts'; export const x = createActivities;`],
];

const rules = ['house/reach', 'no-restricted-globals', 'no-restricted-syntax'];

// the walls need no types: a project-less run of the very same table
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...walls] as never[], // ESLint's own config type wants literals
});

const broken = async ([filePath, line]: readonly [string, string]): Promise<readonly string[]> => {
  const [result] = await eslint.lintText(`${line}\n`, { filePath });
  return (result?.messages ?? []).map((m) => m.ruleId ?? m.message);
};

test.each(bad)('%s may not hold: %s', async (room, line) => {
  const found = await broken([room, line]);
  expect(found.length).toBeGreaterThan(0);
  expect(rules).toEqual(expect.arrayContaining([...found]));
});

test.each(good)('%s may hold: %s', async (room, line) => {
  expect(await broken([room, line])).toEqual([]);
});

test('every room of the table is there', () => expect(lostRooms()).toEqual([]));
