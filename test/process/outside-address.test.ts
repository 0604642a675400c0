// Where messages may go: the internet, nets that the court has let in, and in the trial court this machine.
import { describe, expect, test } from 'vitest';
import { addressCheck, flawOfUrl, guardedLookup, isAllowed, outsideRules } from '../../process/outside-address.ts';

const rules = (nets = '', loopback = false, ports = '443,8443') => {
  const problems: string[] = [];
  const made = outsideRules({ WEBHOOK_NETS: nets, WEBHOOK_PORTS: ports }, loopback, problems);
  expect(problems).toEqual([]);
  return made;
};
const open = rules();

const internal = [
  ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255'],
  ['192.168.0.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '100.127.255.255', '192.0.0.192', '198.18.0.1'],
  ['198.19.255.255', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.88.99.1', '224.0.0.1', '239.255.255.255'],
  ['240.0.0.1', '255.255.255.255', '168.63.129.16'],
  ['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', 'fec0::1', '64:ff9b::a9fe:a9fe'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::7f00:1', '::127.0.0.1', '2001:db8::1'],
  ['2002:7f00:1::', '2001:0:1::', '3fff::1', '100::1', '0:0:0:0:0:ffff:a9fe:a9fe', 'nonsense', ''],
].flat();
const outside = ['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '169.253.0.1', '223.255.255.255', '2400:3200::1', '2606:4700::1111']; // prettier-ignore

test.each(internal)('%s is nobody outside', (address) => expect(isAllowed(address, open)).toBe(false));
test.each(outside)('%s is outside', (address) => expect(isAllowed(address, open)).toBe(true));

test('a net that the court lets in is let in, and nothing beside it, in no disguise either', () => {
  const own = rules('10.2.0.0/16, fd12:3456::/32');
  expect(['10.2.0.1', '10.2.255.255', 'fd12:3456::1'].map((a) => isAllowed(a, own))).toEqual([true, true, true]);
  expect(['10.1.255.255', '10.3.0.0', 'fd12:3457::1', '127.0.0.1'].some((a) => isAllowed(a, own))).toBe(false);
  expect(['1.1.1.1', '2400:3200::1'].every((a) => isAllowed(a, own))).toBe(true);
});

test('the trial court may send to this machine, and no other internal one', () => {
  const trial = rules('', true);
  expect(['127.0.0.1', '127.9.9.9', '::1'].every((a) => isAllowed(a, trial))).toBe(true);
  expect(['10.0.0.1', '0.0.0.0', '::ffff:127.0.0.1', '169.254.169.254'].some((a) => isAllowed(a, trial))).toBe(false);
});

test('nets that are none are said so', () => {
  for (const net of ['10.2.0.0', '10.2.0.0/33', '10.2.0/16', 'fd00::/129', '10.2.0.0/-1', '/8']) {
    const problems: string[] = [];
    outsideRules({ WEBHOOK_NETS: net, WEBHOOK_PORTS: '443' }, false, problems);
    expect(problems, net).toHaveLength(1);
  }
});

describe('an address as somebody writes it', () => {
  test.each([
    ['http://a.example/', 'bad-value'],
    ['ftp://a.example/', 'bad-value'],
    ['file:///etc/passwd', 'bad-value'],
    ['javascript:1', 'bad-value'],
    ['a.example', 'bad-value'],
    ['https://', 'bad-value'],
    ['https://user@a.example/', 'bad-value'],
    ['https://user:secret@a.example/', 'bad-value'],
    ['https://:secret@a.example/', 'bad-value'],
    ['https://a.example/#x', 'bad-value'],
    ['https://a.example:22/', 'bad-value'],
    ['https://a.example:6379/', 'bad-value'],
    ['https://127.0.0.1/', 'address-internal'],
    ['https://127.1/', 'address-internal'],
    ['https://2130706433/', 'address-internal'],
    ['https://0x7f.0.0.1/', 'address-internal'],
    ['https://0177.0.0.1/', 'address-internal'],
    ['https://１２７.０.０.１/', 'address-internal'],
    ['https://[::1]/', 'address-internal'],
    ['https://[::ffff:127.0.0.1]/', 'address-internal'],
    ['https://[fe80::1]/', 'address-internal'],
    ['https://169.254.169.254/latest/meta-data/', 'address-internal'],
    ['https://localhost/', 'address-internal'],
    ['https://localhost./', 'address-internal'],
    ['https://LOCALHOST:8443/', 'address-internal'],
    ['https://x.localhost/', 'address-internal'],
    ['https://printer.local/', 'address-internal'],
    ['https://printer.local./', 'address-internal'],
  ])('%s is %s', (url, code) => expect(flawOfUrl(url, open)?.code).toBe(code));
  test.each(['https://a.example/', 'https://a.example:8443/x?y=z', 'https://1.1.1.1/', 'https://档案.example/', 'https://notlocal/'])(
    '%s is fine as far as it tells',
    (url) => expect(flawOfUrl(url, open)).toBeUndefined(),
  ); // prettier-ignore
  test('plain http is for this machine in the trial court', () => {
    const trial = rules('', true);
    for (const url of ['http://127.0.0.1:3999/x', 'http://localhost:1/', 'http://[::1]:9/', 'https://localhost:9/'])
      expect(flawOfUrl(url, trial), url).toBeUndefined();
    expect(flawOfUrl('http://10.0.0.1/', trial)?.code).toBe('bad-value');
    expect(flawOfUrl('https://10.0.0.1/', trial)?.code).toBe('address-internal');
  });
});

describe('a name', () => {
  const leadsTo = (...found: readonly string[]) => (_: string, __: object, done: (error: Error | null, all: { address: string; family: number }[]) => void) => done(null, found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))); // prettier-ignore
  test('that leads inside is refused, though it leads outside too', async () => {
    expect((await addressCheck(open, leadsTo('10.0.0.1'))('https://a.example/'))?.code).toBe('address-internal');
    expect((await addressCheck(open, leadsTo('1.1.1.1', '::1'))('https://a.example/'))?.code).toBe('address-internal');
    expect(await addressCheck(open, leadsTo('1.1.1.1'))('https://a.example/')).toBeUndefined();
  });
  test('that nobody knows yet may be written down', async () => {
    const unknown = (_: string, __: object, done: (error: Error | null, all: never[]) => void) => done(new Error('ENOTFOUND'), []); // prettier-ignore
    expect(await addressCheck(open, unknown)('https://a.example/')).toBeUndefined();
  });
  test('is connected to at the very address that was looked at', async () => {
    const answers = [['1.1.1.1'], ['127.0.0.1']]; // what a name server that means ill answers, one after the other
    const find = (...asked: Parameters<ReturnType<typeof leadsTo>>) => leadsTo(...(answers.shift() ?? []))(...asked);
    const look = () => new Promise((resolve) => guardedLookup(open, find)('a.example', { all: false }, (error, address) => resolve(error ?? address))); // prettier-ignore
    expect(await look()).toBe('1.1.1.1');
    expect(await look()).toMatchObject({ code: 'ADDRESS_INTERNAL' });
  });
});
