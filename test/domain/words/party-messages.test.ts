// What a party is sent: by which ways, in how many characters.
import { describe, expect, test } from 'vitest';
import { smsTo, waysTo } from '../../../domain/plan/parties/ways.ts';
import { mailZh, smsZh } from '../../../domain/words/party-messages.ts';
import { given } from '../../support/given.ts';

const caseNo = '（2026）豫0823执123号';
const frozen = '2026年1月20日，冻结财产a-1（银行账户），期限至2027年1月20日。';
const length = (text: string) => [...text].length;

describe('a short message', () => {
  test('is the sentence itself where it fits, else how much there is', () => {
    expect(smsZh({ caseNo, lines: [frozen] })).toBe(`${caseNo}：${frozen}`);
    expect(smsZh({ caseNo, lines: [frozen, frozen] })).toBe(
      `您的案件${caseNo}有2项新进展，请登录查阅，或者向承办人查询。`,
    );
  });

  test('has at most 70 characters, whatever it is about', () => {
    for (const name of [caseNo, `${'（2026）'.repeat(20)}号`, '𠮷'.repeat(60)])
      for (const lines of [[], [frozen], ['𠮷'.repeat(200)], Array.from({ length: 999 }, () => frozen)])
        expect(length(smsZh({ caseNo: name, lines }))).toBeLessThanOrEqual(70);
  });
});

test('a mail has every sentence, numbered', () => {
  expect(mailZh({ caseNo, lines: [frozen, frozen] }).text).toContain(`1. ${frozen}\n2. ${frozen}`);
});

describe('the ways to a party', () => {
  const filed = given({ applicants: [{ name: '张建国', kind: 'person', phone: '138-0000-0000' }] })
    .filed()
    .assigned();
  const address = {
    address: '木城街道',
    phone: '13900000000',
    email: 'zhang@example.com',
    channels: ['electronic' as const],
  };
  const ways = (more: object) =>
    waysTo(filed.complete('address.confirmed', 'applicant-1', { ...address, ...more }).c, 'applicant-1').map(({ way, to }) => `${way} ${to}`); // prettier-ignore

  test('as it was filed, then as it was confirmed; mail for whoever agreed to it', () => {
    expect(waysTo(filed.c, 'applicant-1')).toEqual([{ way: 'sms', to: '13800000000' }]);
    expect(ways({})).toEqual(['mail zhang@example.com', 'sms 13900000000']);
    expect(ways({ consentsToElectronic: false })).toEqual(['sms 13900000000']);
    expect(ways({ channels: ['post'] })).toEqual(['sms 13900000000']);
  });

  test.each(['zhang@', 'a b@example.com', 'a@b.com, c@d.com', 'a@b.com\r\nBcc: c@d.com', '<a@b.com>', '张@例子.中国'])(
    '%j is no address to write to: it is not taken, and one that a takeover brought is not written to',
    (email) => {
      const payload = { ...address, email };
      expect(filed.refused('address.confirmed', { payload, subject: 'applicant-1' }).code).toBe('bad-value');
      const brought = { node: 'address.confirmed', subject: 'applicant-1', at: '2026-01-21T09:00:00+08:00', payload };
      const taken = given().takenOver('2026-01-20T16:20', '2026-02-02T09:00', [brought]);
      expect(waysTo(taken.c, 'applicant-1').map(({ way, to }) => `${way} ${to}`)).toEqual(['sms 13900000000']);
    },
  );

  test.each([
    ['１３８００００００００', '13800000000'],
    ['+86 138 0000 0000', '13800000000'],
    ['0391-1234567', undefined],
    ['1380000000', undefined],
    ['13800000000;13900000000', undefined],
    ['', undefined],
  ])('%j is reached as %j', (phone, number) => expect(smsTo({ phone })[0]?.to).toBe(number));
});
