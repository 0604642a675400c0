// A petition over HTTP and a real Temporal: founded beside a case, on the same worklist, kept from those it is against.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, type Log } from '../../support/api.ts';
import { nodes } from '../../../domain/nodes/index.ts';
import { detailsOf, summariesOf } from '../../support/history.ts';
import { trialCourt, wholeCourt } from '../../support/court.ts';

interface Matter {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly case: string | null;
  readonly overdue: number;
  readonly offered: readonly string[];
  readonly handler: { readonly id: string } | null;
  readonly deadlines: readonly { readonly id: string; readonly owner: string; readonly rung: string | null }[];
}
interface Page<T> {
  readonly items: readonly T[];
}
interface Item {
  readonly rule: string;
  readonly case: { readonly id: string; readonly kindZh: string };
}
interface Problem {
  readonly code: string;
  readonly detail: string;
}

const court = wholeCourt(trialCourt);
let caseId = '';
beforeAll(async () => {
  caseId = await court.file();
});

const payload = { from: '王秀英', about: '反映案款到账后未发放', channel: 'visit' };
const against = { ...payload, against: ['p-officer-2'] };
const found = (body: object, by = 'p-reception-1', key?: string) =>
  court.api.as(by).post<Matter & Problem>('/api/matters', { kind: 'petition', ...body }, key === undefined ? {} : { 'idempotency-key': key }); // prettier-ignore
const seen = (by: string, id: string) => court.api.as(by).get<Matter>(`/api/matters/${id}`);

