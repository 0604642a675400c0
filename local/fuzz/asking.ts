import { join } from 'node:path';
import { nodes } from '../../domain/nodes/index.ts';
import type { Site } from '../bench/site.ts';
import { ask } from '../bench/http.ts';
import { ROOT } from '../settings.ts';
import type { ToolCommand, Tools } from './tools.ts';

/** The document that is committed: what clients are generated from. */
export const DOCUMENT = join(ROOT, 'docs', 'openapi.json');
const CONFIG = join(ROOT, 'local', 'fuzz', 'schemathesis.toml');

/** One part of the run. Whoever asks may do other things, so other code is reached. */
export interface Part {
  readonly person: string;
  /** What schemathesis calls its ways to think up requests. */
  readonly phases: string;
  /** Of the whole time. */
  readonly share: number;
}

/** The window files, the administrator changes the law, the officer works on the case, a party may nearly nothing, somebody gives rights. */
export const parts: readonly Part[] = [
  { person: 'p-filing-1', phases: 'examples,coverage', share: 0.15 },
  { person: 'p-filing-1', phases: 'fuzzing,stateful', share: 0.25 },
  { person: 'p-administrator-1', phases: 'fuzzing,stateful', share: 0.25 },
  { person: 'p-officer-1', phases: 'fuzzing,stateful', share: 0.25 },
  { person: 'p-applicant-1', phases: 'fuzzing', share: 0.05 },
  { person: 'p-security-1', phases: 'fuzzing', share: 0.05 }, // last: it may end the others' roles
];

/** Files the case that schemathesis.toml speaks of, and assigns it. */
export async function prepare({ court }: Site): Promise<void> {
  const { caseNo } = nodes['case.filed'].example;
  const id = await court.file(Date.now() - 86_400_000, { caseNo });
  await court.complete(id, { node: 'case.assigned', payload: { officer: 'p-officer-1' } });
}

/** How one part is run, with a token of its person. `seconds` is the time of the whole. */
export async function asking(
  { person, phases, share }: Part,
  where: { readonly tools: Tools; readonly api: string; readonly dir: string },
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
): Promise<ToolCommand> {
  const { body } = await ask<{ token: string }>(`${where.api}/api/trial/tokens`, { method: 'POST', body: { person } });
  const args = [
    ...['--url', where.api, '--workers', '1', '--phases', phases, '--seed', String(seed)],
    ...['--max-time', String(Math.max(1, Math.round(seconds * share))), '--generation-database', 'none'],
    ...['--header', `Authorization: Bearer ${body.token}`, '--continue-on-failure', '--no-color'],
    ...['--suppress-health-check', 'all', '--warnings', 'off', '--request-timeout', '40'],
  ];
  return { command: [where.tools.schemathesis, '--config-file', CONFIG, 'run', DOCUMENT, ...args], cwd: where.dir };
}
