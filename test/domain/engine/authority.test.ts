// Who may rewrite what: nobody changes the word of somebody in office, or takes away what a later step rests on (engine.md 2a, 3).
import { describe, expect, test } from 'vitest';
import type { Court } from '../../support/given.ts';
import { given } from '../../support/given.ts';
import {
  approved,
  closed,
  confirmed,
  controlled,
  found,
  paid,
  released,
  reported,
  returned,
} from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const refusal = (court: Court, node: string, payload: object, by = 'review') =>
  court.refused(node, { payload: { reason: '误录', ...payload }, by });
const withdraw = (court: Court, fact: number, by = 'review') => court.complete('fact.withdrawn', { fact }, { by });
const codeOf = (court: Court, fact: number, payload: object | undefined, by: string) =>
  refusal(court, payload === undefined ? 'fact.withdrawn' : 'fact.corrected', { fact, ...(payload && { payload }) }, by)
    .code;

describe('a decision is its office’s', () => {
  const decisions: readonly [string, Court, string, string][] = [
    ['an approved payout', approved(), 'payout.approved', 'director'],
    ['an approved stop', filed.complete('exclusion.approved'), 'exclusion.approved', 'supervising-leader'],
    ['an extension', reported(filed).complete('extension.approved'), 'extension.approved', 'president'],
    ['a passed closing review', paid().reviewed(), 'closing.reviewed', 'review'],
    ['an accepted delay', filed.at('2026-01-21').complete('delay.accepted', { deadline: 'reception@2' }), 'delay.accepted', 'director'],
    ['criticism', filed.at('2026-01-21').complete('criticism.published', { deadline: 'reception@2' }), 'criticism.published', 'director'],
    ['a corrected filing', filed.complete('filing.corrected', { fields: { claimFen: 9 } }), 'filing.corrected', 'review'],
  ]; // prettier-ignore

  test.each(decisions)('%s: nobody of another office takes it back or words it anew', (_, court, node, office) => {
    const fact = court.seq(node as 'payout.approved');
    const strangers = ['review', 'director', 'supervising-leader', 'president', 'command', 'finance'];
    for (const by of strangers.filter((role) => role !== office)) {
      expect(codeOf(court, fact, undefined, by), by).toBe('not-your-fact');
      const payload = court.record[fact - 1]?.payload as object;
      expect(codeOf(court, fact, payload, by), by).toMatch(/not-your-fact|not-correctable/);
    }
    expect(withdraw(court, fact, office).c.fact(fact)).toBeUndefined();
  });

  test('its sum, date, form of account and ground are decided anew, its wording may be put right', () => {
    const court = approved();
    const fact = court.seq('payout.approved');
    expect(refusal(court, 'fact.corrected', { fact, payload: { amountFen: 1_000 } }, 'director')).toMatchObject({
      code: 'not-correctable',
      missing: [{ id: 'amountFen' }],
    }); // prettier-ignore
    const stopped = filed.complete('exclusion.approved');
    const stop = stopped.seq('exclusion.approved');
    const was = stopped.c.last('exclusion.approved')?.payload;
    for (const change of [{ from: '2026-02-02' }, { to: '2029-12-31' }, { ground: 'appraisal' }]) {
      expect(codeOf(stopped, stop, { ...was, ...change }, 'supervising-leader')).toBe('not-correctable');
    }
    const extended = reported(filed).complete('extension.approved');
    const words = { ...extended.c.last('extension.approved')?.payload, reason: '被执行人财产在外省' };
    const right = extended.complete('fact.corrected', { fact: extended.seq('extension.approved'), at: undefined, payload: words } as never, { by: 'president' }); // prettier-ignore
    expect(right.c.last('extension.approved')?.payload.reason).toBe('被执行人财产在外省');
  });

  test('a withdrawn decision comes back by its office alone', () => {
    const gone = withdraw(approved(), approved().seq('payout.approved'), 'director');
    expect(codeOf(gone, gone.seq('fact.withdrawn'), undefined, 'review')).toBe('not-your-fact');
    // by another of the office: without it the approval itself has become late, and who is late lifts no lateness
    expect(withdraw(gone, gone.seq('fact.withdrawn'), 'p-all-hats').c.last('payout.approved')).toBeDefined();
  });

  test('a closing is the president’s to take back, and nobody’s once the file is archived', () => {
    const court = closed();
    const fact = court.seq('case.closed');
    for (const by of ['officer', 'review', 'director'])
      expect(codeOf(court, fact, undefined, by)).toBe('not-your-fact');
    expect(withdraw(court, fact, 'president').c.first('case.closed')).toBeUndefined();
    const archived = court.complete('dossier.archived');
    expect(codeOf(archived, fact, undefined, 'president')).toBe('not-correctable');
  });
});

