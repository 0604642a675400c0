// What is refused leaves nothing in Temporal (engine.md 28): a list of empty runs would look like matters that there are.
import { expect, it } from 'vitest';
import { nodes } from '../../../domain/nodes/index.ts';
import { caseIdOf } from '../../../domain/record/case-number.ts';
import { filing } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';

interface Problem {
  readonly code: string;
}

const court = wholeCourt();
const payload = { from: '王秀英', about: '反映案款到账后未发放', channel: 'visit' };

it('a petition, an entrustment, a case: refused, it was never there', async () => {
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const letter = { ...nodes['entrustment.received'].example, due: '2020-01-01' };
  const refusals: readonly [string, string, object][] = [
    ['at-in-future', 'p-reception-1', { kind: 'petition', id: 'petition-late', at: later, payload }],
    ['not-qualified', 'p-reception-1', { kind: 'petition', id: 'petition-nowhere', payload: { ...payload, case: '2026-ha0823-zhi-999999' } }],
    ['not-qualified', 'p-reception-1', { kind: 'petition', id: 'petition-nobody', payload: { ...payload, against: ['p-nobody'] } }],
    ['dates-out-of-order', 'p-review-1', { kind: 'entrustment', id: 'entrustment-late', payload: letter }],
  ]; // prettier-ignore
  const isThere = (id: string) =>
    court.engine.client.workflow.getHandle(id).describe().then(() => true, () => false); // prettier-ignore
  for (const [code, by, body] of refusals) {
    const answer = await court.api.as(by).post<Problem>('/api/matters', body);
    expect(answer.body.code, JSON.stringify(answer.body)).toBe(code);
    expect(await isThere('id' in body ? String(body.id) : ''), code).toBe(false);
  }
  const ahead = await court.api.as('p-filing-1').post<Problem>('/api/cases', filing({ filedAt: later, caseNo: '（2026）豫0823执990801号' })); // prettier-ignore
  expect(ahead.body.code).toBe('filed-in-future');
  expect(await isThere('2026-ha0823-zhi-990801')).toBe(false);
});

it('a takeover with a history that cannot be, a restoration that nobody decided: neither was ever there', async () => {
  const old = await court.api.as('p-filing-1').get<{ caseNo: string }>(`/api/cases/${await court.file()}`);
  const at = '2026-02-03T09:00:00+08:00';
  const restored = (n: number, more: object) => filing({ caseNo: `（2026）豫0823执恢${n}号`, ...more });
  const refusals: readonly [string, ReturnType<typeof filing>][] = [
    ['unknown-subject', filing({ history: [{ node: 'asset.released', at, subject: 'a-9', payload: nodes['asset.released'].example }] })],
    ['missing-field', filing({ history: [{ node: 'material.received', at }] })],
    ['at-in-future', filing({ history: [{ node: 'reception.held', at: '2099-02-03T09:00:00+08:00', payload: nodes['reception.held'].example }] })],
    ['not-approved', restored(990_811, { restoredFrom: old.body.caseNo })],
    ['unknown-node', restored(990_812, { restoredFrom: old.body.caseNo, history: [{ node: 'nothing.happened', at }] })],
  ]; // prettier-ignore
  for (const [code, body] of refusals) {
    const answer = await court.api.as('p-filing-1').post<Problem>('/api/cases', body);
    expect(answer.body.code, JSON.stringify(answer.body)).toBe(code);
    await expect(court.engine.client.workflow.getHandle(caseIdOf(body.caseNo)).describe(), code).rejects.toThrow(/not found/i); // prettier-ignore
  }
});
