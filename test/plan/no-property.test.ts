import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found } from '../support/histories.ts';
import { categories, ready, rechecked } from '../support/no-property.ts';

const kind = 'no-property' as const;
const gates = (court: Court): readonly string[] =>
  court
    .refused('case.closed', { payload: { kind } })
    .missing.map(({ id }) => id)
    .filter((id) => /^(Z\d+|final-recheck|termination-interview|funds\.confirmed)$/.test(id));

test('a file in which nothing is missing is closed, the applicant having signed', () => {
  const closed = ready.reviewed({ kind }).complete('case.closed', { kind });
  expect(closed.c.first('case.closed')?.payload.kind).toBe(kind);
  expect(closed.complete('termination.published').seq('termination.published')).toBeGreaterThan(0);
});

test('or the panel has verified it and the president approved: another than wrote for the panel', () => {
  const refuses = ready.complete('termination.interviewed', { consents: false, signed: false });
  expect(gates(refuses)).toEqual(['Z13']);
  expect(refuses.refused('termination.approved').code).toBe('node-missing');
  const not = refuses.complete('panel.decided', { about: 'termination', outcome: 'refused' });
  expect([gates(not), not.refused('termination.approved').code]).toEqual([['Z13'], 'not-approved']);
  const verified = refuses.complete('panel.decided', { about: 'termination' });
  expect(gates(verified)).toEqual(['Z13']);
  const approved = verified.complete('termination.approved');
  expect(approved.reviewed({ kind }).complete('case.closed', { kind }).c.first('case.closed')).toBeDefined();
});

test('the last look counts for thirty days; then it is taken anew, and the applicant spoken with once more', () => {
  expect(gates(ready.at('2026-05-21T09:00'))).toEqual([]);
  const stale = ready.at('2026-05-22T09:00');
  expect(gates(stale)).toEqual(['final-recheck']);
  const again = rechecked(stale);
  expect(gates(again)).toEqual(['termination-interview']);
  expect(gates(again.complete('termination.interviewed'))).toEqual([]);
});

test('a category not asked about, and an asset found and left alone, keep the last look open', () => {
  const partly = ready.at('2026-06-01T09:00').complete('final-query.started');
  const told = (court: Court) => court.refused('case.closed', { payload: { kind } }).missing.find((m) => m.id === 'final-recheck')?.zh; // prettier-ignore
  expect(told(partly.complete('final-query.done', { categories: categories.slice(1) }))).toContain('银行存款');
  const late = rechecked(partly.complete('final-query.returned', { complete: true, assets: [found('a-9')] }));
  expect(told(late)).toContain('a-9');
});

test('a last look is about those who were asked about: who joined since has one of their own (Z5)', () => {
  const told = (court: Court) => court.refused('case.closed', { payload: { kind } }).missing.find((m) => m.id === 'final-recheck')?.zh; // prettier-ignore
  const joined = ready.complete(
    'party.joined',
    'respondent-9',
    { side: 'respondent', name: '李卫国' },
    { by: 'officer' },
  );
  expect(told(joined)).toContain('未再次查询respondent-9');
  const begun = joined.complete('final-query.started', { respondents: ['respondent-9'] });
  const analysed = begun.complete('final-related-cases.checked').complete('final-recheck.analysed', { obstruction: 'none' }); // prettier-ignore
  expect(told(analysed), 'asked about, and nothing back').toContain('缺respondent-9“银行存款”的再次查询结果');
  const back = begun.complete('final-query.done', { categories });
  expect(told(back.complete('final-related-cases.checked').complete('final-recheck.analysed', { obstruction: 'none' }))).toBeUndefined(); // prettier-ignore
});

const untrue = (court: Court): Court =>
  court
    .complete('property-report.received', 'respondent-1', { on: '2026-04-21' })
    .complete('property-report.checked', 'respondent-1', { outcome: 'false', reason: '' });

const without: readonly [string, (court: Court) => Court][] = [
  ['Z2', (court) => untrue(court)],
  ['Z8', (court) => court.complete('clue.received', 'clue-1', { specific: true, urgent: false })],
  ['Z8', (court) => court.complete('application.received', { kind: 'investigation', on: '2026-04-21' }, { by: 'officer' })], // prettier-ignore
  ['funds.confirmed', (court) => court.complete('funds.arrived', 'r-7')], // Z15, by what mends it
];
test.each(without)('%s is shut again by what comes in', (id, comes) => expect(gates(comes(ready))).toContain(id));

test('a report that was false is sanctioned, or says why not', () => {
  expect(gates(untrue(ready).complete('sanction.decided'))).toEqual([]);
});

test('what has been said before anything was done is shut, each gate with the node that mends it', () => {
  const empty = given().filed().assigned().refused('case.closed', { payload: { kind } });
  const of = (id: string) => empty.missing.find((m) => m.id === id)?.zh ?? '';
  expect(of('Z1')).toContain(
    '尚未向respondent-1发出执行通知书（documents.issued）；尚未向respondent-1发出报告财产令（documents.issued）',
  );
  expect(of('Z3')).toContain('restriction.decided');
  expect(of('final-recheck')).toContain('final-query.started');
  expect(of('Z14')).toContain('documents.issued');
  const sent = given().filed().assigned().complete('documents.issued', { kind: 'enforcement-notice', recipients: ['respondent-1'] }); // prettier-ignore
  const told = sent.refused('case.closed', { payload: { kind } }).missing.find((m) => m.id === 'Z1')?.zh;
  expect(told, 'what has gone out is to be served').toContain(
    '尚未登记向respondent-1送达执行通知书（service.recorded）',
  );
  expect(given().filed().assigned().refused('termination.interviewed').code).toBe('node-missing');
  expect(given().filed().refused('termination.published').code).toBe('node-missing');
});

test('whoever is nowhere to be found is sought by the police, or found (Z10)', () => {
  const lost = ready.complete('whereabouts.unknown', 'respondent-1');
  expect(gates(lost)).toEqual(['Z10']);
  expect(gates(lost.complete('police.requested', 'respondent-1'))).toEqual([]);
  expect(gates(lost.complete('whereabouts.found', 'respondent-1'))).toEqual([]);
});

test('somebody has been on the spot (Z6)', () => {
  const seq = ready.seq('field.investigated');
  const gone = ready.complete('fact.withdrawn', { fact: seq, reason: '误录' }, { by: 'review' });
  expect(gates(gone)).toContain('Z6');
});

test('what is held first and cannot be disposed of shuts nothing (Z9)', () => {
  const held = rechecked(ready.complete('asset.taken-over', { id: 'a-8', kind: 'vehicle', effectiveAt: '2026-04-21T08:00:00+08:00', until: '2028-04-20' })).complete('termination.interviewed'); // prettier-ignore
  expect(gates(held)).toEqual(['Z9']);
  expect(gates(held.complete('disposal.impossible', 'a-8', { reason: 'not-seized' }))).toEqual([]);
});
