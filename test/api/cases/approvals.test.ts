// What waits for whose approval, over HTTP: GET /api/approvals (plan §5).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDelegations } from '../../../db/cases/delegations.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Item {
  readonly id: string;
  readonly of: string;
  readonly asked: { readonly by: string; readonly text: string | null };
  readonly also: string | null;
  readonly facts: readonly { readonly node: string }[];
  readonly chain: readonly { readonly role: string; readonly isNext: boolean }[];
  readonly passed: readonly { readonly by: string }[];
  readonly isDue: boolean;
  readonly follows: { readonly refusal: { readonly code: string } | null; readonly deadlines: readonly { readonly rule: string; readonly to: { readonly targetDue: string | null } | null }[] }; // prettier-ignore
  readonly clock: {
    readonly rule: string;
    readonly ownerPerson: string | null;
    readonly case: { readonly id: string };
  };
}

let api: TestApi;
let id = '';
beforeAll(async () => {
  api = await startApi();
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }))).body.id;
  await say('p-command-1', 'case.assigned', { officer: 'p-officer-1', teamLeader: 'p-leader-1' });
});
afterAll(() => api.close());

const say = (by: string, node: string, payload: object, subject?: string) =>
  api
    .as(by)
    .post<{ readonly code?: string }>(`/api/cases/${id}/nodes/${node}`, { payload, ...(subject && { subject }) });
const waiting = async (by: string, whose = 'me') =>
  (await api.as(by).get<{ items: Item[] }>(`/api/approvals?for=${whose}`)).body.items.filter(
    ({ clock }) => clock.case.id === id,
  );
const inDays = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const stop = { ground: 'announcement', from: inDays(1), to: inDays(21), document: '公告' };

it('a request is on the desk of whose turn it is, with what would follow, and moves on', async () => {
  expect(await waiting('p-leader-1')).toEqual([]);
  const asked = await say('p-officer-1', 'request.made', { of: 'exclusion.approved', payload: stop, reason: '已公告' });
  expect(asked.status).toBe(200);
  const [mine] = await waiting('p-leader-1');
  expect(mine).toMatchObject({
    ...{ id: 'request-1', of: 'exclusion.approved', isDue: false, passed: [] },
    asked: { by: 'p-officer-1', text: '已公告' },
    chain: [{ role: 'team-leader', isNext: true }, { role: 'director' }, { role: 'supervising-leader' }],
    clock: { rule: 'approval-step', ownerPerson: 'p-leader-1' },
  });
  expect(mine?.follows.refusal).toBeNull();
  expect(mine?.follows.deadlines.map(({ rule }) => rule)).toContain('case-limit-statutory');
  await say('p-leader-1', 'request.passed', { remarks: '属实' }, 'request-1');
  expect(await waiting('p-leader-1')).toEqual([]);
  expect(await waiting('p-review-1', 'director')).toMatchObject([{ passed: [{ by: 'p-leader-1' }], isDue: false }]);
});

it('nobody else is asked, and who asks for no role is told', async () => {
  expect(await waiting('p-officer-1')).toEqual([]);
  expect((await api.as('p-leader-1').get<{ code: string }>('/api/approvals')).body.code).toBe('bad-query');
  expect((await api.as('p-leader-1').get<{ code: string }>('/api/approvals?for=nobody')).status).toBe(400);
});

it('a payout waits for funds, then for the director, under the id of its form, and is sent back with a reason', async () => {
  const money = { amountFen: 100_000, payer: '李四', reference: `DZ-${id}` };
  await say('p-finance-1', 'funds.arrived', money, 'r-1');
  const confirmed = { amountFen: 100_000, payer: '李四', payerAccount: '6217', handler: '财务', subAccount: '子账户1' };
  await say('p-finance-1', 'funds.confirmed', confirmed, 'r-1');
  const form = { form: 'FK-1', amountFen: 100_000, to: 'applicant', payee: 'applicant-1', payeeAccount: 'account-1' };
  const account = { party: 'applicant-1', holder: '张建国', number: '62280000', bank: '农业银行', evidence: '确认书' };
  expect(await say('p-officer-1', 'payee-account.confirmed', account)).toMatchObject({ status: 200 });
  expect(await say('p-officer-1', 'payout.applied', form, 'r-1')).toMatchObject({ status: 200 });
  const ofForm = async (by: string, whose: string) => (await waiting(by, whose)).filter((item) => item.id === 'FK-1');
  expect(await ofForm('p-review-1', 'funds')).toMatchObject([{ of: 'payout.approved', isDue: false, chain: [{ role: 'funds', isNext: true }, { role: 'director' }] }]); // prettier-ignore
  await say('p-funds-1', 'payout.material-reviewed', { passed: true }, 'FK-1');
  const [mine] = await ofForm('p-review-1', 'director');
  expect(mine).toMatchObject({
    ...{ isDue: true, asked: { by: 'p-officer-1' }, passed: [{ by: 'p-funds-1' }], clock: { rule: 'approval-step' } },
    ...{ chain: [{ role: 'director', isNext: true }], follows: { refusal: null } },
  });
  expect(mine?.also).toContain('分管领导');
  expect(mine).toMatchObject({ account: { id: 'account-1', holder: '张建国', number: '62280000', isFirstPayment: true, change: null, confirmed: { by: 'p-officer-1' } } }); // prettier-ignore
  expect(mine?.facts.map(({ node }) => node)).toEqual(expect.arrayContaining(['funds.arrived', 'funds.confirmed']));
  expect(mine?.follows.deadlines.map(({ rule }) => rule)).toContain('payout-transfer');
  await say('p-director-1', 'request.returned', { reason: '账户与笔录不符' }, 'FK-1');
  expect(await ofForm('p-review-1', 'director')).toEqual([]);
});

