// A case of 执保: it takes measures, keeps them, and is closed as it was carried out (plan §0, §2.1, §5).
import { describe, expect, test } from 'vitest';
import { offered } from '../../domain/engine/offered.ts';
import { closingKindIds, preservingKinds } from '../../domain/nodes/closing-kinds.ts';
import { nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { standsIn } from '../../domain/nodes/record-kinds.ts';
import { servesCase } from '../../domain/nodes/preservation.ts';
import { checklist, kindsFor } from '../../domain/plan/closing/checklist.ts';
import { type Court, given } from '../support/given.ts';
import { found, preserved, preserving, returned } from '../support/histories.ts';
import { rowsOf } from '../support/plan-page.ts';

const rules = (court: Court) => [...new Set(court.deadlines().map(({ id }) => id.replace(/[:@].*/, '')))];
const car = found('a-3', { kind: 'vehicle', valueFen: 8_000_000 });

/** Filed on Friday 2026-01-16 at 17:00: two accounts frozen, a car sealed by 19:30, part of what was asked for. */
const friday = (): Court =>
  [found('a-1'), found('a-2')]
    .reduce(
      (court, { id }) => court.complete('asset.frozen', id, { amountFen: 5_000_000, until: '2027-01-15' }),
      preserving('2026-01-16T17:00', { urgent: true })
        .assigned()
        .at('2026-01-16T17:40')
        .complete('query.started')
        .at('2026-01-16T18:30')
        .complete('query.returned', { complete: true, assets: [found('a-1'), found('a-2'), car] }),
    )
    .at('2026-01-16T19:30')
    .complete('asset.sealed', 'a-3', { until: '2028-01-14' })
    .complete('preservation.carried-out', { result: 'partial' });

const closed = (court: Court): Court =>
  court.reviewed({ kind: 'partly-preserved' }).complete('case.closed', { kind: 'partly-preserved' });

describe('urgent, on a Friday at 17:00', () => {
  test('it is to be carried out on the day, and was', () => {
    expect(preserving('2026-01-16T17:00', { urgent: true }).deadline('preservation-carry')).toMatchObject({
      due: '2026-01-16',
      status: 'open',
    });
    expect(friday().deadline('preservation-carry').status).toBe('done');
  });

  test('of its rows none but those of 执保 has opened: no query in 24 hours, no reception, no triage, no limit', () => {
    expect(rules(closed(friday())).toSorted()).toEqual(['archive', 'assign-officer', 'close', 'closing-review', 'preservation-carry', 'preservation-renewal', 'seizure-expiry'].toSorted()); // prettier-ignore
  });

  test('it is to be closed within a day, and is: nothing is freed by that', () => {
    expect(friday().deadline('close')).toMatchObject({ due: '2026-01-19', status: 'open' });
    const over = closed(friday().at('2026-01-19T10:00'));
    expect(over.deadline('close').status).toBe('done');
    expect(over.deadlines('measure-release')).toEqual([]);
    expect(over.complete('dossier.archived').deadline('archive').status).toBe('done');
  });

  test('after the closing its seals are renewed, its applicant’s last day with them', () => {
    const over = closed(friday().at('2026-01-19T10:00'));
    expect(over.deadline('preservation-renewal', 'a-1')).toMatchObject({ due: '2027-01-08', status: 'open' });
    const later = over
      .at('2027-01-05T09:00')
      .complete('application.received', { kind: 'renewal', by: 'applicant-1', about: 'a-1', on: '2027-01-05' }, { by: 'officer' }); // prettier-ignore
    expect(later.deadline('preservation-renewal', 'a-1').status).toBe('done');
    const renewed = later.at('2027-01-12T09:00').complete('asset.renewed', 'a-1', { until: '2028-01-15' });
    expect(renewed.deadline('preservation-renewal', 'a-1')).toMatchObject({ due: '2028-01-08', status: 'open' });
    expect(renewed.c.first('asset.expired', 'a-1')).toBeUndefined();
  });

  test('what the applicant does not renew makes nobody late, and is over', () => {
    const lost = closed(friday()).at('2027-01-20T09:00');
    expect(lost.deadline('preservation-renewal', 'a-2')).toMatchObject({ status: 'void', overdue: false });
    expect(lost.at('2027-01-20T09:01').rungs('preservation-renewal')).toEqual([]);
  });

  test('a release is decided within five days, urgent within 48 hours, after the closing too', () => {
    const asked = (urgent?: true) =>
      closed(friday())
        .at('2026-02-02T10:00')
        .complete('application.received', { kind: 'release', by: 'respondent-1', about: 'a-1', on: '2026-02-02', ...(urgent && { urgent }) }, { by: 'officer' }); // prettier-ignore
    expect(asked().deadline('preservation-release').due).toBe('2026-02-09'); // the fifth day is a Saturday
    expect(asked(true).deadline('preservation-release').due).toBe('2026-02-04T11:00:00+08:00');
    const decide = (court: Court, assets: string[]) =>
      court.complete('panel.decided', { about: 'release' }).complete('release.decided', { assets, granted: true });
    expect(decide(asked(), ['a-2']).deadline('preservation-release').status).toBe('open');
    const decided = decide(asked(), ['a-1']);
    expect(decided.deadline('preservation-release').status).toBe('done');
    expect(decided.deadline('measure-release', 'a-1').status).toBe('open');
    expect(decided.complete('asset.released', 'a-1').deadline('measure-release', 'a-1').status).toBe('done');
  });
});

test('a refusal answers the application for a release, a grant takes the decision on the asset', () => {
  const apply = { kind: 'release', by: 'respondent-1', about: 'a-1', on: '2026-01-21' } as const;
  const asked = preserved().complete('application.received', 'y-1', apply, { by: 'officer' });
  const decided = (granted: boolean) => asked.complete('application.decided', 'y-1', { granted });
  expect(decided(false).deadline('preservation-release').status).toBe('done');
  expect(decided(true).deadline('preservation-release').status).toBe('open');
});

test('urgent on a Saturday it is to be carried out on that Saturday; by the law within 48 hours', () => {
  const saturday = preserving('2026-01-17T10:20', { urgent: true });
  expect(saturday.deadline('preservation-carry').due).toBe('2026-01-17');
  expect(saturday.derived.find(({ rule }) => rule === 'preservation-carry')?.legalDue).toBe('2026-01-19T11:00:00+08:00'); // prettier-ignore
  expect(saturday.deadline('preservation-carry').because).toContainEqual({
    step: 'ordered',
    due: '2026-01-17',
    from: '情况紧急，应当立即实施：',
  });
});

describe('not urgent', () => {
  test('five days', () => expect(preserving().deadline('preservation-carry').due).toBe('2026-01-26')); // the fifth is a Sunday

  test('urgent is said of a preservation alone, and put right as what a filing says with consequence', () => {
    expect(preserving('2026-01-20T16:20', { urgent: true }).refused('fact.corrected', { payload: { fact: 2, payload: preserving().c.filed.payload, reason: '误写' }, by: 'filing' }).code).toBe('not-correctable'); // prettier-ignore
    const put = preserving().complete('filing.corrected', { fields: { urgent: true } });
    expect(put.deadline('preservation-carry').due).toBe('2026-01-20');
    const fields = { fields: { urgent: true }, askedBy: 'p-filing', evidence: '一' };
    expect(given().filed().refused('filing.corrected', { payload: fields }).code).toBe('unknown-field');
  });
});

describe('what was carried out', () => {
  test('shows in the controls', () => {
    const none = preserving().assigned();
    expect(none.refused('preservation.carried-out', { payload: { result: 'full' } })).toMatchObject({ code: 'node-missing', missing: [{ id: 'asset.frozen' }, { id: 'asset.sealed' }, { id: 'asset.seized' }] }); // prettier-ignore
    expect(preserved().refused('preservation.carried-out', { payload: { result: 'none' } }).code).toBe('not-qualified');
    expect(preserved().refused('preservation.carried-out', { at: '2026-01-21T09:30' }).code).toBe('at-before-ground');
    const waiting = returned([found('a-1')], none).complete('asset.frozen', 'a-1', { order: 'waiting' });
    expect(waiting.complete('preservation.carried-out', { result: 'partial' }).seq('preservation.carried-out')).toBeGreaterThan(0); // prettier-ignore
    expect(waiting.refused('preservation.carried-out', { payload: { result: 'full' } }).code).toBe('amount-differs');
  });

  test('in full it is all that was applied for, as far as anybody knows what it is worth', () => {
    const held = (amountFen: number) => returned([found('a-1'), found('a-2', { kind: 'house', valueFen: null })], preserving().assigned()).complete('asset.frozen', 'a-1', { amountFen }); // prettier-ignore
    const says = (court: Court) => court.refused('preservation.carried-out', { payload: { result: 'full' } });
    expect(says(held(24_999_999))).toMatchObject({ code: 'amount-differs' });
    expect(says(friday()).code).toBe('amount-differs');
    expect(says(held(1).complete('asset.sealed', 'a-2', { order: 'waiting' })).code).toBe('amount-differs');
    for (const court of [held(25_000_000), held(1).complete('asset.sealed', 'a-2')])
      expect(court.complete('preservation.carried-out').seq('preservation.carried-out')).toBeGreaterThan(0);
    const part = held(25_000_000).refused('preservation.carried-out', { payload: { result: 'partial' } });
    expect(part).toMatchObject({ code: 'amount-differs', zh: expect.stringContaining('已是全部') as string });
  });

  test.each([
    ['full', 'preserved'],
    ['partial', 'partly-preserved'],
  ] as const)('%s closes as %s, and as nothing else', (result, kind) => {
    const court = preserved(undefined, result === 'full' ? 25_000_000 : 9_000_000).complete('preservation.carried-out', { result }); // prettier-ignore
    expect(kindsFor(court.c)).toEqual(preservingKinds);
    const standing = { now: court.now, deadlines: [...court.kept.values()] };
    for (const each of closingKindIds) {
      expect(checklist(court.c, each, standing).hasGround, each).toBe(each === kind);
      const answer = court.answer('closing.submitted', { payload: { kind: each } });
      expect('accepted' in (answer as object), each).toBe(each === kind);
    }
  });

  test('nothing found closes too', () => {
    const kind = 'nothing-to-preserve';
    const over = preserving().assigned().complete('preservation.carried-out', { result: 'none' }).reviewed({ kind }).complete('case.closed', { kind }); // prettier-ignore
    expect(over.seq('case.closed')).toBeGreaterThan(0);
  });

  test('more of it later is another ground: what had passed of the first stays late', () => {
    const part = preserved(undefined, 9_000_000).complete('preservation.carried-out', { result: 'partial' });
    const first = part.deadline('close').id;
    expect(part.refused('preservation.carried-out', { payload: { result: 'partial' } }).code).toBe('already-recorded');
    const sought = part
      .at('2026-01-26T09:00')
      .complete('traditional-query.started')
      .complete('traditional-query.returned', { complete: true, assets: [found('a-9')] });
    const held = sought.complete('asset.frozen', 'a-9', { amountFen: 16_000_000 });
    const more = held.complete('preservation.carried-out', { result: 'full' });
    expect(more.deadlines('close').map(({ id, status }) => [id === first, status])).toEqual([[true, 'void'], [false, 'open']]); // prettier-ignore
    expect(more.derived.find(({ id }) => id === first)?.lateSince).not.toBeNull();
    expect(more.refused('closing.submitted', { payload: { kind: 'partly-preserved' } }).code).toBe('closing-ground-missing'); // prettier-ignore
  });

  test('an ordinary case is closed as none of them', () => {
    const refusal = given()
      .filed()
      .assigned()
      .refused('closing.submitted', { payload: { kind: 'preserved' } });
    expect(refusal.zh).toContain('执案件以“执行完毕”');
    expect(given().filed().refused('preservation.carried-out').code).toBe('not-of-this-kind');
  });
});

describe('what a preservation has no use for', () => {
  const court = preserved();
  const barred = nodeIds.filter((id) => standsIn(nodeRow(id).in, 'case') && !servesCase(id, true));

  test.each(barred)('%s is refused, and offered to nobody', (id) => {
    expect(['not-of-this-kind', 'wrong-role']).toContain(
      court.refused(id, nodeRow(id).subject ? { subject: 'a-1' } : {}).code,
    );
    expect(offered(court.c)).not.toContain(id);
  });

  test('in a takeover and as a request too', () => {
    const at = '2026-01-21T09:00:00+08:00';
    const brought = { node: 'performance.recorded', at, payload: nodeRow('performance.recorded').example as object };
    expect(
      given({ caseNo: '（2026）豫0823执保29号' }).refused({ history: [brought] } as never, '2026-02-01T09:00').code,
    ).toBe('not-of-this-kind');
    const asked = { of: 'stay.ordered', payload: nodeRow('stay.ordered').example, reason: '一' };
    expect(court.refused('request.made', { payload: asked }).code).toBe('not-of-this-kind');
  });

  test('what every row marked 保 needs may be recorded', () => {
    const needed = ['documents.issued', 'document.ready', 'service.exhausted', 'material.brought-back', 'objection.received', 'release.decided', 'asset.renewed', 'asset.promoted', 'supervision.opened', 'case.linked', 'reception.held', 'clue.received'] as const; // prettier-ignore
    expect(needed.filter((id) => !servesCase(id, true))).toEqual([]);
  });
});

test('the page marks thirteen built rows 保 or more, and three stand in 执保 alone', () => {
  const marks = [...rowsOf('## 2 Deadlines', '### 2.1'), ...rowsOf('### 2.1', '## 3 ')].map(
    (cells) => cells.at(-2) ?? '',
  );
  expect(marks.filter((mark) => mark.endsWith('保') && !mark.includes('in 执保')).length).toBeGreaterThanOrEqual(13);
  expect(marks.filter((mark) => mark.endsWith('in 执保')).length).toBe(3);
});
