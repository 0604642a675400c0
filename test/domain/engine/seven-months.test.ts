import { expect, test } from 'vitest';
import { given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20');

test('nobody does anything for seven months: every rung falls once, in order, at its instant', () => {
  expect(filed.at('2026-08-20').rungs().join('\n')).toMatchInlineSnapshot(`
    "2026-01-20T16:20 remind filing-handover@2
    2026-01-20T16:20 remind reception@2
    2026-01-21T00:00 urge filing-handover@2
    2026-01-21T00:00 urge reception@2
    2026-01-21T12:04 remind network-query@2
    2026-01-21T17:00 urge network-query@2
    2026-01-22T00:00 supervise filing-handover@2
    2026-01-22T00:00 supervise reception@2
    2026-01-22T00:00 remind related-cases@2
    2026-01-22T00:00 remind trial-service-record@2
    2026-01-22T00:00 remind initial-documents@2
    2026-01-22T00:00 remind supervised-matter:sv-3@3
    2026-01-22T00:00 remind supervised-matter:sv-4@4
    2026-01-22T17:00 supervise network-query@2
    2026-01-22T17:00 remind supervised-matter:sv-5@5
    2026-01-23T00:00 urge related-cases@2
    2026-01-23T00:00 urge trial-service-record@2
    2026-01-23T00:00 urge initial-documents@2
    2026-01-23T00:00 urge supervised-matter:sv-3@3
    2026-01-23T00:00 urge supervised-matter:sv-4@4
    2026-01-23T00:00 urge supervised-matter:sv-5@5
    2026-01-24T00:00 beyond-law filing-handover@2
    2026-01-24T00:00 supervise related-cases@2
    2026-01-24T00:00 supervise trial-service-record@2
    2026-01-24T00:00 supervise initial-documents@2
    2026-01-24T00:00 remind supervised-matter:sv-6@6
    2026-01-24T00:00 remind supervised-matter:sv-7@7
    2026-01-24T00:00 remind supervised-matter:sv-8@8
    2026-01-25T00:00 criticise supervised-matter:sv-3@3
    2026-01-25T00:00 criticise supervised-matter:sv-4@4
    2026-01-25T00:00 criticise supervised-matter:sv-5@5
    2026-01-26T12:52 remind assign-officer@2
    2026-01-27T00:00 urge supervised-matter:sv-6@6
    2026-01-27T00:00 urge supervised-matter:sv-7@7
    2026-01-27T00:00 urge supervised-matter:sv-8@8
    2026-01-28T00:00 urge assign-officer@2
    2026-01-29T00:00 supervise assign-officer@2
    2026-01-29T00:00 criticise supervised-matter:sv-6@6
    2026-01-29T00:00 criticise supervised-matter:sv-7@7
    2026-01-29T00:00 criticise supervised-matter:sv-8@8
    2026-01-29T00:00 remind supervised-matter:sv-9@9
    2026-01-30T00:00 urge supervised-matter:sv-9@9
    2026-01-31T00:00 beyond-law initial-documents@2
    2026-02-01T00:00 criticise supervised-matter:sv-9@9
    2026-02-17T22:28 remind investigation-complete@2
    2026-02-25T00:00 urge investigation-complete@2
    2026-02-26T00:00 supervise investigation-complete@2
    2026-02-26T00:00 remind supervised-matter:sv-10@10
    2026-02-27T00:00 urge supervised-matter:sv-10@10
    2026-03-01T00:00 criticise supervised-matter:sv-10@10
    2026-04-02T22:28 remind case-limit-ordinary@2
    2026-04-21T00:00 urge case-limit-ordinary@2
    2026-04-22T00:00 supervise case-limit-ordinary@2
    2026-04-22T00:00 remind supervised-matter:sv-11@11
    2026-04-23T00:00 urge supervised-matter:sv-11@11
    2026-04-25T00:00 criticise supervised-matter:sv-11@11
    2026-05-20T03:16 remind six-month-report@2
    2026-06-14T17:40 remind case-limit-statutory@2
    2026-06-19T00:00 urge six-month-report@2
    2026-06-20T00:00 supervise six-month-report@2
    2026-06-20T00:00 remind supervised-matter:sv-12@12
    2026-06-23T00:00 urge supervised-matter:sv-12@12
    2026-06-25T00:00 criticise supervised-matter:sv-12@12
    2026-07-21T00:00 urge case-limit-statutory@2
    2026-07-21T00:00 passed upper-court-right@2
    2026-07-22T00:00 supervise case-limit-statutory@2
    2026-07-22T00:00 remind supervised-matter:sv-13@13
    2026-07-23T00:00 urge supervised-matter:sv-13@13
    2026-07-25T00:00 criticise supervised-matter:sv-13@13"
  `);
});

test('woken only at the end of them, the same rungs of the same deadlines are logged with the same instants', () => {
  const own = (lines: readonly string[]) =>
    lines
      .map((l) => l.split(',')[0])
      .filter((l) => !l?.includes('supervised-matter'))
      .toSorted();
  expect(own(filed.workerDownUntil('2026-08-20').rungs())).toEqual(own(filed.at('2026-08-20').rungs()));
});

test('eleven deadlines that warn, eleven matters, and every one still open', () => {
  const court = filed.at('2026-08-20');
  const warning = court.deadlines().filter((d) => !/^(supervised-matter|upper-court-right)/.test(d.id));
  expect(warning).toHaveLength(11);
  expect(court.c.all('supervision.opened').map((f) => f.payload.deadline)).toEqual([
    'filing-handover@2',
    'reception@2',
    'network-query@2',
    'related-cases@2',
    'trial-service-record@2',
    'initial-documents@2',
    'assign-officer@2',
    'investigation-complete@2',
    'case-limit-ordinary@2',
    'six-month-report@2',
    'case-limit-statutory@2',
  ]);
  expect(warning.every((d) => d.status === 'open' && d.overdue)).toBe(true);
  const highest = court
    .deadlines()
    .filter((d) => !d.id.startsWith('upper-court-right'))
    .map((d) => [d.id.startsWith('supervised-matter'), d.rung]);
  expect(highest.every(([isMatter, rung]) => rung === (isMatter ? 'criticise' : 'supervise'))).toBe(true);
  expect(court.nextWake, 'nothing is left to fall due').toBeNull();
});
