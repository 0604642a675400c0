// What neighbouring systems are told: what happened, never of whom (docs/decisions/158).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { happenings } from '../../../domain/engine/happenings.ts';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';
import { rungIds } from '../../../domain/plan/ladder.ts';
import { type KeptHappening, messageOf } from '../../../domain/webhooks/message.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { drawings, lived, startOf } from '../../support/any-history.ts';
import { type Court, given } from '../../support/given.ts';

const told = ({ rows }: Pick<Court, 'rows'>) => rows.happenings.map(({ body }) => body as KeptHappening['body']); // of their kind
const message = (court: Court, id = '2026-ha0823-zhi-123') => told(court).map((body, i) => JSON.parse(messageOf({ id: i + 1, caseId: id, createdAt: 0, body }).body) as Record<string, unknown>); // prettier-ignore

test('a completion is told by its node', () => {
  const court = given().filed().complete('query.started');
  expect(message(court)).toEqual([
    {
      type: 'node.query.started',
      timestamp: '2026-01-20T16:20:00+08:00',
      data: { record: '2026-ha0823-zhi-123', caseNo: court.c.kind === 'case' ? court.c.filed.payload.caseNo : '', node: 'query.started', zh: '发起网络执行查询', href: '/api/cases/2026-ha0823-zhi-123' }, // prettier-ignore
    },
  ]);
});

test('a filing is told by each of its facts, in their order', () => {
  const nodes = told(given().filed()).flatMap(({ what }) => ('node' in what ? what.node : []));
  expect(nodes).toEqual(
    given()
      .filed()
      .record.map(({ node }) => node),
  );
});

test('a rung is told by its rule, never by its subject', () => {
  const court = given().filed().at('2026-01-21T12:00');
  const rungs = told(court).filter(({ type }) => type.startsWith('deadline.'));
  expect(rungs.length).toBeGreaterThan(0);
  for (const { what, type } of rungs) expect(what).toEqual({ deadline: expect.not.stringContaining('@') as string, rung: type.slice(9) }); // prettier-ignore
});

test('a correction is told too', () => {
  const court = given().filed().complete('query.started');
  const taken = court.complete(
    'fact.withdrawn',
    { fact: court.seq('query.started'), reason: '误登' },
    { by: 'review' },
  );
  expect(told(taken).map(({ type }) => type)).toContain('node.fact.withdrawn');
});

describe('nothing is told', () => {
  test('of a dual check, and of a petition that is kept from whom it is against', () => {
    expect(told(given().founds('dual-check'))).toEqual([]);
    expect(told(given().petitioned({ against: ['p-officer-1'] }))).toEqual([]);
    expect(told(given().founds('unidentified-receipt'))).toEqual([]);
  });
  test('of a node with something secret in it', () => {
    const types = new Set(happenings.map(({ type }) => type));
    for (const node of ['warrant.issued', 'clue.submitted', 'clue.received', 'police.requested', 'whereabouts.found'])
      expect(types, node).not.toContain(`node.${node}`);
    expect(types).toContain('node.asset.frozen');
    const court = given().filed().assigned().complete('clue.received', 'clue-1');
    expect(court.record.at(-1)?.node).toBe('clue.received');
    expect(told(court).map(({ type }) => type)).not.toContain('node.clue.received');
  });
});

test('nothing is told of a record that was founded by something secret', () => {
  expect(told(given().founds('assist'))).toEqual([]);
});

describe('of a deadline nothing is told either', () => {
  /** The rules of the rungs that fall until then, and those of them that are told. */
  const fallen = (start: Court, rule: string) => {
    const rungs = new Set<string>();
    let court = start;
    for (let i = 0; i < 60 && court.nextWake !== null; i += 1) {
      court = court.at(formatInstant(court.nextWake.at));
      for (const { what } of told(court)) if ('deadline' in what) rungs.add(what.deadline);
    }
    expect(court.rungs(rule), rule).not.toEqual([]);
    expect(rungs.size).toBeGreaterThan(0);
    return rungs;
  };
  test.each([
    ['clue-verify-urgent', true],
    ['clue-verify', false],
  ])('%s: only a node with something secret opens it', (rule, urgent) => {
    const court = given().filed().assigned().complete('clue.received', 'clue-1', { specific: true, urgent });
    expect(fallen(court, rule)).not.toContain(rule);
  });
  test('the steps of a request that is told to nobody, those too that another node opens', () => {
    const made = given().filed().assigned().complete('request.made', 'request-1');
    for (const court of [made, made.complete('request.passed', 'request-1')])
      expect(fallen(court, 'approval-step')).not.toContain('approval-step');
  });
});

test('a matter is told by its id alone: its name says whose it is', () => {
  const court = given().founds('entrustment');
  expect(told(court).length).toBeGreaterThan(0);
  const [first] = message(court, 'entrustment-2026-7');
  expect(first).toMatchObject({ type: 'node.law.applied', data: { caseNo: null, href: '/api/matters/entrustment-2026-7' } }); // prettier-ignore
  const { from } = nodeRow('entrustment.received').example as { readonly from: string };
  expect(JSON.stringify(message(court))).not.toContain(from.slice(0, 2));
});

test('every type is called by its name', () => {
  for (const { type, zh } of happenings) expect(zh, type).toMatch(/\p{Script=Han}/u);
  expect(new Set(happenings.map(({ type }) => type)).size).toBe(happenings.length);
  for (const id of nodeIds) expect(JSON.stringify(happenings)).not.toContain(JSON.stringify(nodeRow(id).example));
});

test('whatever is recorded, a message holds ids, the number and names of the tables alone', () => {
  const names = new Set<string>([...nodeIds.map((id) => nodeRow(id).zh), ...ruleIds.map((id) => deadlineRow(id).zh)]);
  const ids = new Set<string>([...nodeIds, ...ruleIds, ...rungIds]);
  const types = new Set(happenings.map(({ type }) => type));
  const withheld = ruleIds.filter((id) => deadlineRow(id).opens.nodes.every((node) => !types.has(`node.${node}`)));
  expect(withheld).toEqual(expect.arrayContaining(['clue-receive', 'clue-verify', 'clue-verify-urgent', 'new-clue-recheck', 'assist'])); // prettier-ignore
  fc.assert(
    fc.property(drawings(12), (drawn) => {
      for (const court of lived(startOf(drawn), drawn).courts) {
        const number = court.c.kind === 'case' ? court.c.filed.payload.caseNo : '';
        for (const { type, timestamp, data, ...more } of message(court)) {
          const { record, caseNo, href, zh, ...what } = data as Readonly<Record<string, unknown>>;
          expect([more, record, caseNo, href]).toEqual([{}, '2026-ha0823-zhi-123', number, '/api/cases/2026-ha0823-zhi-123']); // prettier-ignore
          expect(happenings.map((each) => each.type)).toContain(type);
          expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/);
          expect(names).toContain(zh);
          expect(withheld).not.toContain(what['deadline']);
          expect(Object.values(what).every((id) => ids.has(String(id)))).toBe(true);
        }
      }
    }),
    { numRuns: 30 },
  );
});
