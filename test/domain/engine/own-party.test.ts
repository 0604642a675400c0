// An account of a party speaks for its own party alone, within its scope, and hears nothing of what it was not told (plan §1, §6).
import { describe, expect, test } from 'vitest';
import { actionsOf } from '../../../domain/engine/offered.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { partyRoles } from '../../../domain/nodes/roles.ts';
import type { Court, Sent } from '../../support/given.ts';
import { bench } from '../../support/given-people.ts';
import { confirmed, found, returned } from '../../support/histories.ts';
import { two } from '../../support/two-respondents.ts';

const on = '2026-01-20';
const tie = (court: Court, party: string, person: string, more: object = {}) =>
  court.complete('party.identified', party, { person, ...more });
const rich = tie(returned([found('a-1'), found('house-2')], two), 'respondent-1', 'p-respondent');
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
  const clue = { subject: 'c-1', by: 'p-applicant' };

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

describe('a refusal that a party hears', () => {
  const strange = { ...objection, by: 'respondent-1', assets: ['zz'] };

  test('lists no things of the case, as it does to staff', () => {
    expect(rich.refused('objection.received', { payload: strange, by: 'p-respondent' }).zh).toBe('没有财产zz');
    expect(rich.refused('objection.received', { payload: strange, by: 'review' }).zh).toContain('可用：a-1、house-2');
    const unknown = { subject: 'zz', payload: { ...dispute, party: 'respondent-1' } };
    expect(shared.refused('distribution.objected', { ...unknown, by: 'p-respondent' }).zh).not.toContain(
      'distribution-1',
    );
    expect(shared.refused('distribution.objected', { ...unknown, by: 'officer' }).zh).toContain('distribution-1');
  });

  test('nor says what another has applied for, by its id', () => {
    const reward = { ...application, kind: 'reward' as const };
    const court = rich.complete('application.received', 'application-7', reward, { by: 'reception' });
    const sent = { payload: { ...reward, by: 'respondent-1' }, by: 'p-respondent' };
    expect(court.refused('application.received', sent)).toMatchObject({ code: 'already-recorded', missing: [] });
    expect(court.refused('application.received', sent).zh).toBe('另一项 尚在办理，不另行收取悬赏申请');
  });

  test('keeps what the party said itself, dates, and the numbers of records', () => {
    const { zh } = rich.refused('objection.received', {
      payload: { ...strange, assets: ['a-1', 'zz'] },
      by: 'p-respondent',
    });
    expect(zh).toBe('没有财产zz');
    const early = rich.refused('objection.received', { payload: { ...strange, on: '2026-01-01' }, by: 'p-respondent' });
    expect(early.zh).toMatch(/2026-01-20/);
  });
});
