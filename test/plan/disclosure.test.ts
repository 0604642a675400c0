// 四·二: every fact that concerns the parties is told to them on its day; the respondent hears nothing before the first control or its notice.
import { describe, expect, test } from 'vitest';
import { given, type Court } from '../support/given.ts';
import { lawTold } from '../support/given-law.ts';

const filing = {
  applicants: [{ name: '张建国', kind: 'person' as const, phone: '13800000000' }],
  respondents: [{ name: '李卫东', kind: 'person' as const, address: '木城街道东大街8号' }],
};
const filed = given(filing, lawTold).filed('2026-01-20T16:20');
const account = { id: 'a-1', kind: 'bank-account' as const, holder: '李卫东', description: '中国银行尾号6217', valueFen: 100 }; // prettier-ignore
const notice = { kind: 'enforcement-notice' as const, recipients: ['respondent-1'], account: '1', performWithin: 10 };

/** What the last batch tells each party, by the nodes of its facts. */
const heard = (court: Court): Record<string, readonly string[]> =>
  Object.fromEntries(
    (court.gathered().batches.at(-1)?.to ?? []).map(({ party, facts }) => [
      party,
      facts.map((seq) => court.record[seq - 1]?.node ?? ''),
    ]),
  );
const disclose = (court: Court, seq: number) => court.deadlines('disclose').find(({ id }) => id === `disclose@${seq}`);

