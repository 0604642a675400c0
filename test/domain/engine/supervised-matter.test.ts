// engine.md 25: whose a supervised matter is, for which due it stands, and when it ends.
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20').complete('material.received');
/** `reception` was due on 01-20; its 督办 falls at 01-22T00:00. */
const supervised = filed.at('2026-01-22T08:00');
const of = (court: Court, deadline: string) =>
  court.c.all('supervision.opened').findLast((f) => f.payload.deadline === deadline)?.subject ?? '';
const sv = of(supervised, 'reception@2');
const result = { result: '已补办' };
const handled = supervised.complete('supervision.handled', sv, result, { by: 'reception' });

describe('its name', () => {
  test('says which deadline is supervised (fault 25)', () => {
    const later = filed.at('2026-01-24T08:00');
    const names = later.derived.filter((d) => d.rule === 'supervised-matter').map((d) => d.name);
    expect(names).toContain('督办：制作送达执行通知书、报告财产令、传票');
    expect(new Set(names).size).toBe(names.length);
  });

  test('says of a receipt which one', () => {
    const late = confirmed().at('2026-02-27');
    expect(late.derived.map((d) => d.name)).toContain('督办：发放案款 r-7');
  });

  test('is what its order says, where it stands for no deadline', () => {
    const court = filed.complete('supervision.opened', 'm-1', { about: '查明财产线索', owner: 'property-control' });
    expect(court.derived.find((d) => d.subject === 'm-1')?.name).toBe('督办：查明财产线索');
  });

  test('stands in its notices', () => {
    const about = filed.at('2026-01-23').notices.filter((n) => n.deadline?.startsWith(`supervised-matter:${sv}@`));
    expect(about.map((n) => n.text.includes('督办：完成初次接待'))).toEqual([true, true]);
  });
});

test('its instants and those of its ladder have whole seconds, however late the engine woke', () => {
  const court = filed.workerDownUntil('2026-01-22T00:00:00.132').at('2026-01-27T00:00');
  const opened = court.derived.filter((d) => d.rule === 'supervised-matter').map((d) => d.openedAt);
  expect([opened.length > 0, opened.filter((at) => at % 1_000 !== 0)]).toEqual([true, []]);
  const instants = court.log.filter((l) => l.type === 'rung').map((l) => l.firesAt ?? 0);
  expect(instants.filter((at) => at % 1_000 !== 0)).toEqual([]);
});