it('a change of an account waits for the director, with what it changes and who proposed it', async () => {
  const account = {
    account: 'account-1',
    holder: '张建国',
    number: '62290000',
    bank: '建设银行',
    evidence: '变更申请',
  };
  expect(await say('p-officer-1', 'payee-account.change-proposed', account)).toMatchObject({ status: 200 });
  const [mine] = (await waiting('p-review-1', 'director')).filter((item) => item.id === 'account-2');
  expect(mine).toMatchObject({
    ...{ of: 'payee-account.changed', about: 'account-2', isDue: true, asked: { text: '变更申请' } },
    account: { number: '62290000', change: { insteadOf: 'account-1', oldNumber: '62280000', proposed: { by: 'p-officer-1' }, decided: null } }, // prettier-ignore
    follows: { refusal: null },
  });
  expect(await say('p-director-1', 'payee-account.changed', {}, 'account-2')).toMatchObject({ status: 200 });
  expect((await waiting('p-review-1', 'director')).filter((item) => item.id === 'account-2')).toEqual([]);
});

it('who acts in another’s place sees what waits for them, in that case, to the end of the last day; the log names both', async () => {
  await say('p-officer-1', 'request.made', {
    of: 'termination-track.entered',
    payload: { reason: '一' },
    reason: '一',
  });
  await say('p-officer-1', 'request.made', { of: 'exclusion.approved', payload: stop, reason: '再报' });
  const total = async (by: string) => (await api.as(by).get<{ total: number }>(`/api/worklist/summary?person=${by}`)).body.total; // prettier-ignore
  const before = await total('p-officer-2');
  const gives = { from: 'p-leader-1', to: 'p-officer-2', roles: ['team-leader'], until: inDays(0) };
  expect(await waiting('p-officer-2')).toEqual([]);
  expect(await say('p-leader-1', 'delegation.given', gives)).toMatchObject({ status: 200 });
  const [mine] = await waiting('p-officer-2');
  expect(mine).toMatchObject({ of: 'exclusion.approved', clock: { ownerPerson: 'p-leader-1' } });
  expect(await total('p-officer-2')).toBe(before + 1);
  const { items } = (await api.as('p-officer-2').get<{ items: { case: { id: string } }[] }>('/api/worklist?person=p-officer-2')).body; // prettier-ignore
  expect(items.filter(({ case: c }) => c.id === id)).toHaveLength(1);
  const standIns = (days: number) => readDelegations(api.store.db, 'p-officer-2', Date.now() + days * 86_400_000);
  expect(await standIns(0)).toMatchObject([{ caseId: id, from: 'p-leader-1', roles: ['team-leader'] }]);
  expect(await standIns(1)).toEqual([]);
  await say('p-officer-2', 'request.passed', { remarks: '同意' }, mine?.id);
  const log = (await api.as('p-review-1').get<{ items: { node?: string; by: string; byZh?: string }[] }>(`/api/cases/${id}/log?limit=500`)).body.items; // prettier-ignore
  expect(log.findLast(({ node }) => node === 'request.passed')).toMatchObject({ by: 'p-officer-2', inPlaceOf: ['p-leader-1'], byZh: expect.stringContaining(' 代 ') as string }); // prettier-ignore
});

