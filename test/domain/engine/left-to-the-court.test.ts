// What a party was not told of it does not learn by asking: not when a thing came in, not what is there, not who (plan §6, docs/decisions/071).
import { describe, expect, test } from 'vitest';
import type { Accepted } from '../../../domain/engine/answer.ts';
import { decideFounding, checkFounder, type Founding } from '../../../domain/engine/found.ts';
import { heard } from '../../../domain/engine/heard.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { partyRoles } from '../../../domain/nodes/roles.ts';
import { isRefusal, type Refusal } from '../../../domain/record/refusal.ts';
import { type Court, given, type Sent } from '../../support/given.ts';
import { bench, called } from '../../support/given-people.ts';
import { instant } from '../../support/instants.ts';
import { found, returned } from '../../support/histories.ts';
import { two } from '../../support/two-respondents.ts';

const untold = two.complete('party.identified', 'respondent-1', { person: 'p-respondent' });
const told = returned([found('a-1')], two)
  .complete('party.identified', 'respondent-1', { person: 'p-respondent' })
  .complete('asset.frozen', 'a-1', { order: 'first', until: '2027-01-19' });
const objection = { kind: 'conduct', by: 'respondent-1', on: '2026-01-20', text: '超标的' };
const asRespondent = (sent: Sent): Sent => ({ payload: objection, by: 'p-respondent', ...sent });

const hears = (court: Court, node: NodeId, sent: Sent) => {
  const actor = called(sent.by ?? '');
  const answer = court.answer(node, sent) as Accepted | Refusal; // of the machine
  return heard(court.c, { node, subject: sent.subject, payload: sent.payload }, { actor, now: court.now }, answer);
};

/** Instants around the filing, around a thing's coming in, now and ahead. */
const instants = [
  '1990-01-01T00:00',
  '2026-01-20T16:19',
  '2026-01-20T16:20',
  '2026-01-20T16:21',
  '2026-01-21T09:00',
  '2099-01-01T00:00',
];

describe('a party', () => {
  test.each([
    ['that was told of nothing yet', untold],
    ['that was told', told],
  ])('%s hears the same of every instant', (_, court) => {
    const answers = instants.map((at) => JSON.stringify(hears(court, 'objection.received', asRespondent({ at }))));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"code":"at-not-allowed"');
  });

  const open = nodeIds.filter(
    (id) => nodeRow(id).in === undefined && nodeRow(id).by.some((role) => partyRoles.has(role)),
  );
  test.each(open)('states no instant with %s', (node) => {
    const row = nodeRow(node);
    const others = row.introduces === true ? undefined : 'distribution-1';
    const subject = row.subject === 'party' ? 'respondent-1' : others;
    const payload = {
      ...(row.example as object),
      ...('by' in Object(row.example) && { by: 'respondent-1' }),
      ...('party' in Object(row.example) && { party: 'respondent-1' }),
    };
    const codes = instants.map(
      (at) => (hears(untold, node, { subject, payload, at, by: 'p-respondent' }) as Refusal).code,
    );
    expect(new Set(codes).size).toBe(1);
  });

  test('that was not told of the filing learns its day by no date of its own', () => {
    const on = ['1999-12-31', '2026-01-19', '2026-01-20'];
    const answers = (court: Court, node: NodeId, payload: object) =>
      on.map((day) => JSON.stringify(hears(court, node, asRespondent({ payload: { ...payload, on: day } }))));
    const application = { kind: 'restriction', by: 'respondent-1', text: '申请' };
    expect(new Set(answers(untold, 'objection.received', objection)).size).toBe(1);
    expect(new Set(answers(untold, 'application.received', application)).size).toBe(1);
    expect(new Set(answers(told, 'objection.received', objection)).size).toBe(2); // once told it is told of its slip
    expect(
      untold.refused('objection.received', asRespondent({ payload: { ...objection, on: '2099-01-01' } })).code,
    ).toBe('dates-out-of-order');
  });

  test('says nothing new by it: what staff records keeps its instant', () => {
    const sent = { payload: objection, at: '2026-01-20T16:20', by: 'review' };
    expect(untold.answer('objection.received', sent)).toMatchObject({ accepted: true });
  });

  test('to whom a case is nothing hears of every node that there is no such case', () => {
    const codes = nodeIds.map(
      (node) =>
        untold.answer(node, {
          subject: nodeRow(node).subject === undefined ? undefined : 'x-1',
          payload: nodeRow(node).example,
          by: 'p-applicant',
        }) as Refusal,
    );
    expect(new Set(codes.map(({ code, zh }) => `${code} ${zh}`))).toEqual(new Set(['unknown-case 没有这一案件']));
  });
});

describe('a takeover', () => {
  const history = (row: object) =>
    given().takenOver('2026-01-20T16:20', '2026-03-01T09:00', [{ at: '2026-01-22T09:00:00+08:00', ...row } as never]);
  test('is no party’s word: what it brings of a party keeps its number and its instant', () => {
    const application = { kind: 'reward', by: 'applicant-1', on: '2026-01-21', text: '申请悬赏' };
    const court = history({ node: 'application.received', subject: 'application-9', payload: application });
    expect(court.c.first('application.received', 'application-9')?.at).toBe(instant('2026-01-22T09:00'));
  });
});

describe('a petition by a party', () => {
  const payload = { from: '王秀英', about: '反映', channel: 'online' };
  const decided = (by: string, more: object) => {
    const body = { kind: 'petition', payload: { ...payload, ...more } } as Founding;
    return decideFounding(body, {
      now: instant('2026-03-01T09:00'),
      actor: { ...called(by), via: 'api' },
      people: bench,
    });
  };

  test('is taken as it stands, whomever it names', () => {
    expect(isRefusal(decided('p-applicant', { against: ['p-nobody-of-this-name'] }))).toBe(false);
    expect(isRefusal(decided('p-applicant', { against: ['p-officer'] }))).toBe(false);
    expect(decided('reception', { against: ['p-nobody-of-this-name'] })).toMatchObject({ code: 'not-qualified' });
  });

  test('bears no number of its own; the window gives one', () => {
    const asked = { kind: 'petition', id: 'petition-7' } as const;
    expect(checkFounder(called('p-applicant'), asked)).toMatchObject({ code: 'subject-not-allowed' });
    expect(checkFounder(called('p-applicant'), { kind: 'petition' })).toBeUndefined();
    expect(checkFounder(called('reception'), asked)).toBeUndefined();
  });
});