describe('for which due it stands', () => {
  const limit = 'case-limit-ordinary@2';
  const late = filed.at('2026-04-22T09:00');
  const matterOf = (court: Court) => court.deadline('supervised-matter', of(late, limit));

  test('opened by a step, it keeps the due', () => {
    const [opened] = supervised.c.all('supervision.opened', sv);
    expect(opened?.payload).toMatchObject({ deadline: 'reception@2', dueAt: '2026-01-21T00:00:00+08:00' });
  });

  test('opened by hand, the engine notes it', () => {
    const court = filed.complete('supervision.opened', 'm-1', { about: '催办', owner: 'officer', deadline: limit }, { by: 'director' }); // prettier-ignore
    expect(court.c.first('supervision.opened', 'm-1')?.payload.dueAt).toBe('2026-04-21T00:00:00+08:00');
  });

  test('corrected without a word about the due, it keeps what the engine noted', () => {
    const order = { about: '催办', owner: 'officer', deadline: limit } as const;
    const court = filed.complete('supervision.opened', 'm-1', order, { by: 'director' });
    const correct = (payload: object) =>
      court.complete('fact.corrected', { at: undefined, fact: court.seq('supervision.opened'), payload } as never, { by: 'director' }); // prettier-ignore
    const right = correct({ ...order, about: '抓紧办理' });
    expect(right.c.first('supervision.opened', 'm-1')?.payload).toEqual({ ...order, about: '抓紧办理', dueAt: '2026-04-21T00:00:00+08:00' }); // prettier-ignore
    const moved = right.at('2026-04-22T09:00').complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' });
    expect(moved.deadline('supervised-matter', 'm-1')).toMatchObject({ status: 'void' });
    const other = correct({ ...order, owner: 'property-control', deadline: 'network-query@2' }).c.first(
      'supervision.opened',
      'm-1',
    );
    expect(other?.payload.dueAt, 'of another deadline, that one’s').toBe('2026-01-21T17:00:00+08:00');
    const none = correct({ about: '查明线索', owner: 'officer' }).c.first('supervision.opened', 'm-1');
    expect(none?.payload, 'what people leave out is left out').toEqual({ about: '查明线索', owner: 'officer' });
  });

  test('keeps nobody from correcting what its due rests on: it is void then', () => {
    const order = { about: '催办', owner: 'officer', deadline: limit } as const;
    const court = filed.complete('supervision.opened', 'm-1', order, { by: 'director' });
    const moved = court.at('2026-01-22').complete('filing.corrected', { fields: { at: '2026-01-13T10:05:00+08:00' } });
    expect(moved.deadline('supervised-matter', 'm-1').status).toBe('void');
  });

  test('a due that moves ends it, void, and it does not climb on (fault 13)', () => {
    expect(matterOf(late).status).toBe('open');
    const moved = late.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' });
    expect(matterOf(moved)).toMatchObject({ status: 'void', ended: '2026-04-22T09:00', rungs: [] });
    expect(
      moved
        .at('2026-05-10')
        .rungs('supervised-matter')
        .filter((r) => r.includes(of(late, limit))),
    ).toEqual([`2026-04-22T00:00 remind supervised-matter:${of(late, limit)}@${late.seq('supervision.opened')}`]);
    const again = moved.at('2026-05-23');
    expect(of(again, limit), 'the new due has a matter of its own').not.toBe(of(late, limit));
    expect(again.deadline('supervised-matter', of(again, limit)).status).toBe('open');
  });

  test('ends when its deadline stands still', () => {
    const early = filed.at('2026-03-02T09:00').complete('supervision.opened', 'm-1', { about: '抓紧', owner: 'officer', deadline: limit, due: '2026-03-20' }); // prettier-ignore
    const stopped = early.at('2026-03-03T09:00').complete('exclusion.approved', { ground: 'suspension', from: '2026-03-03', to: undefined, review: '2026-05-01' } as never); // prettier-ignore
    expect(stopped.deadline('supervised-matter', 'm-1')).toMatchObject({ status: 'void', ended: '2026-03-03T09:00' });
    expect(
      stopped
        .at('2026-04-01')
        .rungs('supervised-matter')
        .filter((r) => r.includes('m-1')),
    ).toHaveLength(1);
  });

  test('and stands again when the due comes back', () => {
    const moved = late.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' });
    const back = moved.at('2026-04-23T09:00').complete('fact.withdrawn', { fact: moved.seq('exclusion.approved') }, { by: 'supervising-leader' }); // prettier-ignore
    expect(matterOf(back).status).toBe('open');
    expect(
      back
        .at('2026-05-01')
        .c.all('supervision.opened')
        .filter((f) => f.payload.deadline === limit),
    ).toHaveLength(1);
    // counted from the withdrawal, which made it overdue again
    expect(back.at('2026-05-01').rungs('supervised-matter').at(-1)).toContain('2026-04-25T09:00 criticise');
  });

  test('is void at once when the opening of its deadline is withdrawn', () => {
    const paid = confirmed().at('2026-02-27');
    const gone = paid.complete('fact.withdrawn', { fact: paid.seq('funds.confirmed') }, { by: 'review' });
    expect(gone.deadline('supervised-matter', of(paid, 'payout:r-7@' + String(paid.seq('funds.confirmed')))).status).toBe('void'); // prettier-ignore
  });
});

describe('opening one by hand', () => {
  const asked = (payload: object, court = supervised) =>
    court.refused('supervision.opened', { subject: 'm-1', payload: { about: '督办', owner: 'officer', ...payload }, by: 'review' }).code; // prettier-ignore

  test.each([
    ['about a matter', { deadline: `supervised-matter:${sv}@${supervised.seq('supervision.opened', sv)}` }, 'not-supervisable'],
    ['about a deadline that is done', { deadline: 'filing-handover@2' }, 'deadline-not-open'],
    ['about one that nobody knows', { deadline: 'payout:r-9@9' }, 'unknown-deadline'],
    ['for another due than its own', { deadline: 'reception@2', dueAt: '2026-01-22T00:00:00+08:00' }, 'due-differs'],
    ['for a due that is none', { deadline: 'reception@2', dueAt: '明天' }, 'bad-instant'],
    ['for a due without a deadline', { dueAt: '2026-01-21T00:00:00+08:00' }, 'unknown-deadline'],
    ['for somebody who does not answer for the deadline', { deadline: 'reception@2', owner: 'officer' }, 'not-supervisable'],
    ['of a party', { owner: 'applicant' }, 'wrong-type'],
    ['of the system', { owner: 'system' }, 'wrong-type'],
  ])('%s', (_, payload, code) => expect(asked(payload)).toBe(code)); // prettier-ignore

  test('on a deadline that stands still', () => {
    const still = filed.complete('exclusion.approved', { ground: 'suspension', from: '2026-01-20', to: undefined, review: '2026-03-01', document: '裁定书' } as never); // prettier-ignore
    expect(asked({ deadline: 'case-limit-ordinary@2' }, still)).toBe('deadline-not-open');
  });

  test('where one stands for that lateness already, 督办 opens no second', () => {
    const court = filed.at('2026-01-21T09:00').complete('supervision.opened', 'm-1', { about: '尽快接待', owner: 'reception', deadline: 'reception@2', due: '2026-01-23' }); // prettier-ignore
    const later = court.at('2026-01-30');
    expect(later.rungs('reception').at(-1)).toContain('supervise');
    expect(later.c.all('supervision.opened').filter((f) => f.payload.deadline === 'reception@2')).toHaveLength(1);
  });
});

