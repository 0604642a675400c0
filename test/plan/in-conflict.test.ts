// What speaks against each other in one case: an auction and a claim to the thing, a freeze run out and its deduction, a breach
// and a performance, a closing and its checklist (plan §2, §5, D2, D5).
import { describe, expect, test } from 'vitest';
import { actionsOf } from '../../domain/engine/offered.ts';
import { closingKindIds } from '../../domain/nodes/closing-kinds.ts';
import { checklist } from '../../domain/plan/closing/checklist.ts';
import { overControlled } from '../../domain/plan/control/over-control.ts';
import { auctionWarnings } from '../../domain/plan/disposal/claimed.ts';
import { bank, planned } from '../support/distribution-scenes.ts';
import { bench, called } from '../support/given-people.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { approved, controlled, found, freed, paid, released, returned } from '../support/histories.ts';

const assigned = (): Court => given().filed('2026-01-20T16:20').assigned();
const both = [found('a-1', { kind: 'house', valueFen: 8_000_000 }), found('a-2', { kind: 'house' })];
const auctioned = ['a-1', 'a-2'].reduce(
  (court, id) => court.complete('asset.sealed', id),
  returned(both, assigned()),
).at('2026-01-22T09:00').complete('auction.decided', 'a-1'); // prettier-ignore
const claim = (...assets: string[]): Sent => ({
  payload: { kind: 'third-party', by: '赵某', assets, on: '2026-01-22', text: '房屋归我所有' },
  by: 'officer',
});

describe('a third party objects while the thing is being auctioned', () => {
  const told = (answer: unknown) => (answer as { warnings?: unknown }).warnings;

  test('whoever enters it is warned, and whoever looks at the case', () => {
    const answer = auctioned.answer('objection.received', claim('a-1', 'a-2'));
    expect(told(answer)).toMatchObject([{ id: 'third-party-objection' }]);
    expect(JSON.stringify(told(answer))).toContain('a-1 正在拍卖');
    const court = auctioned.tries('objection.received', claim('a-1'));
    expect(auctionWarnings(court.c, court.now)).toHaveLength(1);
    const withdrawn = court.complete('auction.withdrawn', 'a-1');
    expect(auctionWarnings(withdrawn.c, withdrawn.now)).toEqual([]);
  });

  test('those who run it, and the officer, are sent a notice', () => {
    const { notices } = auctioned.tries('objection.received', claim('a-1'));
    expect(notices.filter(({ kind }) => kind === 'objection')).toMatchObject([
      { to: [{ role: 'disposal' }, { role: 'officer', person: 'p-officer-1' }] },
    ]);
  });

  test('of a thing that nobody auctions nobody is warned, nor is a party of what the court does', () => {
    expect(told(auctioned.answer('objection.received', claim('a-2')))).toBeUndefined();
    expect(auctioned.tries('objection.received', claim('a-2')).notices.map(({ kind }) => kind)).not.toContain('objection'); // prettier-ignore
    const conduct = { ...claim('a-1'), payload: { kind: 'conduct', by: '赵某', assets: ['a-1'], on: '2026-01-22', text: '一' } }; // prettier-ignore
    expect(told(auctioned.answer('objection.received', conduct))).toBeUndefined();
  });

  test('whoever goes on with the auction is warned again', () => {
    const court = auctioned.tries('objection.received', claim('a-1'));
    expect(told(court.answer('price.started', { subject: 'a-1', payload: { way: 'agreed', by: '双方', on: '2026-01-22' } }))).toHaveLength(1); // prettier-ignore
  });
});