describe('a petition', () => {
  it('is founded, registered, concluded; its clocks run in Temporal, and it ends', async () => {
    const { status, body, headers } = await found({ payload: { ...payload, case: caseId } });
    expect([status, body.title, body.stage, body.case]).toEqual([201, '王××', 'received', caseId]);
    expect(headers['location']).toBe(`/api/matters/${body.id}`);
    const { body: later } = await court.api.as('p-review-1').post<Matter>(`/api/trial/matters/${body.id}/clock`, { advance: '12d' }); // prettier-ignore
    expect(later.overdue).toBeGreaterThan(0);
    expect(later.deadlines.find((d) => d.id.startsWith('petition-register'))?.rung).not.toBeNull();
    const complete = (node: string, by: string, sent: object) =>
      court.api.as(by).post<Problem>(`/api/matters/${body.id}/nodes/${node}`, { payload: sent });
    expect((await complete('petition.registered', 'p-review-1', { handler: 'p-dossier-1' })).status).toBe(200);
    const conclusion = { result: '已发放', toldOn: new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10) };
    expect((await complete('petition.concluded', 'p-review-1', conclusion)).body.code).toBe('wrong-role');
    expect((await complete('petition.concluded', 'p-dossier-1', conclusion)).status).toBe(200);
    const { body: ended } = await seen('p-reception-1', body.id);
    expect([ended.stage, ended.handler?.id]).toEqual(['concluded', 'p-dossier-1']);
    const { body: log } = await court.api.as('p-review-1').get<Log>(`/api/matters/${body.id}/log`);
    expect(log.items.map((line) => line.type)).toContain('rung');
    const { body: shown } = await court.api.as('p-review-1').get<Case>(`/api/cases/${caseId}`);
    expect(shown.matters).toEqual([{ id: body.id, kindZh: '信访', title: '王××' }]);
  });

  it('is dressed in the Temporal UI as what it is, and not as a case', async () => {
    const { body } = await found({ payload: { ...payload, case: caseId } });
    const handle = court.engine.client.workflow.getHandle(body.id);
    const sent = { payload: { handler: 'p-dossier-1' } };
    expect(
      (await court.api.as('p-review-1').post(`/api/matters/${body.id}/nodes/petition.registered`, sent)).status,
    ).toBe(200);
    const described = await handle.describe();
    expect(await described.staticSummary()).toBe(`信访 ${body.id} · 王××`);
    expect(described.searchAttributes).toMatchObject({
      Stage: ['办理中'],
      OfficerId: ['p-dossier-1'],
      Parties: ['王××'],
      Court: ['豫0823'],
    });
    expect(described.searchAttributes['Team']).toBeUndefined();
    const details = await detailsOf(court.engine, body.id);
    expect(details).toMatch(/^### \S+ 王××\n\n信访 · 阶段：办理中 · 经办人：\S+ · 无逾期\n/);
    expect(details).toContain('（经办人）\u2003 |');
    const { events } = await handle.fetchHistory();
    const named = (events ?? []).flatMap((e) => e.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ?? []); // prettier-ignore
    expect(named).toEqual(['事项登记', nodes['petition.registered'].zh]);
    const summaries = await summariesOf(court.engine, body.id);
    expect(summaries.filter((s) => !/\p{Script=Han}/u.test(s))).toEqual([]);
  });

  it('names its case by its number too, as people write it; the list finds it by either', async () => {
    const { caseNo } = (await court.api.as('p-review-1').get<Case>(`/api/cases/${caseId}`)).body;
    const { status, body } = await found({
      payload: { ...payload, case: caseNo.replace('（', '(').replace('）', ')') },
    });
    expect([status, body.case]).toEqual([201, caseId]);
    for (const named of [caseId, encodeURIComponent(caseNo)]) {
      const listed = await court.api
        .as('p-review-1')
        .get<{ items: readonly Matter[] }>(`/api/matters?case=${named}&limit=200`);
      expect(listed.body.items.map(({ id }) => id)).toContain(body.id);
    }
    const other = await found({ payload: { ...payload, case: '（2026）豫0823执999999号' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'not-qualified' } });
  });

  it('with the same key is the same petition; another body under the same id is refused', async () => {
    const [one, again] = [
      await found({ payload }, 'p-reception-1', 'k-1'),
      await found({ payload }, 'p-reception-1', 'k-1'),
    ];
    expect([one.status, again.status, again.body.id]).toEqual([201, 200, one.body.id]);
    const other = await found({ id: one.body.id, payload: against });
    expect([other.status, other.body.code]).toEqual([409, 'case-exists']);
    const reused = await found({ payload: against }, 'p-reception-1', 'k-1');
    expect([reused.status, reused.body.code]).toEqual([409, 'key-reused']);
  });

  it('tells the party who brought it that it came in, however often they send it, and nobody else who may not read it', async () => {
    const sent = { payload: { ...payload, channel: 'online' } };
    const first = await found(sent, 'p-applicant-1', 'by-party');
    const registered = { payload: { handler: 'p-dossier-1' } };
    await court.api.as('p-review-1').post(`/api/matters/${first.body.id}/nodes/petition.registered`, registered);
    const { status } = await court.api.as('p-review-1').post(`/api/matters/${first.body.id}/nodes/fact.corrected`, {
      payload: { fact: 2, payload: { ...sent.payload, from: '赵某', case: caseId }, reason: '误录' },
    });
    expect(status).toBe(200);
    const again = await found(sent, 'p-applicant-1', 'by-party');
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    expect(Object.keys(again.body).toSorted()).toEqual(['case', 'id', 'kind', 'kindZh', 'receivedAt', 'stage', 'stageZh', 'title']); // prettier-ignore
    expect((await seen('p-review-1', first.body.id)).body).toMatchObject({ stage: 'handling', handler: { id: 'p-dossier-1' } }); // prettier-ignore
    expect((await found(sent, 'p-respondent-1', 'by-party')).status).toBe(201); // another's key is another's
    const guessed = await Promise.all(
      [first.body.id, 'petition-not-there'].map((id) => found({ ...sent, id }, 'p-respondent-1')),
    );
    expect(guessed.map((answer) => [answer.status, answer.body.code])).toEqual(guessed.map(() => [400, 'subject-not-allowed'])); // prettier-ignore
    const early = await found({ payload, at: '1990-01-01T09:00:00+08:00' }, 'p-applicant-1');
    expect([early.status, early.body.code]).toEqual([422, 'dates-out-of-order']);
  });

  it('tells a party nothing of what it names: a case, a person, there or not', async () => {
    const named = [
      ...[caseId, '2026-ha0823-zhi-999999'].map((about) => ({ ...payload, case: about })),
      ...['p-officer-2', 'p-nobody-of-this-name'].map((person) => ({ ...payload, against: [person] })),
    ];
    const answers = await Promise.all(named.map((body) => found({ payload: body }, 'p-respondent-1')));
    const shape = answers.map(({ status, body, headers }) => [status, Object.keys(body), Object.keys(headers)]);
    expect(new Set(shape.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers.map(({ status, body }) => [status, body.case])).toEqual([[201, caseId], [201, '2026-ha0823-zhi-999999'], [201, null], [201, null]]); // prettier-ignore
  });

  it('is asked for nothing by a party: one that there is answers as one that there is not, and is not even asked', async () => {
    const { body } = await found({ payload });
    const before = (await court.engine.client.workflow.getHandle(body.id).fetchHistory()).events?.length;
    const sent = { payload: { handler: 'p-dossier-1' } };
    const answers = await Promise.all(
      [body.id, 'petition-not-there'].map((id) => court.api.as('p-applicant-1').post<Problem>(`/api/matters/${id}/nodes/petition.registered`, sent)),
    ); // prettier-ignore
    const shown = answers.map(({ status, body: { code, detail } }, i) => [
      status,
      code,
      detail.replace(i === 0 ? body.id : 'petition-not-there', 'X'),
    ]);
    expect(shown[0]).toEqual(shown[1]);
    expect((await court.engine.client.workflow.getHandle(body.id).fetchHistory()).events?.length).toBe(before);
  });

  it('is not there for those it is against: not read, not listed, not counted, not written', async () => {
    const { body } = await found({ id: 'petition-kept', payload: { ...against, case: caseId } });
    expect((await seen('p-officer-1', body.id)).status).toBe(200);
    const lists = async (by: string) => {
      const { body: listed } = await court.api.as(by).get<Page<Matter>>('/api/matters?limit=200');
      const { body: work } = await court.api.as(by).get<Page<Item>>('/api/worklist?limit=200&role=review');
      const { body: about } = await court.api.as(by).get<Case>(`/api/cases/${caseId}`);
      return [
        listed.items.some((m) => m.id === body.id),
        work.items.some((item) => item.case.id === body.id && item.case.kindZh === '信访'),
        about.matters.some((m) => m.id === body.id),
      ];
    };
    expect(await lists('p-officer-1')).toEqual([true, true, true]);
    expect(await lists('p-officer-2')).toEqual([false, false, false]);
    const paths = ['', '/log', '/deadlines', '/deadlines/petition@2/explanation'];
    for (const path of paths) expect((await seen('p-officer-2', `${body.id}${path}`)).status, path).toBe(404);
    const sent = { payload: { deadline: 'petition@2', reason: '与我无关' } };
    const written = await court.api
      .as('p-officer-2')
      .post<Problem>(`/api/matters/${body.id}/nodes/delay.justified`, sent);
    expect([written.status, written.body.code]).toEqual([404, 'unknown-case']);
  });

  it('nor can they guess it: what was founded under its id says no more than any number that is taken', async () => {
    const own = { id: 'petition-guessed', payload: { ...payload, against: ['p-review-1'] } };
    expect((await found(own)).status).toBe(201);
    const guesses = [own, { ...own, payload }];
    const answers = await Promise.all(guesses.map((guess) => found(guess, 'p-review-1')));
    expect(answers.map(({ status, body: { code, detail } }) => [status, code, detail])).toEqual(
      guesses.map(() => [409, 'case-exists', '编号 petition-guessed 已经用于内容不同的一件，请另用编号']),
    );
  });

  it('is no case, and a case is no petition', async () => {
    const { body } = await found({ payload });
    expect((await court.api.as('p-review-1').get(`/api/cases/${body.id}`)).status).toBe(404);
    expect((await seen('p-review-1', caseId)).status).toBe(404);
    const { body: cases } = await court.api.as('p-review-1').get<Page<Case>>('/api/cases?limit=200');
    expect(cases.items.map((c) => c.id)).toEqual([caseId]);
  });

  it.each([
    [{ kind: 'no-such-kind', payload }, 400, 'wrong-type'],
    [{ id: 'complaint-1', payload }, 400, 'wrong-type'],
    [{ id: '2026-ha0823-zhi-1', payload }, 400, 'wrong-type'],
    [{ at: '2026-01-20', payload }, 400, 'bad-instant'],
    [{ at: '2099-01-20T10:00:00+08:00', payload }, 422, 'at-in-future'],
    [{ payload: { ...payload, channel: 'fax' } }, 400, 'wrong-type'],
    [{ payload: { ...payload, from: 'a\u0000' } }, 400, 'bad-text'],
    [{ payload: { ...payload, against: ['p-unknown'] } }, 422, 'not-qualified'],
    [{ payload: { ...payload, case: '2026-ha0823-zhi-999999' } }, 422, 'not-qualified'],
    [{ payload: { ...payload, secret: 1 } }, 400, 'unknown-field'],
  ])('%j answers %i %s', async (body, status, code) => {
    const answer = await found(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('cannot be founded by somebody without the role', async () => {
    expect((await found({ payload }, 'p-dossier-1')).body.code).toBe('wrong-role');
  });
});