it('who has passed it, and stands in for the next, sees why they may not answer it again', async () => {
  const gives = { from: 'p-director-1', to: 'p-leader-1', roles: ['director'], until: inDays(0) };
  expect(await say('p-director-1', 'delegation.given', gives)).toMatchObject({ status: 200 });
  const mine = (await waiting('p-leader-1')).find((item) => item.id === 'request-1');
  expect(mine?.follows.refusal).toMatchObject({ code: 'same-person' });
  expect(await say('p-leader-1', 'request.passed', {}, 'request-1')).toMatchObject({ body: { code: 'same-person' } });
});

it('a joinder waits for each member of the panel but who carried out, with what was asked, the law, and what would follow', async () => {
  await say('p-command-1', 'case.assigned', { panel: ['p-leader-1', 'p-officer-1', 'p-officer-2'] });
  const text = '一人公司的股东不能证明财产独立，申请追加';
  const application = { kind: 'joinder', by: 'applicant-1', on: inDays(0), text };
  expect(await say('p-reception-1', 'application.received', application, 'application-5')).toMatchObject({
    status: 200,
  });
  const joinder = async (by: string, whose = 'me') => (await waiting(by, whose)).filter((item) => item.id === 'application-5'); // prettier-ignore
  const [second] = await joinder('p-officer-2');
  expect(second).toMatchObject({
    ...{
      of: 'application.decided',
      ofZh: '变更、追加当事人的裁定',
      basis: '变更追加规定 28',
      about: 'application-5',
      payload: { granted: true },
    },
    ...{ asked: { by: 'p-reception-1', text }, chain: [{ role: 'panel', isNext: true }], passed: [], isDue: true },
    ...{ clock: { rule: 'joinder-decide' }, follows: { refusal: null } },
  });
  expect(second?.also).toContain('回避');
  expect(second?.follows.deadlines.map(({ rule }) => rule)).toContain('joinder-decide');
  expect((await joinder('p-leader-1'))[0]?.follows.refusal).toBeNull();
  expect((await joinder('p-officer-1'))[0]?.follows.refusal, 'its officer rules not on it').toMatchObject({ code: 'same-person' }); // prettier-ignore
  expect(await joinder('p-review-1', 'panel')).toHaveLength(1);
  expect(await joinder('p-director-1')).toEqual([]);
  const ruled = { granted: false, reason: '证据不足', ruling: '（2026）豫0823执异1号' };
  expect(await say('p-officer-2', 'application.decided', ruled, 'application-5')).toMatchObject({ status: 200 });
  expect(await joinder('p-leader-1')).toEqual([]);
});

it('what review alone decides stands there too: a contest, with the record that asks', async () => {
  const deadline = (await api.as('p-review-1').get<Case>(`/api/cases/${id}`)).body.deadlines.find((d) => d.rule === 'network-query')?.id; // prettier-ignore
  expect(await say('p-control-1', 'deadline.contested', { deadline, reason: '没有可查的' })).toMatchObject({
    status: 200,
  });
  const [mine] = (await waiting('p-review-1')).filter(({ clock }) => clock.rule === 'contest-answer');
  expect(mine).toMatchObject({ of: 'deadline.lapsed', asked: { text: '没有可查的' }, payload: { deadlines: [deadline] }, follows: { refusal: null } }); // prettier-ignore
  expect(mine?.follows.deadlines).toContainEqual(expect.objectContaining({ rule: 'network-query' }));
});

it('a payout that has grown late is the leader’s in charge, and no longer the director’s', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const money = { amountFen: 100_000, payer: '李四' };
  const said = (node: string, subject: string, payload: object) => ({ node, subject, at: ago(27), payload });
  const history = [
    said('funds.arrived', 'r-1', { ...money, reference: 'DZ-late' }),
    said('funds.confirmed', 'r-1', { ...money, payerAccount: '6217', handler: '财务', subAccount: '子账户1' }),
    said('payout.applied', 'r-1', { form: 'FK-late', amountFen: 100_000, to: 'applicant', payee: 'applicant-1', payeeAccount: '6228' }), // prettier-ignore
    said('payout.material-reviewed', 'FK-late', { passed: true }),
  ];
  const filed = await api.as('p-filing-1').post<{ readonly id: string }>('/api/cases', filing({ filedAt: ago(28), history })); // prettier-ignore
  expect(filed.status).toBe(201);
  const ofForm = async (by: string) =>
    (await api.as(by).get<{ items: Item[] }>('/api/approvals?for=me')).body.items.filter((item) => item.id === 'FK-late'); // prettier-ignore
  expect(await ofForm('p-supervising-1')).toMatchObject([{ isDue: true, chain: [{ role: 'supervising-leader', isNext: true }] }]); // prettier-ignore
  expect(await ofForm('p-director-1')).toEqual([]);
});