describe('a control that has run out', () => {
  const frozen = returned([found('a-1')], assigned()).complete('asset.frozen', 'a-1', {
    amountFen: 18_000_000,
    until: '2026-01-25',
  });

  test('is nothing to deduct from: the ten days end void, and begin anew with the next freeze', () => {
    expect(frozen.deadline('deduct-cash').status).toBe('open');
    const lost = frozen.at('2026-01-26T09:00');
    expect(lost.deadline('deduct-cash')).toMatchObject({ status: 'void', ended: '2026-01-26T00:00' });
    const again = lost.complete('asset.frozen', 'a-1', { amountFen: 18_000_000, ruling: '之九' });
    expect(again.deadline('deduct-cash').status).toBe('open');
    const renewed = frozen.complete('asset.renewed', 'a-1', { until: '2026-06-25' }).at('2026-01-26T09:00');
    expect(renewed.deadline('deduct-cash').status).toBe('open');
  });

  test('asks for nothing of the thing any more: no title, no search, no sale', () => {
    const sealed = returned([found('a-2', { kind: 'vehicle' })], assigned()).complete('asset.sealed', 'a-2', { until: '2026-01-22' }); // prettier-ignore
    const lost = sealed.at('2026-01-23T09:00');
    for (const rule of ['title-records', 'locate-vehicle', 'disposal-register'])
      expect(lost.deadline(rule, 'a-2').status, rule).toBe('void');
  });

  test('another that holds longer keeps it going', () => {
    const more = frozen.complete('asset.frozen', 'a-1', { ruling: '之九', until: '2027-01-20' }).at('2026-01-26T09:00');
    expect(more.deadline('deduct-cash').status).toBe('open');
  });
});

describe('a release has a ground of the plan', () => {
  const sealed = returned([found('a-2', { kind: 'vehicle' })], assigned()).complete('asset.sealed', 'a-2');

  test('a decision of the panel, a ruling, the end of the case; else it is refused', () => {
    expect(sealed.refused('asset.released', { subject: 'a-2' })).toMatchObject({
      ...{ code: 'not-approved', missing: [{ id: 'release.decided' }] },
    });
    expect(freed(sealed, 'a-2').seq('asset.released')).toBeGreaterThan(0);
    const met = sealed.complete('performance.completed');
    expect(met.complete('asset.released', 'a-2').seq('asset.released')).toBeGreaterThan(0);
  });

  test('one that was refused, is about another thing, or has been used is none', () => {
    const agreed = sealed.complete('panel.decided', { about: 'release' });
    const no = agreed.complete('release.decided', { assets: ['a-2'], granted: false });
    expect(no.refused('asset.released', { subject: 'a-2' }).code).toBe('not-approved');
    const again = freed(sealed, 'a-2').complete('asset.sealed', 'a-2', { ruling: '另案' });
    expect(again.refused('asset.released', { subject: 'a-2' }).code).toBe('not-approved');
  });

  test('it says which of those that hold, and names the decision on that very asset', () => {
    const two = returned([found('a-2', { kind: 'vehicle' }), found('a-3')], assigned())
      .complete('asset.sealed', 'a-2')
      .complete('asset.frozen', 'a-3')
      .complete('panel.decided', { about: 'release' })
      .complete('release.decided', { assets: ['a-2'] });
    const decision = two.seq('release.decided');
    const says = (payload: object, subject = 'a-2', court = two) =>
      court.refused('asset.released', { subject, payload: { ruling: '一', assisted: true, ...payload } });
    expect(says({ ground: 'claim-met' })).toMatchObject({ code: 'not-approved', missing: [{ id: 'decided' }] });
    expect(says({ ground: 'decided' })).toMatchObject({ code: 'missing-field', missing: [{ id: 'decision' }, { id: `${decision}` }] }); // prettier-ignore
    expect(says({ ground: 'decided', decision: decision - 1 }).code).toBe('unknown-fact');
    expect(says({ ground: 'decided', decision }, 'a-3').code).toBe('not-approved');
    const other = two.complete('panel.decided', { about: 'release' }).complete('release.decided', { assets: ['a-3'] });
    expect(says({ ground: 'decided', decision }, 'a-3', other).code).toBe('unknown-fact');
    expect(says({ ground: '想解除' }).code).toBe('wrong-type');
  });

  test('what a takeover tells is believed', () => {
    const at = (day: string) => `2026-01-${day}T10:00:00+08:00`;
    const history = [
      { node: 'query.started', at: at('12'), payload: { systems: ['总对总'] } },
      { node: 'query.returned', at: at('13'), payload: { complete: true, assets: [found('a-1')] } },
      { node: 'asset.frozen', at: at('14'), subject: 'a-1', payload: { order: 'first', ruling: '一', until: '2027-01-01' } }, // prettier-ignore
      {
        node: 'asset.released',
        at: at('15'),
        subject: 'a-1',
        payload: { ruling: '二', ground: 'decided', assisted: true },
      },
    ];
    expect(given().takenOver('2026-01-10T10:00', '2026-01-20T16:20', history).seq('asset.released')).toBeGreaterThan(0);
  });
});

