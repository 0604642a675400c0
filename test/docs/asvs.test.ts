// docs/asvs.csv: how this stands to the OWASP Application Security Verification Standard 5.0.0, levels 1 and 2, line by line.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../local/settings.ts';

const statuses = ['test', 'design', 'not-applicable', 'open'] as const;
interface Line {
  readonly id: string;
  readonly level: string;
  readonly name: string;
  readonly status: string;
  readonly evidence: string;
  readonly note: string;
}

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const table = <T>(page: string): readonly T[] => parse(read(page), { columns: true });
const lines = table<Line>('docs/asvs.csv');
const wanted = table<Pick<Line, 'id' | 'level'>>('test/data/asvs-5.0.0-ids.csv');

const pathOf = (evidence: string): string => evidence.split(': ', 1)[0] ?? '';
const evidenceOf = ({ evidence }: Line): readonly string[] => evidence.split(' | ').filter((each) => each !== '');

/** The texts that a file of tests calls its tests and groups by. */
function titlesIn(file: string): readonly string[] {
  const called = /(?:\b(?:it|test|describe)(?:\.\w+(?:<[^>]*>)?(?:\([^()]*\))?)?|\))\(\s*(['`])(.+?)\1\s*,/g;
  return [...read(file).matchAll(called)].map(([, , title = '']) => title);
}

it('has each requirement of levels 1 and 2 once, and no other', () => {
  expect(lines.map(({ id, level }) => `${id} ${level}`)).toEqual(wanted.map(({ id, level }) => `${id} ${level}`));
  expect(wanted).toHaveLength(253);
});

describe('each line', () => {
  it('has a status, a name and a note', () => {
    const poor = lines.filter(({ status, name, note }) => !(statuses as readonly string[]).includes(status) || name === '' || note === ''); // prettier-ignore
    expect(poor).toEqual([]);
  });

  it('that says it is met says by what: a test by its name, or where it is laid down', () => {
    const bare = lines.filter((line) => ['test', 'design'].includes(line.status) && evidenceOf(line).length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
    const lost = lines.flatMap((line) => evidenceOf(line).filter((each) => !existsSync(join(ROOT, pathOf(each)))));
    expect(lost).toEqual([]);
    const untested = lines
      .filter(({ status }) => status === 'test')
      .flatMap((line) =>
        evidenceOf(line).filter((each) => !titlesIn(pathOf(each)).includes(each.slice(pathOf(each).length + 2))),
      );
    expect(untested).toEqual([]);
  });
});

it('nothing is open of validation, interfaces, authorization, tokens and logs', () => {
  const open = lines.filter(({ id, status }) => status === 'open' && /^(2|4|8|9|16)\./.test(id));
  expect(open.map(({ id }) => id)).toEqual([]);
});

it('SECURITY.md says how many of each there are, and names each that is open', () => {
  const page = read('SECURITY.md');
  for (const status of statuses) {
    const count = lines.filter((line) => line.status === status).length;
    expect(page, status).toMatch(new RegExp(`\\| ${status} +\\| +${count} +\\|`));
  }
  const section = page.slice(page.indexOf('## How it stands to OWASP ASVS'));
  const unnamed = lines.filter(({ id, status }) => status === 'open' && !new RegExp(`\\b${id.replaceAll('.', '\\.')}\\b`).test(section)); // prettier-ignore
  expect(unnamed.map(({ id }) => id)).toEqual([]);
});