describe('handling, sending back, confirming', () => {
  test.each(['review', 'documents', 'director'])('%s does not handle what the window is supervised for', (by) => {
    expect(supervised.refused('supervision.handled', { subject: sv, payload: result, by })).toMatchObject({ code: 'wrong-role', zh: expect.stringContaining('执行初次接待窗口') as string }); // prettier-ignore
  });

  test('who handled it never confirms it', () => {
    const own = supervised.complete('supervision.opened', 'm-1', { about: '核对', owner: 'review' }).complete('supervision.handled', 'm-1', result, { by: 'review' }); // prettier-ignore
    expect(own.refused('supervision.confirmed', { subject: 'm-1', payload: {} }).code).toBe('same-person');
    const asDirector = own.complete('supervision.returned', 'm-1', {}, { by: 'director' });
    const twice = asDirector.complete('supervision.handled', 'm-1', result, { by: 'review' });
    expect(twice.refused('supervision.confirmed', { subject: 'm-1', payload: {} }).code, 'nor later').toBe(
      'same-person',
    );
  });

  test('sent back, it is to be handled again, and the last handling before the confirmation counts', () => {
    const back = handled.at('2026-01-22T09:00').complete('supervision.returned', sv);
    expect(back.refused('supervision.confirmed', { subject: sv, payload: {} }).code).toBe('node-missing');
    expect(back.refused('supervision.returned', { subject: sv, payload: { reason: '再退' } }).code).toBe(
      'node-missing',
    );
    const again = back.at('2026-01-23T09:00').complete('supervision.handled', sv, result, { by: 'reception' });
    const done = again.at('2026-01-23T10:00').complete('supervision.confirmed', sv);
    expect(done.deadline('supervised-matter', sv)).toMatchObject({ status: 'done-late', ended: '2026-01-23T09:00' });
  });

  test('handled twice without being sent back: the last one counts', () => {
    const twice = handled.at('2026-01-22T17:00').complete('supervision.handled', sv, result, { by: 'reception' });
    const done = twice.at('2026-01-24').complete('supervision.confirmed', sv);
    expect(done.deadline('supervised-matter', sv)).toMatchObject({ status: 'done', ended: '2026-01-22T17:00' });
  });

  test('confirmed is confirmed', () => {
    const done = handled.complete('supervision.confirmed', sv);
    expect(done.refused('supervision.handled', { subject: sv, payload: result, by: 'reception' }).code).toBe(
      'already-recorded',
    );
    expect(done.refused('supervision.returned', { subject: sv, payload: { reason: '退' } }).code).toBe(
      'already-recorded',
    );
    expect(done.refused('supervision.confirmed', { subject: sv, payload: {} }).code).toBe('already-recorded');
  });

  test('nothing to send back before it was handled', () => {
    expect(supervised.refused('supervision.returned', { subject: sv, payload: { reason: '退' } }).code).toBe(
      'node-missing',
    );
  });

  test('a takeover is believed: who did it then is not asked', () => {
    const at = (hour: number) => `2026-01-22T${hour}:00:00+08:00`;
    const court = given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', [
      { node: 'supervision.opened', subject: 'm-1', at: at(10), payload: { about: '督办', owner: 'reception' } },
      { node: 'supervision.handled', subject: 'm-1', at: at(11), payload: result },
      { node: 'supervision.confirmed', subject: 'm-1', at: at(12), payload: {} },
    ]);
    expect(court.deadline('supervised-matter', 'm-1').status).toBe('done');
  });
});