test('a settlement that was broken is not said to have been performed', () => {
  const reached = assigned().complete('settlement.reached', {
    instalments: [{ n: 1, on: '2026-03-01', amountFen: 100 }],
  });
  const id = 'settlement-1';
  const broken = reached.complete('settlement.breached', id, { on: '2026-01-20' });
  expect(broken.refused('settlement.performed', { subject: id, payload: { on: '2026-01-20', evidence: '一' } })).toMatchObject({ code: 'not-qualified', missing: [{ id: 'performance.completed' }, { id: 'fact.withdrawn' }] }); // prettier-ignore
  const back = broken.complete('fact.withdrawn', { fact: broken.seq('settlement.breached'), reason: '误报' }, { by: 'officer' }); // prettier-ignore
  expect(back.complete('settlement.performed', id, { on: '2026-01-20' }).seq('settlement.performed')).toBeGreaterThan(
    0,
  );
  expect(broken.complete('performance.completed', { how: 'settlement' }).seq('performance.completed')).toBeGreaterThan(
    0,
  );
});

test('a warning of holding too much says by how much; once the claim is met it asks for the release', () => {
  const zh = (court: Court) => overControlled(court.c).map((each) => each.zh);
  const frozen = returned([found('a-1')], assigned()).complete('asset.frozen', 'a-1', { amountFen: 25_000_001 });
  expect(zh(frozen)).toEqual([expect.stringContaining('超出0.01元')]);
  const met = frozen.complete('performance.recorded', { amountFen: 25_000_000 });
  expect(zh(met)).toEqual([expect.stringMatching(/^债权已经受偿，仍首先控制250000.01元/)]);
});

describe('a closing is submitted when its checklist is met', () => {
  const courts: readonly [string, () => Court][] = [
    ['just filed', assigned],
    ['controlled', controlled],
    ['approved', approved],
    ['paid', paid],
    ['ruled on', () => assigned().complete('case.cancelled')],
    ['paid, another form open', () => paid().complete('funds.arrived', 'r-8')],
  ];
  test.each(courts)('%s: whatever the checklist lacks keeps it from being submitted', (_, make) => {
    const court = make();
    for (const kind of closingKindIds) {
      const deadlines = [...court.kept.values()];
      const lacks = checklist(court.c, kind, { now: court.now, deadlines }).items.filter(
        ({ of, met }) => of !== 'review' && !met,
      );
      const answer = court.answer('closing.submitted', { payload: { kind } });
      expect('accepted' in (answer as object), kind).toBe(lacks.length === 0);
    }
  });

  test('nor is it reviewed once something of it is open again', () => {
    const open = paid().complete('closing.submitted').complete('funds.arrived', 'r-8');
    expect(open.refused('closing.reviewed', { payload: { kind: 'performed' } }).code).toBe('nodes-open');
    expect(released(open).complete('closing.returned').seq('closing.returned')).toBeGreaterThan(0);
  });
});

test('a distribution is offered to be settled once somebody could settle it', () => {
  const offered = (court: Court) =>
    actionsOf(court.c, { actor: { ...called('officer'), via: 'api' }, now: court.now, opened: [...court.kept.values()], people: bench }) // prettier-ignore
      .find(({ node }) => node === 'distribution.settled')?.refusal?.code;
  expect(offered(planned)).toBe('too-early');
  expect(offered(planned.at('2026-03-03T09:00'))).toBeUndefined();
  const objected = planned.complete('distribution.objected', 'distribution-1', { disputedFen: 1 });
  const opposed = objected.complete('distribution.opposed', 'distribution-1', { party: bank });
  const sued = opposed.complete('remedy.sought', 'distribution-1', {
    way: 'lawsuit',
    party: 'applicant-1',
    on: '2026-02-06',
  });
  expect(offered(sued.at('2026-03-03T09:00'))).toMatch(/not-qualified|node-missing/);
});
