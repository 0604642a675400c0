// An account of a party speaks for its own party alone, within its scope, and hears nothing of what it was not told (plan §1, §6).
import { describe, expect, test } from 'vitest';
import type { Accepted } from '../../../domain/engine/answer.ts';
import { heard, notThisVersion } from '../../../domain/engine/heard.ts';
import { actionsOf } from '../../../domain/engine/offered.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { partyRoles } from '../../../domain/nodes/roles.ts';
import type { Court, Sent } from '../../support/given.ts';
import type { Refusal } from '../../../domain/record/refusal.ts';
import { bench, called } from '../../support/given-people.ts';
import { confirmed, found, returned } from '../../support/histories.ts';
import { two } from '../../support/two-respondents.ts';

const on = '2026-01-20';
const tie = (court: Court, party: string, person: string, more: object = {}) =>
  court.complete('party.identified', party, { person, ...more });
const rich = tie(
  returned([found('a-1'), found('house-2')], two).complete('asset.frozen', 'a-1', {
    order: 'first',
    until: '2027-01-19',
  }),
  'respondent-1',
  'p-respondent',
);
const shared = tie(
  confirmed()
    .complete('distribution.planned', { receipts: ['r-7'], shares: [{ party: 'applicant-1', amountFen: 25_000_000 }] })
    .complete('distribution.objected', 'distribution-1', { disputedFen: 10_000_000 }),
  'respondent-1',
  'p-respondent',
);
const application = { kind: 'withdrawal', by: 'applicant-1', on, text: '撤回' };
const objection = { kind: 'conduct', by: 'applicant-1', on, text: '超标的' };
const dispute = { party: 'applicant-1', disputedFen: 1, ground: '一' };
const address = nodeRow('address.confirmed').example as object;
const report = nodeRow('property-report.received').example as object;

describe('the account of one respondent', () => {
  const tried: readonly [string, Court, NodeId, string | undefined, object][] = [
    ['withdraws in the applicant’s name', rich, 'application.received', undefined, application],
    ['applies in another respondent’s name', rich, 'application.received', undefined, { ...application, by: 'respondent-2' }],
    ['objects in the applicant’s name', rich, 'objection.received', undefined, objection],
    ['objects in an outsider’s name', rich, 'objection.received', undefined, { ...objection, kind: 'third-party', by: '王五', assets: ['a-1'] }],
    ['objects to the jurisdiction in another’s name', rich, 'objection.received', undefined, { ...objection, kind: 'jurisdiction', by: 'respondent-2' }],
    ['confirms the applicant’s address', rich, 'address.confirmed', 'applicant-1', address],
    ['reports another respondent’s property', rich, 'property-report.received', 'respondent-2', report],
    ['objects to a distribution in another’s name', shared, 'distribution.objected', 'distribution-1', dispute],
    ['opposes a distribution in a bank’s name', shared, 'distribution.opposed', 'distribution-1', { party: '武陟县农商银行' }],
  ]; // prettier-ignore

  test.each(tried)('never %s', (_, court, node, subject, payload) => {
    const sent: Sent = { subject, payload, by: 'p-respondent' };
    const { code, zh } = court.refused(node, sent);
    expect(code).toBe('wrong-party');
    expect(zh).toContain('只代表respondent-1');
  });

  test.each(tried)('does so for its own party, as staff does for anybody: %s', (_, court, node, subject, payload) => {
    const own = (x: object) => ({
      ...x,
      ...('by' in x && { by: 'respondent-1' }),
      ...('party' in x && { party: 'respondent-1' }),
      ...('kind' in x && x.kind === 'third-party' && { kind: 'conduct' }), // a party is no third party
    });
    const about = nodeRow(node).subject === 'party' ? 'respondent-1' : subject;
    const [staff = ''] = nodeRow(node).by.filter((role) => !partyRoles.has(role));
    expect(court.answer(node, { subject: about, payload: own(payload), by: 'p-respondent' })).toMatchObject({ accepted: true }); // prettier-ignore
    expect(JSON.stringify(court.answer(node, { subject, payload, by: staff }))).not.toContain('wrong-party');
  });

  test('is told so in one sentence that says what to do', () => {
    const { zh, basis, missing } = rich.refused('objection.received', { payload: objection, by: 'p-respondent' });
    expect({ zh, basis, missing }).toMatchInlineSnapshot(`
      {
        "basis": "异议复议规定2",
        "missing": [
          {
            "id": "applicant-1",
            "zh": "不由此账号代表",
          },
        ],
        "zh": "此账号在本案只代表respondent-1，不能以applicant-1的名义登记“收到异议”：请写所代表的当事人的编号，他人的由本人或者由法院工作人员登记",
      }
    `);
  });

  test('speaks for both of two respondents who gave it their word', () => {
    const both = tie(rich, 'respondent-2', 'p-respondent');
    const payload = { ...objection, by: 'respondent-2' };
    expect(both.answer('objection.received', { payload, by: 'p-respondent' })).toMatchObject({ accepted: true });
  });

  test('is not offered what is another’s', () => {
    const actor = {
      id: 'p-respondent',
      name: '被执行人',
      roles: bench.get('p-respondent')?.roles ?? [],
      via: 'api' as const,
    };
    const asking = { actor, now: rich.now, opened: rich.derived as never, people: bench };
    const open = actionsOf(rich.c, asking).filter(({ refusal }) => refusal === undefined);
    expect(open.map(({ node }) => node)).toContain('objection.received');
    expect(open.filter(({ subject }) => subject !== null && /^(applicant-1|respondent-2)$/.test(subject))).toEqual([]);
  });
});

