import { describe, expect, test } from 'vitest';
import { given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20').complete('material.received');
/** `reception` was due on 01-20; its 督办 falls at 01-22T00:00, a Thursday. */
const supervised = filed.at('2026-01-22T08:00');
const matter = supervised.deadline('supervised-matter');
const subject = /:(.+)@/.exec(matter.id)?.[1] ?? '';
const result = { result: '已补办' };

describe('a supervised matter', () => {
  test('is opened by the supervise rung, at once, for the owner of the deadline', () => {
    expect(supervised.deadlines('supervised-matter')).toHaveLength(1);
    expect(matter).toMatchObject({ opened: '2026-01-22T00:00', due: '2026-01-22', owner: 'reception', status: 'open' });
    expect(supervised.c.first('supervision.opened')).toMatchObject({
      by: 'system',
      via: 'system',
      payload: { owner: 'reception', deadline: 'reception@2' },
    });
  });

  test('has a ladder without 督办, and opens no other', () => {
    expect(matter.rungs).toEqual(['2026-01-22T00:00 remind', '2026-01-23T00:00 urge', '2026-01-25T00:00 criticise']);
    const later = supervised.at('2026-01-28');
    const about = later.c.all('supervision.opened').map((f) => f.payload.deadline);
    expect(about.filter((id) => id?.startsWith('supervised-matter'))).toEqual([]);
  });

  test('is done when it was handled and review has confirmed it; the handling’s time counts', () => {
    const handled = supervised
      .at('2026-01-22T17:00')
      .complete('supervision.handled', subject, result, { by: 'reception' });
    expect(handled.deadline('supervised-matter', subject).status).toBe('open');
    const confirmed = handled.at('2026-01-23T09:00').complete('supervision.confirmed', subject);
    expect(confirmed.deadline('supervised-matter', subject)).toMatchObject({
      status: 'done',
      ended: '2026-01-22T17:00',
    });
    const late = supervised.at('2026-01-23').complete('supervision.handled', subject, result, { by: 'reception' });
    expect(late.complete('supervision.confirmed', subject).deadline('supervised-matter', subject).status).toBe(
      'done-late',
    );
    expect(late.deadline('reception').status, 'handling a matter does not meet its deadline').toBe('open');
  });

  test('ends, void, when the deadline that it stands for is discharged', () => {
    const held = supervised.at('2026-01-22T10:00').complete('reception.held');
    expect(held.deadline('supervised-matter', subject)).toMatchObject({
      status: 'void',
      ended: '2026-01-22T10:00',
      rungs: [],
    });
    expect(
      held
        .at('2026-02-10')
        .rungs('supervised-matter')
        .filter((r) => r.includes(matter.id)),
    ).toEqual([`2026-01-22T00:00 remind ${matter.id}`]);
  });

  test('ends where it began if the discharge turns out to lie before it', () => {
    const held = supervised.complete('reception.held', {}, { at: '2026-01-20T18:00' });
    expect(held.deadline('supervised-matter', subject)).toMatchObject({ status: 'void', ended: '2026-01-22T00:00' });
  });

  test('ends when its deadline lapses', () => {
    const lapsed = supervised.complete('deadline.lapsed', { deadlines: ['reception@2'] });
    expect(lapsed.deadline('supervised-matter', subject)).toMatchObject({ status: 'void' });
  });

  test('review or the director may open one by hand, due as the order says', () => {
    const order = { about: '查明财产线索', owner: 'property-control', due: '2026-03-02' } as const;
    const court = filed.at('2026-02-10T09:00').complete('supervision.opened', 'm-1', order, { by: 'director' });
    const opened = { id: `supervised-matter:m-1@${court.seq('supervision.opened')}`, opened: '2026-02-10T09:00' };
    expect(court.deadline('supervised-matter', 'm-1')).toMatchObject({
      ...opened,
      due: '2026-03-02',
      owner: 'property-control',
    });
  });

  test('the engine’s own never share an id with one that a person gave', () => {
    const named = ['sv-5', 'sv-6', 'sv-7'].reduce((court, id) => court.complete('supervision.opened', id), filed);
    const court = named.at('2026-01-22');
    const subjects = court.c.all('supervision.opened').map((f) => f.subject);
    expect(subjects).toHaveLength(4);
    expect(new Set(subjects).size).toBe(4);
  });

  test('ordered on a rest day without a day of its own, it is due on the next working day', () => {
    const order = { about: '春节期间线索', owner: 'officer', due: undefined } as never; // takes the example's day away
    const court = filed.at('2026-02-17T10:00').complete('supervision.opened', 'm-1', order);
    expect(court.deadline('supervised-matter', 'm-1').due).toBe('2026-02-24');
  });
});

describe('deadline.lapsed', () => {
  test('review lapses a deadline whose purpose has gone: never shown as met, no rung after it', () => {
    const court = filed
      .at('2026-01-21T09:00')
      .complete('deadline.lapsed', { deadlines: ['related-cases@2'], reason: '已撤回申请' });
    expect(court.deadline('related-cases')).toMatchObject({ status: 'lapsed', ended: '2026-01-21T09:00', rungs: [] });
    expect(court.deadline('related-cases').because.at(-1)).toMatchObject({ step: 'ended', zh: '已撤回申请' });
    expect(court.at('2026-02-20').rungs('related-cases')).toEqual([]);
  });

  test('what is met afterwards stays lapsed; what was met before was never lapsed', () => {
    const court = filed.at('2026-01-21T09:00').complete('deadline.lapsed', { deadlines: ['related-cases@2'] });
    expect(court.at('2026-01-21T10:00').complete('related-cases.checked').deadline('related-cases').status).toBe(
      'lapsed',
    );
    const before = court.complete('related-cases.checked', {}, { at: '2026-01-21T08:00' });
    expect(before.deadline('related-cases').status).toBe('done');
  });
});

describe('a good reason for a delay', () => {
  const justified = filed
    .at('2026-01-22T10:00')
    .complete('delay.justified', { deadline: 'reception@2' }, { by: 'reception' });
  const matterOf = (court: typeof filed) => court.deadline('supervised-matter', subject);
  const rungs = (court: typeof filed) => matterOf(court).rungs.map((r) => r.split(' ')[1]);

  test('delay.justified stops nothing', () => {
    expect(rungs(justified)).toEqual(['remind', 'urge', 'criticise']);
    expect(matterOf(justified.at('2026-01-26')).rung).toBe('criticise');
  });

  test('delay.accepted by the director stops criticism alone', () => {
    const accepted = justified.complete('delay.accepted', { deadline: 'reception@2' });
    expect(rungs(accepted)).toEqual(['remind', 'urge']);
    expect(matterOf(accepted.at('2026-03-01'))).toMatchObject({
      rung: 'urge',
      status: 'open',
      overdue: true,
    });
    const early = filed.at('2026-01-21T10:00').complete('delay.accepted', { deadline: 'reception@2' });
    expect(early.at('2026-01-22').deadline('reception').rung, '督办 comes all the same').toBe('supervise');
  });

  test('accepted too late it leaves the criticism in the log', () => {
    const late = justified.at('2026-01-26').complete('delay.accepted', { deadline: 'reception@2' });
    expect(matterOf(late).rung).toBe('criticise');
  });
});