describe('disclose', () => {
  test('one for each fact that is told, for its day; what nobody is told opens none', () => {
    expect(filed.deadlines('disclose')).toMatchObject([{ due: '2026-01-20', status: 'open', owner: 'system' }]);
    expect(filed.complete('material.received').deadlines('disclose')).toHaveLength(1);
  });

  test('told to all who may hear, it stands still until the respondent may, and is done when that one has heard', () => {
    const told = filed.delivered();
    expect(told.deadline('disclose')).toMatchObject({ status: 'suspended', due: null });
    const noted = told.at('2026-01-23T10:00').complete('documents.issued', { ...notice });
    expect(disclose(noted, filed.seq('case.filed'))).toMatchObject({ status: 'open', due: '2026-01-23' });
    const all = noted.delivered();
    expect(all.deadlines('disclose').map(({ status }) => status)).toEqual(['done', 'done']);
    expect(noted.at('2026-01-24T10:00').delivered().deadlines('disclose').map(({ status }) => status)).toEqual(['done-late', 'done-late']); // prettier-ignore
  });

  test('nobody told by the end of its day: it is late, and the command centre hears, not a person', () => {
    const late = filed.at('2026-01-21T12:00');
    expect(late.rungs('disclose')).toEqual(['2026-01-21T00:00 urge disclose@2']);
    expect(late.notices.find(({ deadline }) => deadline === 'disclose@2')?.to).toContainEqual({ role: 'command', person: null }); // prettier-ignore
    const matter = filed.at('2026-01-22T12:00').record.findLast((f) => f.node === 'supervision.opened' && f.payload.deadline === 'disclose@2'); // prettier-ignore
    expect(matter).toMatchObject({ payload: { owner: 'command' } });
  });

  test('a fact that is withdrawn before anybody heard of it asks for nothing', () => {
    const gone = filed.complete('query.started').complete('fact.withdrawn', { fact: 3, reason: '误录' }, { by: 'review' }); // prettier-ignore
    expect(disclose(gone, 3)).toBeUndefined();
  });

  test('it opens after closing too, and a case that was never told to its respondent can end', () => {
    const over = filed.delivered().assigned().complete('case.cancelled', {}).delivered().delivered();
    expect(over.deadlines('disclose').map(({ status }) => status)).toEqual(['suspended', 'suspended', 'suspended']);
    const closed = over.reviewed({ kind: 'cancelled' }).at('2026-01-22T09:00').complete('case.closed', { kind: 'cancelled' }).delivered(); // prettier-ignore
    expect(closed.deadlines('disclose').map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
  });
});

describe('the respondent', () => {
  const controlled = filed
    .delivered()
    .complete('query.started')
    .complete('query.returned', { assets: [account] });

  test('hears nothing while nothing is in force', () => {
    expect(heard(filed)).toEqual({ 'applicant-1': ['case.filed'] });
    expect(heard(controlled)).toEqual({ 'applicant-1': ['query.started', 'query.returned'] });
  });

  test('hears at the first control all that was withheld, of what is for both sides', () => {
    const frozen = controlled.delivered().delivered().complete('asset.frozen', 'a-1', {});
    expect(heard(frozen)).toEqual({
      'applicant-1': ['asset.frozen'],
      'respondent-1': ['case.filed', 'asset.frozen'],
    });
    expect(
      frozen
        .gathered()
        .batches.at(-1)
        ?.lines.map(({ text }) => text),
    ).toEqual([
      expect.stringContaining('立案执行，案号（2026）豫0823执123号'),
      expect.stringContaining('冻结财产a-1（银行账户）'),
    ]);
  });

  test('hears of a control that waits behind another court’s once it is promoted, of the rest at once', () => {
    const behind = controlled.delivered().delivered().complete('asset.frozen', 'a-1', { order: 'waiting' });
    expect(heard(behind)).toEqual({ 'applicant-1': ['asset.frozen'], 'respondent-1': ['case.filed'] });
    const told = behind.delivered();
    expect(disclose(told, behind.seq('asset.frozen')), 'one fact cannot tell both').toMatchObject({ status: 'suspended' }); // prettier-ignore
    const promoted = told
      .at('2026-01-22T09:00')
      .complete('asset.promoted', 'a-1', { effectiveAt: '2026-01-22T08:30:00+08:00' });
    expect(heard(promoted)).toEqual({
      'applicant-1': ['asset.promoted'],
      'respondent-1': ['asset.frozen', 'asset.promoted'],
    });
    expect(
      promoted
        .delivered()
        .deadlines('disclose')
        .every(({ status }) => status === 'done'),
    ).toBe(true);
  });

  test('is warned of nothing by the control of another respondent', () => {
    const two = given({ ...filing, respondents: [...filing.respondents, { name: '王秀英', kind: 'person' }] }, lawTold)
      .filed()
      .complete('query.started')
      .complete('query.returned', { assets: [account] })
      .delivered()
      .complete('asset.frozen', 'a-1', {});
    expect(Object.keys(heard(two.delivered()))).toEqual(['applicant-1', 'respondent-1']);
    expect(two.refused('node.disclosed', {
      by: 'p-officer-1',
      payload: { facts: [2], deliveries: [{ party: 'respondent-2', channel: '电话', outcome: 'told' }] },
    }).code).toBe('wrong-role'); // prettier-ignore
  });
});

describe('a batch', () => {
  test('is all that is ready; while it is on its way no other goes out, and the next takes what came meanwhile', () => {
    const busy = filed.gathered().assigned().complete('query.started');
    expect(busy.batches).toHaveLength(1);
    const next = busy.delivered();
    expect(heard(next)).toEqual({ 'applicant-1': ['case.assigned', 'query.started'] });
    expect(next.delivered().batches, 'nothing is told twice').toHaveLength(2);
  });

  test('takes what is recorded within a minute: one message, not three', () => {
    const busy = filed.at('2026-01-20T16:20:40').assigned().complete('query.started');
    expect(busy.batches, 'nothing goes out yet').toEqual([]);
    expect(busy.nextWake?.at).toBe(filed.now + 60_000);
    const gone = busy.at('2026-01-20T16:21');
    expect(gone.batches).toHaveLength(1);
    expect(heard(gone)).toEqual({ 'applicant-1': ['case.filed', 'case.assigned', 'query.started'] });
  });

  test('follows the one before after five minutes, and a minute after what is new', () => {
    const told = filed.delivered();
    const busy = told.assigned().complete('query.started');
    expect(busy.nextWake?.at).toBe(told.now + 5 * 60_000);
    const later = told.at('2026-01-20T16:30').complete('query.started');
    expect(later.nextWake?.at).toBe(later.now + 60_000);
  });

  test.each([
    ['2026-01-20T23:58:30', '2026-01-20T23:59'],
    ['2026-01-20T23:59:30', '2026-01-20T23:59:30'],
  ])('is told on its day: what is recorded at %s goes out at %s', (recorded, told) => {
    const late = filed.delivered().at(recorded).complete('query.started').at(told);
    expect(late.batches).toHaveLength(2);
    expect(late.delivered().deadlines('disclose').at(-1)).toMatchObject({ status: 'done' });
  });

  test('keeps no distance that would make it late', () => {
    const [first, second] = ['2026-01-20T23:55', '2026-01-20T23:57'];
    const busy = filed.delivered().at(first).complete('query.started').delivered().at(second).assigned();
    expect(busy.at('2026-01-20T23:59').delivered().deadlines('disclose').at(-1)).toMatchObject({ status: 'done' });
  });

  test('is recorded by the engine as one fact', () => {
    const told = filed.delivered().record.at(-1);
    expect(told).toMatchObject({
      ...{ node: 'node.disclosed', by: 'system', via: 'system' },
      payload: { facts: [2], deliveries: [{ party: 'applicant-1', channel: 'sandbox', outcome: 'told' }] },
    });
  });

  test('that reached some alone: the officer tells the others by another way, and the engine does not try again', () => {
    const failed = filed
      .gathered()
      .assigned()
      .delivered([{ party: 'applicant-1', failed: '号码停机' }]);
    expect(failed.deadline('disclose')).toBeDefined();
    expect(disclose(failed, 2)).toMatchObject({ owner: 'officer', status: 'open' });
    expect(heard(failed)).toEqual({ 'applicant-1': ['case.assigned'] });
    const told = failed.complete(
      'node.disclosed',
      { facts: [2], deliveries: [{ party: 'applicant-1', channel: '电话', outcome: 'told' }] },
      { by: 'p-officer-1' },
    );
    expect(disclose(told, 2)).toMatchObject({ status: 'suspended' });
  });
});

describe('what was told and is changed', () => {
  const told = filed.complete('query.started').delivered().delivered();

  test('a withdrawal is told to whoever heard of it', () => {
    const gone = told.complete('fact.withdrawn', { fact: told.seq('query.started'), reason: '误录' }, { by: 'review' });
    expect(heard(gone)).toEqual({ 'applicant-1': ['fact.withdrawn'] });
    expect(gone.gathered().batches.at(-1)?.lines[0]?.text).toMatch(/撤回此前告知的事项：.*发起网络财产查询。$/);
    expect(gone.delivered().deadlines('disclose').at(-1)).toMatchObject({ status: 'done' });
  });

  test('a correction likewise; who has heard nothing hears the fact as it is, once', () => {
    const payload = { ...filed.c.filed.payload, cause: '买卖合同纠纷' };
    const put = told.tries('fact.corrected', { payload: { fact: 2, payload, reason: '案由有误' }, by: 'review' });
    expect(heard(put)).toEqual({ 'applicant-1': ['fact.corrected'] });
    const noted = put.delivered().complete('documents.issued', { ...notice });
    expect(heard(noted)['respondent-1']).toEqual(['case.filed', 'fact.corrected', 'documents.issued']);
    const all = noted.delivered();
    expect(all.batches, 'and nothing after that').toHaveLength(noted.gathered().batches.length);
  });
});

describe('node.disclosed', () => {
  const open = filed.assigned();
  const by = 'p-officer-1';
  const refused = (facts: readonly number[], party: string, court = open) =>
    court.refused('node.disclosed', {
      by,
      payload: { facts, deliveries: [{ party, channel: '电话', outcome: 'told' }] },
    }).code;

  test.each([
    ['unknown-fact', [99], 'applicant-1'],
    ['unknown-party', [2], 'applicant-7'],
    ['not-qualified', [1], 'applicant-1'],
    ['dates-out-of-order', [2], 'respondent-1'],
  ] as const)('%s', (code, facts, party) => expect(refused(facts, party)).toBe(code));

  test('already-recorded: there is nothing left to tell', () => {
    expect(refused([2], 'applicant-1', open.delivered().delivered())).toBe('already-recorded');
  });
});