test('every row that a party may record says whose word it is, but a clue, which is its sender’s', () => {
  const open = nodeIds.filter(
    (id) => nodeRow(id).in === undefined && nodeRow(id).by.some((role) => partyRoles.has(role)),
  );
  const says = (id: NodeId) =>
    nodeRow(id).subject === 'party' || ['by', 'party'].some((k) => k in Object(nodeRow(id).example));
  expect(open.filter((id) => !says(id))).toEqual(['clue.submitted']);
});

describe('an agent', () => {
  const agent = (...scope: string[]) => tie(two, 'applicant-1', 'p-applicant', { as: 'agent', scope });
  const own = { payload: { ...objection, by: 'applicant-1' }, by: 'p-applicant' };
  const clue = { by: 'p-applicant' };

  test('records what its scope names', () => {
    expect(agent('objection.received').answer('objection.received', own)).toMatchObject({ accepted: true });
    expect(agent('clue.submitted').answer('clue.submitted', clue)).toMatchObject({ accepted: true });
  });

  test('and nothing else, until its scope is recorded anew', () => {
    const narrow = agent('application.received');
    expect(narrow.refused('objection.received', own)).toMatchObject({ code: 'wrong-party', missing: [{ id: 'objection.received' }] }); // prettier-ignore
    expect(narrow.refused('clue.submitted', clue).code).toBe('wrong-party');
    const wider = tie(narrow, 'applicant-1', 'p-applicant', { as: 'agent' });
    expect(wider.answer('clue.submitted', clue)).toMatchObject({ accepted: true });
  });

  test.each(['一般代理', 'payout.approved', 'property-report.received', 'petition.received'])(
    'has no scope of %s: a party of that side records no such thing',
    (scope) => {
      const payload = { person: 'p-applicant', evidence: '授权委托书', as: 'agent', scope: [scope] };
      const refusal = two.refused('party.identified', { subject: 'applicant-1', payload });
      expect(refusal).toMatchObject({ code: 'unknown-node', missing: [{ id: scope }] });
      expect(refusal.zh).toContain('clue.submitted');
    },
  );
});

/** What the sender of a completion hears. */
const hears = (court: Court, node: NodeId, sent: Sent) => {
  const { by = '' } = sent;
  const actor = bench.get(by);
  if (actor === undefined) throw new Error(`nobody is ${by}`);
  const completion = { node, subject: sent.subject, payload: sent.payload };
  return heard(court.c, completion, { actor, now: court.now }, court.answer(node, sent) as Accepted | Refusal); // of the machine
};

