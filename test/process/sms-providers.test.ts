// Short messages by the two public providers' own APIs, against a provider that checks each signature by itself, throttles, and loses answers.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { aliyunSms } from '../../process/sms-aliyun.ts';
import { providerChannel, type SmsAccess } from '../../process/sms-provider.ts';
import { readTemplate, templateFields, type SmsTemplate } from '../../process/sms-template.ts';
import { tencentSms } from '../../process/sms-tencent.ts';
import { KEY, type SmsSimulator, startSmsSimulator } from '../support/sms-simulator.ts';

const TEXT = '您的案件${caseNo}有${count}项新进展，请登录查阅。';
const template = readTemplate(`SMS_154950909:${TEXT}`, KEY.sign, templateFields.party) as SmsTemplate; // a good one: tested below
const message = {
  ...{ id: '7-applicant-1-sms', to: '13800000000', subject: '', text: '' },
  fields: { caseNo: '（2026）豫0823执1号', count: '3' },
};
const QUICK = [5, 5, 5];

const open: SmsSimulator[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A channel by a provider, and the provider. */
async function over(
  kind: 'aliyun' | 'tencent',
  report: 'delivered' | 'failed' | null = 'delivered',
  key: Partial<SmsAccess> = {},
) {
  const simulator = await startSmsSimulator(kind, report);
  open.push(simulator);
  const access = { ...KEY, ...key, url: simulator.url };
  const provider = kind === 'aliyun' ? aliyunSms(access) : tencentSms({ ...KEY, ...access });
  return { simulator, provider, send: providerChannel(provider, template, QUICK) };
}

describe.each(['aliyun', 'tencent'] as const)('%s', (kind) => {
  const phone = kind === 'aliyun' ? '13800000000' : '+8613800000000';
  const values = kind === 'aliyun' ? message.fields : Object.values(message.fields);

  test('takes a message by its template, signed, and the same again is one', async () => {
    const { simulator, send } = await over(kind);
    expect(await send(message)).toEqual({});
    expect(await send(message)).toEqual({});
    expect(simulator.rejected).toEqual([]);
    expect(simulator.taken).toEqual([{ id: message.id, phone, template: 'SMS_154950909', sign: '执行局', values, report: 'delivered' }]); // prettier-ignore
  });

  test('a wrong secret is found out by the provider, and the message waits', async () => {
    const { simulator, send } = await over(kind, 'delivered', { secret: 'another' });
    await expect(send(message)).rejects.toThrow(/^the provider of short messages/);
    expect(simulator.rejected[0]).toMatch(/^(?:SignatureDoesNotMatch|AuthFailure\.SignatureFailure)$/);
    expect(simulator.taken).toEqual([]);
  });

  test('a template whose values bear signs that queries and bodies give a meaning to is signed all the same', async () => {
    const { simulator, send } = await over(kind);
    const odd = {
      ...message,
      id: "a'(1)*!~&=+ %",
      fields: { caseNo: `（2026）豫0823执1号之一 &=+*'()!~%"`, count: '999' },
    };
    expect(await send(odd)).toEqual({});
    expect(simulator.rejected).toEqual([]);
    expect(simulator.taken[0]).toMatchObject({ id: odd.id, values: kind === 'aliyun' ? odd.fields : Object.values(odd.fields) }); // prettier-ignore
  });

  test('throttled: it may be tried later, and comes once', async () => {
    const { simulator, send } = await over(kind);
    simulator.mishaps.push('throttled');
    await expect(send(message)).rejects.toThrow(/takes nothing now: (?:isv\.BUSINESS_LIMIT_CONTROL|LimitExceeded)/);
    expect(simulator.taken).toEqual([]);
    expect(await send(message)).toEqual({});
    expect(simulator.taken).toHaveLength(1);
  });

  test('a number that is refused for good says so by its code, without the number', async () => {
    const { simulator, send } = await over(kind);
    simulator.mishaps.push('refused');
    const { refused } = await send(message);
    expect(refused).toMatch(/^短信服务商拒收（[\w.]+）$/);
    expect(refused).not.toContain('13800000000');
  });

  test.each(['answer-lost', 'bad-gateway'] as const)(
    '%s: it is asked for, and nobody is told twice',
    async (mishap) => {
      const { simulator, send } = await over(kind);
      simulator.mishaps.push(mishap);
      simulator.lag = 2; // the one before sending, and the first after it
      expect(await send(message)).toEqual({});
      expect(await send(message), 'tried again after a crash').toEqual({});
      expect(simulator.taken).toHaveLength(1);
    },
  );

  test('what never arrived may be sent again', async () => {
    const { simulator, send } = await over(kind);
    simulator.mishaps.push('never-arrived');
    await expect(send(message)).rejects.toThrow('did not answer');
    expect(await send(message)).toEqual({});
    expect(simulator.taken).toHaveLength(1);
  });

  test('what became of it can be asked later; what failed is refused when it is tried again', async () => {
    const { simulator, provider, send } = await over(kind, null);
    const asked = { id: message.id, phone: '13800000000' };
    expect(await provider.find(asked)).toBeUndefined();
    await send(message);
    const [taken] = simulator.taken;
    if (taken === undefined) throw new Error('nothing was taken');
    expect(await provider.find(asked)).toEqual(kind === 'aliyun' ? { state: 'taken' } : undefined);
    taken.report = 'delivered';
    expect(await provider.find(asked)).toEqual({ state: 'delivered' });
    taken.report = 'failed';
    expect(await provider.find(asked)).toEqual({ state: 'failed', reason: kind === 'aliyun' ? 'MOBILE_NOT_ON_SERVICE' : '停机' }); // prettier-ignore
    expect(await send(message)).toEqual({ refused: expect.stringMatching(/^短信未送达/) as string });
    expect(await provider.find({ ...asked, id: 'another' })).toBeUndefined();
  });

  test('whatever goes wrong in whatever order, each message comes once', async () => {
    const { simulator, send } = await over(kind);
    const mishaps = fc.array(fc.constantFrom('answer-lost', 'never-arrived', 'bad-gateway', 'throttled'), { maxLength: 5 }); // prettier-ignore
    let n = 0;
    await fc.assert(
      fc.asyncProperty(mishaps, async (wrong) => {
        n += 1;
        const own = { ...message, id: `${n}-applicant-1-sms` };
        simulator.mishaps.splice(0, Infinity, ...wrong);
        for (let tried = 0; tried <= wrong.length; tried += 1) await send(own).catch(() => undefined);
        simulator.mishaps.length = 0;
        expect(await send(own)).toEqual({});
        expect(simulator.taken.filter(({ id }) => id === own.id)).toHaveLength(1);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a template', () => {
  const read = (setting: string) => readTemplate(setting, KEY.sign, templateFields.party);
  test('is its id and its text as approved', () =>
    expect(read(`SMS_1:${TEXT}`)).toEqual({ id: 'SMS_1', text: TEXT, fields: ['caseNo', 'count'] }));
  test.each([
    ['sms-template-too-long', `SMS_1:${'很长'.repeat(500)}${TEXT}`],
    ['sms-template-too-long', `SMS_1:${'再'.repeat(30)}${TEXT}`],
    ['sms-template-field-missing', 'SMS_1:您的案件有新进展，请登录查阅。'],
    ['sms-template-field-missing', 'SMS_1:您的案件${caseNo}有新进展。'],
    ['sms-template-field-unknown', `SMS_1:\${name}，${TEXT}`],
    ['sms-template-malformed', TEXT],
    ['sms-template-malformed', 'SMS_1:'],
    ['sms-template-malformed', 'SMS 1:您好'],
  ])('%s', (code, setting) => expect(read(setting)).toMatchObject({ code }));
  test('that is just short enough is taken', () => {
    const room =
      70 -
      [...`【${KEY.sign}】${TEXT}`].length +
      '${caseNo}${count}'.length -
      '（2026）豫0823执恢12345号之一999'.length;
    expect(read(`SMS_1:${'。'.repeat(room)}${TEXT}`)).toHaveProperty('id');
    expect(read(`SMS_1:${'。'.repeat(room + 1)}${TEXT}`)).toMatchObject({ code: 'sms-template-too-long' });
  });
});
