// Objections as cases of their own (plan.md §10, L71, L72): filed for a case, judged by others than carried out in it, and told back to it.
import { describe, expect, test } from 'vitest';
import type { Court, Sent } from '../support/given.ts';
import { given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
const car = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
const sealed = returned([car]).complete('case.assigned').complete('asset.sealed', 'a-2').at('2026-01-22T09:00');
const objected = sealed.complete('objection.received', { kind: 'third-party', by: '赵某', assets: ['a-2'], on: '2026-01-22' }); // prettier-ignore
const said = { kind: 'third-party' as const, receivedOn: '2026-01-22' };
const now = '2026-01-23T10:00';
const filing = (court: Court, payload: object = {}) => given().founds('objection-case', { ...said, ...payload }, { at: now, about: court.c }); // prettier-ignore
const filed = filing(objected);
const panelled = filed.complete('case.assigned', { panel: members, officer: undefined } as never);
const ruled = (outcome: 'upheld' | 'rejected', court = panelled): Court =>
  court.at('2026-01-30T09:00').complete('objection.decided', 'objection-1', { outcome }, { by: 'p-panel' });
const heard = objected.at(now).hears(filed);

describe('an objection received on Thursday 22 January 2026 and filed the day after', () => {
  test('is decided within fifteen days of its receipt, by a panel of its own; a refusal within two months', () => {
    expect(filed.deadlines().map((d) => [d.id, d.due, d.owner])).toEqual([['objection-decide:objection-1@2', '2026-02-06', 'panel']]); // prettier-ignore
    const refusal = objected.complete('objection.received', { kind: 'refusal', on: '2026-01-22' });
    const other = filing(refusal, { kind: 'refusal', objection: 'objection-2' });
    expect(other.deadline('refusal-decide').due).toBe('2026-03-23'); // the 22nd is a Sunday
    expect(ruled('rejected').deadline('objection-decide').status).toBe('done');
    expect(ruled('rejected').rows.record).toMatchObject({
      stage: 'concluded',
      snapshot: { title: '（2026）豫0823执异20号' },
    });
  });

  test('comes back into its case, filed and decided, and discharges the filing office there', () => {
    expect(objected.deadline('objection-file')).toMatchObject({ status: 'open', owner: 'filing', due: '2026-01-26' });
    expect(heard.deadline('objection-file').status).toBe('done');
    expect(heard.c.first('objection.filed')).toMatchObject({ by: 'system', via: 'system', payload: { caseNo: '（2026）豫0823执异20号' } }); // prettier-ignore
    const upheld = heard.at('2026-01-30T10:00').hears(ruled('upheld'));
    expect(upheld.c.first('objection.decided', 'objection-1')?.by).toBe('system');
    expect(upheld.deadline('measure-release', 'a-2').status).toBe('open');
    const twice = upheld.hears(ruled('upheld'));
    expect(twice.c.all('objection.decided')).toHaveLength(1);
  });

  test('put right or taken back there, it is so here', () => {
    const decided = ruled('upheld');
    const back = decided.complete('fact.withdrawn', { fact: decided.seq('objection.decided'), reason: '文书有误' }, { by: 'p-panel' }); // prettier-ignore
    const then = heard.at('2026-01-30T10:00').hears(decided).hears(back);
    expect(then.c.first('objection.decided', 'objection-1')).toBeUndefined();
    expect(then.deadlines('measure-release').map((d) => d.status)).toEqual([]);
    const anew = then.hears(ruled('rejected', back));
    expect(anew.c.first('objection.decided', 'objection-1')?.payload.outcome).toBe('rejected');
  });

  test('that does not fit is a person’s work: nothing is written, review hears', () => {
    const withdrawn = objected.tries('fact.withdrawn', { payload: { fact: objected.seq('objection.received'), reason: '误收' }, by: 'review' }); // prettier-ignore
    const misfit = withdrawn.at(now).hears(filed);
    expect(misfit.c.first('objection.filed')).toBeUndefined();
    expect(misfit.notices.at(-1)).toMatchObject({ kind: 'relayed', to: [{ role: 'review' }, { role: 'officer' }] });
  });

  test('once filed apart is not decided in the case any more', () => {
    const sent = { subject: 'objection-1', by: 'p-panel' };
    expect(heard.complete('case.assigned', { panel: members }).refused('objection.decided', sent).code).toBe(
      'wrong-node',
    );
  });
});

describe('who carried out has no part in it', () => {
  const control = sealed.c.first('asset.sealed')?.by ?? '';
  const about = filing(objected.complete('case.assigned', { officer: 'p-judge' }));

  test('neither who took the measures nor the officer is assigned to it', () => {
    const assign = (panel: readonly string[]): Sent => ({ payload: { panel }, by: 'director' });
    expect(about.refused('case.assigned', assign(['p-judge', ...members.slice(1)]))).toMatchObject({ code: 'not-qualified', basis: '异议复议规定11', missing: [{ id: 'p-judge' }] }); // prettier-ignore
    expect(control).not.toBe('');
    const clerk = about.refused('case.assigned', { payload: { officer: 'p-judge', panel: members }, by: 'director' });
    expect(clerk.code).toBe('not-qualified');
  });

  test('nor rules on it, though assigned before they did', () => {
    const ruling = { subject: 'objection-1', by: 'p-panel' };
    expect(panelled.answer('objection.decided', ruling)).toMatchObject({ accepted: true });
    const officer = panelled.judging(
      objected.complete(
        'delegation.given',
        { from: 'p-officer-1', to: 'p-panel', roles: ['officer'], until: '2026-06-30' },
        { by: 'p-officer-1' },
      ),
    );
    expect(officer.refused('objection.decided', ruling).code).toBe('same-person');
    const [measure, ...others] = [sealed.c.first('asset.sealed')?.by ?? '', ...members];
    const took = filing(sealed.complete('objection.received', { kind: 'third-party', by: '赵某', assets: ['a-2'], on: '2026-01-22' })); // prettier-ignore
    expect(took.refused('case.assigned', { payload: { panel: [measure, ...others.slice(1)] }, by: 'director' }).code).toBe('not-qualified'); // prettier-ignore
  });
});

describe('without a case of its own', () => {
  const ruling = (outcome: string): Sent => ({ subject: 'objection-1', by: 'p-panel', payload: { outcome, ruling: '一' } }); // prettier-ignore
  const inCase = objected.complete('case.assigned', { panel: members });

  test.each(['upheld', 'rejected'])('nothing is ruled on it in the case that it is about: %s', (outcome) => {
    expect(inCase.refused('objection.decided', ruling(outcome))).toMatchObject({ code: 'node-missing', missing: [{ id: 'objection.filed' }] }); // prettier-ignore
  });

  test('whoever objected may take it back: nobody files it then', () => {
    const back = inCase.complete('objection.decided', 'objection-1', { outcome: 'withdrawn' }, { by: 'p-panel' });
    expect(back.deadline('objection-file').status).toBe('void');
    expect(given().foundsNot('objection-case', said, { at: now, about: back.c }).code).toBe('already-recorded');
  });

  test('a takeover brings rulings without it, and nothing is to be filed then', () => {
    const at = (day: string) => `${day}T09:00:00+08:00`;
    const old = given().takenOver('2025-01-20T16:20', '2026-01-20T09:00', [
      { node: 'objection.received', at: at('2025-03-03'), payload: { kind: 'conduct', by: 'respondent-1', on: '2025-03-03', text: '一' } },
      { node: 'objection.decided', at: at('2025-03-10'), subject: 'objection-1', payload: { outcome: 'rejected', ruling: '一' } },
    ]); // prettier-ignore
    expect(old.deadline('objection-file').status).toBe('void');
  });
});

describe('what founds it', () => {
  const refusedAs = (payload: object, about = objected) => given().foundsNot('objection-case', { ...said, ...payload }, { at: now, about: about.c }); // prettier-ignore

  test.each([
    ['bad-case-number', 'a number of another kind', { caseNo: '（2026）豫0823执20号' }, 'caseNo'],
    ['wrong-court', 'another court’s', { caseNo: '（2026）豫0811执异20号' }, 'caseNo'],
    ['unknown-subject', 'an objection that the case does not have', { objection: 'objection-9' }, 'objection'],
    ['not-qualified', 'another kind of objection', { kind: 'conduct' }, 'kind'],
    ['dates-out-of-order', 'another day of receipt', { receivedOn: '2026-01-21' }, 'receivedOn'],
  ] as const)('%s: %s', (code, _, payload, field) => {
    expect(refusedAs(payload)).toMatchObject({ code, basis: '异议复议规定2', missing: [{ id: field }] });
  });

  test('is there once: for the objection, under the number', () => {
    expect(refusedAs({}, heard).code).toBe('already-recorded');
    for (const key of ['objection-case|2026-ha0823-zhiyi-20', 'objection-case|2026-ha0823-zhi-123 objection-1']) {
      const elsewhere = new Map([[key, 'objection-case-7']]);
      const twice = given().foundsNot('objection-case', said, { at: now, about: objected.c, elsewhere });
      expect(twice.code, key).toBe('already-recorded');
    }
  });

  test('is never sent to a record that there is, and does not change its case', () => {
    expect(objected.refused('objection.filed', { by: 'filing' }).code).toBe('already-recorded');
    expect(filed.refused('objection.filed', { by: 'filing' }).code).toBe('already-recorded');
    const moved = { fact: 2, payload: { ...filed.c.founding.payload, objection: 'objection-2' }, reason: '笔误' };
    expect(filed.refused('fact.corrected', { payload: moved, by: 'review' }).code).toBe('not-correctable');
  });
});