describe('what a party hears', () => {
  const strange = { ...objection, by: 'respondent-1', assets: ['zz'] };
  const heldBack = { subject: undefined, payload: { ...strange, assets: ['house-2'] }, by: 'p-respondent' };

  test('of a refusal is the sentence of its code, and what it named itself', () => {
    expect(hears(rich, 'objection.received', { payload: strange, by: 'p-respondent' })).toMatchObject({
      code: 'unknown-subject',
      zh: expect.stringContaining('请核对编号') as string,
      missing: [{ id: 'zz', zh: '请核对' }],
    });
    expect(hears(rich, 'objection.received', { payload: strange, by: 'p-review' })).toMatchObject({
      zh: expect.stringContaining('可用：a-1、house-2') as string,
    });
  });

  test('is the same of a thing that it was not told of and of one that is not there', () => {
    const [kept, none] = ['house-2', 'zz'].map((id) => {
      const answer = hears(rich, 'objection.received', { ...heldBack, payload: { ...strange, assets: [id] } });
      return JSON.stringify(answer).replaceAll(id, 'x');
    });
    expect(kept).toBe(none);
    const twice = ['house-2', 'zz'].map((id) => {
      const payload = { ...strange, assets: [id], on: '2026-01-01' };
      return JSON.stringify(hears(rich, 'objection.received', { ...heldBack, payload })).replaceAll(id, 'x');
    });
    expect(twice[0]).toBe(twice[1]);
  });

  test('lets it name the thing once it is told of it', () => {
    const frozen = rich.complete('asset.frozen', 'house-2', { order: 'first', until: '2027-01-19' });
    expect(frozen.answer('objection.received', heldBack)).toMatchObject({ accepted: true });
    const asApplicant = tie(rich, 'applicant-1', 'p-applicant');
    const own = { payload: { ...objection, assets: ['house-2'] }, by: 'p-applicant' };
    expect(asApplicant.answer('objection.received', own)).toMatchObject({ accepted: true }); // the query was told to it
  });

  test('of dates and sums names none of the record', () => {
    const early = hears(rich, 'objection.received', { payload: { ...objection, by: 'respondent-1', on: '2026-01-01' }, by: 'p-respondent' }); // prettier-ignore
    expect(JSON.stringify(early)).not.toMatch(/\d{4}-\d\d/);
    const much = {
      subject: 'distribution-1',
      payload: { ...dispute, party: 'respondent-1', disputedFen: 90_000_000_000 },
    };
    const told = hears(shared, 'distribution.objected', { ...much, by: 'p-respondent' });
    expect(told).toMatchObject({ code: 'amount-exceeds' });
    expect(JSON.stringify(told)).not.toContain('250000');
  });

  test('is not that another party has applied for the same', () => {
    const reward = { ...application, kind: 'reward' as const };
    const court = rich.complete('application.received', 'application-7', reward, { by: 'reception' });
    const sent = { payload: { ...reward, by: 'respondent-1' }, by: 'p-respondent' };
    expect(court.answer('application.received', sent)).toMatchObject({ accepted: true });
    const again = court.tries('application.received', sent);
    expect(hears(again, 'application.received', sent)).toMatchObject({ code: 'already-recorded', missing: [] });
    expect(court.refused('application.received', { ...sent, by: 'reception' }).code).toBe('already-recorded');
  });

  test('tells nothing of the numbers that are taken: the court numbers what it sends', () => {
    for (const subject of ['house-2', 'nothing-of-this-name'])
      expect(hears(rich, 'objection.received', { ...heldBack, subject, payload: strange })).toMatchObject({ code: 'subject-not-allowed' }); // prettier-ignore
  });

  test('when it is accepted is no version, no place in the record and no deadline of others', () => {
    const sent = { payload: { ...application, kind: 'reward', by: 'respondent-1' }, by: 'p-respondent' };
    const { opened } = rich.answer('application.received', sent) as Accepted;
    expect(opened).not.toEqual([]);
    expect(hears(rich, 'application.received', sent)).toEqual({ accepted: true, opened: [], done: [], voided: [] });
  });

  test('of a version is never whether it is the one', () => {
    const asker = { actor: called('p-respondent'), now: rich.now };
    for (const version of [1, rich.c.record.length, 10_000])
      expect(notThisVersion(rich.c, 'objection.received', asker, version)?.code).toBe('version-not-told');
    const clerk = { actor: called('p-review'), now: rich.now };
    expect(notThisVersion(rich.c, 'objection.received', clerk, 1)?.code).toBe('case-moved-on');
  });

  test('of a case in which it speaks for nobody is that there is none', () => {
    const payload = { ...objection, by: 'applicant-1' };
    expect(rich.refused('objection.received', { payload, by: 'p-applicant' }).code).toBe('unknown-case');
    expect(rich.refused('payout.paid', { subject: 'zz', by: 'p-applicant' }).code).toBe('unknown-case');
  });
});
