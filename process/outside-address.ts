import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import Type, { type Static } from 'typebox';

/** Which addresses webhooks may go to; the same for worker and API. */
export const WEBHOOK_SETTINGS = Type.Object({
  WEBHOOK_NETS: Type.Optional(
    Type.String({ pattern: '^[0-9a-fA-F:./, ]+$', description: 'networks (10.2.0.0/16), with commas' }),
  ),
  WEBHOOK_PORTS: Type.String({ default: '443,8443', pattern: '^\\d{1,5}(,\\d{1,5})*$', description: 'ports, with commas' }), // prettier-ignore
});

/** Where messages may go. */
export interface OutsideRules {
  /** Networks of the court's own that are let in although they are internal. */
  readonly nets: BlockList;
  readonly ports: ReadonlySet<string>;
  /** This machine itself, over plain http too: of the trial court alone. */
  readonly loopback: boolean;
}

/** Reads them; what is wrong is added to `problems`. */
export function outsideRules(s: Static<typeof WEBHOOK_SETTINGS>, loopback: boolean, problems: string[]): OutsideRules {
  const nets = new BlockList();
  for (const net of (s.WEBHOOK_NETS ?? '').split(/[, ]+/).filter((each) => each !== '')) {
    const [address = '', length = ''] = net.split('/');
    const most = isIPv4(address) ? 32 : 128;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(length) || Number(length) > most)
      problems.push(`  WEBHOOK_NETS must be networks such as 10.2.0.0/16, not "${net}"`);
    else nets.addSubnet(address, Number(length), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return { nets, ports: new Set(s.WEBHOOK_PORTS?.split(',')), loopback };
}

/** Addresses of IPv4 that are nobody's on the internet (IANA's registry of special purposes), and the one at which a cloud answers its machines. */
const special4 = blocked('ipv4', ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32']); // prettier-ignore
/** Of IPv6 only this is the internet; in it Teredo, documentation and 6to4, which lead elsewhere. */
const global6 = blocked('ipv6', ['2000::/3']);
const special6 = blocked('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

function blocked(family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) list.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), family);
  return list;
}

const isLoopback = (address: string): boolean => address === '::1' || (isIPv4(address) && address.startsWith('127.'));

/** Whether messages may go to an address. */
export function isAllowed(address: string, { nets, loopback }: Pick<OutsideRules, 'nets' | 'loopback'>): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false; // of one link alone
  if (loopback && isLoopback(address)) return true;
  if (isIPv4(address)) return nets.check(address, 'ipv4') || !special4.check(address, 'ipv4');
  return nets.check(address, 'ipv6') || (global6.check(address, 'ipv6') && !special6.check(address, 'ipv6'));
}

/** Why messages do not go to an address. */
export interface AddressFlaw {
  readonly code: 'bad-value' | 'address-internal';
  readonly zh: string;
}

const flaw = (zh: string): AddressFlaw => ({ code: 'bad-value', zh });
const internal = (host: string): AddressFlaw => ({ code: 'address-internal', zh: `${host} 是内部地址；院内网段由系统管理员以 WEBHOOK_NETS 设定后方可使用` }); // prettier-ignore

/** The host of an address as it is looked up: without brackets and the dot at its end. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** Why messages do not go to an address, as far as its text tells; undefined: it does not tell. */
export function flawOfUrl(text: string, rules: OutsideRules): AddressFlaw | undefined {
  const url = URL.parse(text);
  if (url === null) return flaw('url 不是地址，应如 https://archive.court.example/hooks');
  const host = hostOf(url);
  const isHere = rules.loopback && (host === 'localhost' || isLoopback(host));
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) return flaw('url 须以 https:// 开头');
  if (url.username !== '' || url.password !== '') return flaw('url 中不得写用户名和密码：收到的内容以签名核验');
  if (url.hash !== '') return flaw('url 中不得有 #');
  if (isHere) return undefined;
  if (!rules.ports.has(url.port || '443')) return flaw(`url 的端口须为 ${[...rules.ports].join('、')} 之一；其他端口由系统管理员以 WEBHOOK_PORTS 设定`); // prettier-ignore
  const isLocal = host === '' || /(?:^|\.)(?:local|localhost)$/.test(host);
  return isLocal || (isIP(host) !== 0 && !isAllowed(host, rules)) ? internal(host) : undefined;
}

/** How names are looked up, as Node's own `dns.lookup` does. */
export type Lookup = (host: string, options: { readonly all: true }, done: (error: Error | null, found: { address: string; family: number }[]) => void) => void; // prettier-ignore

/** That a name leads to an address to which nothing may go. */
export class InternalAddress extends Error {
  readonly code = 'ADDRESS_INTERNAL';
}

/**
 * Looks names up for a connection, and refuses one that leads to an address to which nothing may go: what is connected to is the very address
 * that was looked at, so that a name cannot lead elsewhere the next moment.
 */
export const guardedLookup =
  (rules: OutsideRules, find: Lookup = lookup): LookupFunction =>
  (host, options, done) => {
    find(host, { ...options, all: true }, (error, found) => {
      const first = found?.[0];
      if (error !== null || first === undefined) return done(error ?? new InternalAddress(), '', 0);
      if (!found.every(({ address }) => isAllowed(address, rules))) return done(new InternalAddress(), '', 0);
      return options.all === true ? done(null, found) : done(null, first.address, first.family);
    });
  };

const LOOKUP_MS = 3_000;

/** Asks whether messages may go to an address, its name looked up; one that nobody knows yet may. */
export type CheckAddress = (url: string) => Promise<AddressFlaw | undefined>;

export const addressCheck =
  (rules: OutsideRules, find?: Lookup): CheckAddress =>
  (text) => {
    const known = flawOfUrl(text, rules);
    if (known !== undefined) return Promise.resolve(known);
    const host = hostOf(new URL(text));
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), LOOKUP_MS);
      guardedLookup(rules, find)(host, { all: true }, (error) => {
        clearTimeout(timer);
        resolve(error instanceof InternalAddress ? internal(host) : undefined);
      });
    });
  };
