// docs/spec/money.md 4.3: an account is a number at a bank in the payee's own name, however either is written.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forms } from '../../domain/plan/money/forms.ts';
import { payeeAtBank } from '../../domain/plan/money/payments.ts';
import { foldName, foldNumber, isAccountNumber } from '../../domain/record/bank-names.ts';
import { nodeRow, type NodeId } from '../../domain/nodes/index.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

const money = confirmed().at('2026-02-09T09:00');
const said = (node: NodeId, more: object) => ({ payload: { ...(nodeRow(node).example as object), ...more } });
const code = (answer: unknown) => (answer as { code?: string; accepted?: true }).code ?? 'accepted';
const confirms = (more: object, court: Court = money) => code(court.answer('payee-account.confirmed', said('payee-account.confirmed', more))); // prettier-ignore
const known = money.complete('payee-account.confirmed', 'account-1');
const proposes = (more: object, court: Court = known) => code(court.answer('payee-account.change-proposed', { ...said('payee-account.change-proposed', more), by: 'officer' })); // prettier-ignore

describe('the number of an account', () => {
  test('is digits, eight to thirty-two, grouped as people write them', () => {
    for (const number of ['62170000', '6217 0000 0000 0000 009', '6217-0000-0000-0000-009', '６２１７００００００００', '6217–0000—00000009'])
      expect([number, confirms({ number }), proposes({ number })]).toEqual([number, 'accepted', 'accepted']);
    for (const number of ['1', '建行尾号6217', '6217000', '9'.repeat(33), '6217.0000.0000', 'N/A', '=1+1', '6217000000000000009x'])
      expect([number, confirms({ number }), proposes({ number })]).toEqual([number, 'bad-value', 'bad-value']);
  }); // prettier-ignore

  test('whose bank is blank is none', () => {
    for (const bank of ['', ' ', '　', '\t']) {
      expect(confirms({ bank })).not.toBe('accepted');
      expect(proposes({ bank })).not.toBe('accepted');
    }
  });

  test('is asked of a history that is taken over too, and of its holder', () => {
    const takenOver = (more: object) =>
      given().takenOver('2026-01-20T16:20', '2026-02-09T09:00', [
        { node: 'payee-account.confirmed', subject: 'account-1', at: '2026-02-03T09:00:00+08:00', payload: { ...(nodeRow('payee-account.confirmed').example as object), ...more } },
      ]); // prettier-ignore
    expect(takenOver({ number: '6217-0000 0009' }).c.first('payee-account.confirmed')).toBeDefined();
    expect(() => takenOver({ number: '待补' })).toThrow(/bad-value/);
    expect(() => takenOver({ holder: '王秀英' })).toThrow(/account-differs/);
  });

  test('folds the same however it is grouped: property', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8,32}$/), fc.array(fc.tuple(fc.nat(40), fc.constantFrom(' ', '-', '　', '–', '\u200b')), { maxLength: 8 }), (digits, marks) => {
        const written = marks.reduce((text, [at, mark]) => text.slice(0, at) + mark + text.slice(at), digits);
        expect(foldNumber(written)).toBe(digits);
        expect(isAccountNumber(written)).toBe(true);
      }),
    ); // prettier-ignore
  });
});

describe('its holder', () => {
  const uyghur = given({ applicants: [{ name: '阿依古丽·买买提', kind: 'person' }] }).filed();
  const hers = confirmed(controlled(uyghur)).at('2026-02-09T09:00');

  test('is the party, blanks, width and the dot in a name aside', () => {
    for (const holder of ['张建国', ' 张 建国 ', '张　建国']) expect(confirms({ holder })).toBe('accepted');
    for (const holder of ['阿依古丽·买买提', '阿依古丽•买买提', '阿依古丽 ・ 买买提', '阿依古丽.买买提', '阿依古丽･买买提'])
      expect([holder, confirms({ holder }, hers)]).toEqual([holder, 'accepted']);
    expect(foldName('阿依古丽买买提')).not.toBe(foldName('阿依古丽·买买提'));
  }); // prettier-ignore

  test('who is another is refused at once, not when the bank sends the money back', () => {
    expect(confirms({ holder: '王秀英' })).toBe('account-differs');
    expect(confirms({ holder: '张建' })).toBe('account-differs');
    expect(proposes({ holder: '王秀英' })).toBe('account-differs');
    expect(confirms({ party: undefined, holder: '王秀英' })).toBe('accepted');
    expect(confirms({ party: 'respondent-1', holder: '张建国' })).toBe('account-differs');
    expect(money.refused('payee-account.confirmed', said('payee-account.confirmed', { holder: '王秀英' })).missing).toEqual([{ id: 'holder', zh: '张建国' }]); // prettier-ignore
  });

  test('of a third party may be anybody, and changes as anybody', () => {
    const agent = money.complete('payee-account.confirmed', 'account-1', {
      party: undefined,
      holder: '王秀英',
    } as object);
    expect(proposes({ holder: '李律师' }, agent)).toBe('accepted');
  });
});

describe('on a form and at the bank', () => {
  const spaced = money.complete('payee-account.confirmed', 'account-1', { holder: ' 张建国 ', number: '6217 0000-0000 0000 009' }); // prettier-ignore
  const applied = spaced.complete('payout.applied', 'r-7', { payee: '张 建国' });
  const FORM = 'FK-2026-031';
  const approved = applied.complete('payout.material-reviewed', FORM).complete('payout.approved', FORM);

  test('the same payee is one however it is written: applied for, sent, paid', () => {
    const sent = approved.complete('payout.sent', FORM, { reference: 'ZL20260213001' });
    for (const payee of ['张建国', '张　建国', 'applicant-1'])
      for (const payeeAccount of ['account-1', '6217000000000000009', '6217-0000-0000-0000-009'])
        expect(code(sent.answer('payout.paid', { subject: FORM, ...said('payout.paid', { payee, payeeAccount, reference: 'ZL20260213001' }) }))).toBe('accepted'); // prettier-ignore
    expect(code(sent.answer('payout.paid', { subject: FORM, ...said('payout.paid', { payee: '张建', reference: 'ZL20260213001' }) }))).toBe('form-differs'); // prettier-ignore
  });

  test('the bank is told digits, and the name as it is', () => {
    const form = forms(approved.c).get(FORM);
    expect(form && payeeAtBank(approved.c, form)).toMatchObject({ holder: '张建国', number: '6217000000000000009' });
  });

  test('a panel’s word on a payee holds for that name, however it is written', () => {
    const third = money
      .complete('panel.decided', { about: 'payee', payee: '武陟县 农商银行' })
      .complete('payout.applied', 'r-7', {
        to: 'third-party',
        payee: '武陟县农商银行',
        payeeAccount: 'account-9',
        onBehalfOf: 'applicant-1',
      })
      .complete('payout.material-reviewed', FORM);
    expect(code(third.answer('payout.approved', { subject: FORM, ...said('payout.approved', {}) }))).toBe('accepted');
  });
});