describe('nothing is taken from under what rests on it', () => {
  test.each<[string, Court, string, string, string]>([
    ['the review under a closing', closed(), 'closing.reviewed', 'review', 'case.closed'],
    ['the query under its return', returned([found('a-1')]), 'query.started', 'review', 'query.returned'],
    ['the confirmation under an application', confirmed().complete('payout.applied', 'r-7'), 'funds.confirmed', 'review', 'payout.applied'],
    ['the material review under an approval', approved(), 'payout.material-reviewed', 'review', 'payout.approved'],
    ['the approval under a payment', paid(), 'payout.approved', 'director', 'payout.paid'],
    ['the report under the panel’s word', filed.assigned().complete('long-case.reported').complete('panel.decided', {}), 'long-case.reported', 'review', 'panel.decided'],
    ['the handling under its confirmation', filed.assigned().complete('supervision.opened', 'm-1').complete('supervision.handled', 'm-1', {}, { by: 'officer' }).complete('supervision.confirmed', 'm-1'), 'supervision.handled', 'review', 'supervision.confirmed'],
    ['the money under a closing', paid().complete('performance.completed', {}, { by: 'officer' }), 'funds.arrived', 'review', 'funds.confirmed'],
  ])('%s', (_, court, node, by, dependent) => {
    const refused = refusal(court, 'fact.withdrawn', { fact: court.seq(node as 'case.closed') }, by);
    expect(refused.code).toBe('has-dependents');
    expect(refused.missing.map((m) => m.id)).toContain(String(court.seq(dependent as 'case.closed')));
  }); // prettier-ignore

  test('what nobody rests on passes: a payer’s misspelt name, after the payment', () => {
    const court = paid();
    const fact = court.seq('funds.arrived');
    const payload = { ...court.c.first('funds.arrived')?.payload, payer: '李卫东（更正）' };
    const right = court.complete('fact.corrected', { fact, at: undefined, payload } as never, { by: 'finance' });
    expect(right.c.first('funds.arrived')?.payload.payer).toBe('李卫东（更正）');
  });

  test('an arrival that a confirmation matched is not taken back', () => {
    const court = confirmed();
    expect(codeOf(court, court.seq('funds.arrived'), undefined, 'finance')).toBe('has-dependents');
  });

  test('an extension typed wrong is withdrawn by the president and made anew', () => {
    const court = reported(filed).complete('extension.approved', { until: '2026-10-15' });
    expect(court.refused('extension.approved', { payload: { until: '2027-01-10', reason: '财产处置尚未完毕' } }), 'one word of the panel, one extension').toMatchObject({ code: 'node-missing', missing: [{ id: 'panel.decided' }] }); // prettier-ignore
    const gone = withdraw(court, court.seq('extension.approved'), 'president');
    expect(gone.complete('extension.approved', { until: '2026-10-20' }).deadline('case-limit-statutory').due).toBe('2026-10-20');
  }); // prettier-ignore
});

describe('what a fact rests on has happened first', () => {
  test.each<[string, () => Court, string, object]>([
    ['closed on the first day what was performed seven months later', () => released(controlled().at('2026-08-20T09:00').complete('performance.completed', {}, { by: 'officer' })).reviewed(), 'case.closed', { at: '2026-01-22T09:00' }],
    ['paid a second before the approval', approved, 'payout.paid', { subject: 'FK-2026-031', at: '2026-02-11T15:59' }],
    ['applied for before the confirmation', () => confirmed().complete('payee-account.confirmed', 'account-1', {}, { at: '2026-02-06T11:00' }), 'payout.applied', { subject: 'r-7', at: '2026-02-06T14:00' }],
    ['returned before the query', () => filed.at('2026-01-21T09:00').complete('query.started'), 'query.returned', { at: '2026-01-21T08:00' }],
    ['confirmed before it was handled', () => filed.assigned().complete('supervision.opened', 'm-1').at('2026-01-22T09:00').complete('supervision.handled', 'm-1', {}, { by: 'officer' }), 'supervision.confirmed', { subject: 'm-1', at: '2026-01-21T09:00' }],
  ])('%s', (_, court, node, told) => {
    expect(court().refused(node, told)).toMatchObject({ code: 'at-before-ground' });
  }); // prettier-ignore

  test('the same of a corrected instant', () => {
    const court = approved().complete('payout.rejected', 'FK-2026-031');
    const fact = court.seq('payout.rejected');
    const at = '2026-02-11T15:00:00+08:00';
    expect(refusal(court, 'fact.corrected', { fact, at }, 'finance').code).toBe('at-before-ground');
  });

  test('in order it may be entered late', () => {
    const late = approved()
      .at('2026-02-14T09:00')
      .complete('payout.paid', 'FK-2026-031', {}, { at: '2026-02-13T14:00' });
    expect(late.deadline('payout')).toMatchObject({ status: 'done', ended: '2026-02-13T14:00' });
  });
});
