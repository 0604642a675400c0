import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { DAY } from '../../time/instant.ts';

/** Where somebody is reached. */
export interface Contact {
  readonly phone?: string;
  readonly address?: string;
}

/** What of a party's address and phone was new lately is not asked about a change of its account: both may be somebody else's doing. */
const SETTLED = 30 * DAY;

/**
 * Where a party was reached before a fact, and had been for a time: the address confirmed last by then, before any of the last thirty days;
 * where there is none, as it was filed (docs/spec/money.md 4).
 */
export function oldContact(c: Case, party: string, { recordedAt, seq }: Pick<Fact, 'recordedAt' | 'seq'>): Contact {
  const filed = parties(c).find(({ id }) => id === party);
  const confirmed = c.all('address.confirmed', party).filter((f) => f.seq < seq);
  const settled = confirmed.findLast((f) => f.recordedAt <= recordedAt - SETTLED);
  const isFiled = settled === undefined && hasWay(filed);
  const { phone, address } = (isFiled ? filed : (settled ?? confirmed[0])?.payload) ?? {};
  return { ...(phone !== undefined && { phone }), ...(address !== undefined && { address }) };
}

const hasWay = (contact: Contact | undefined): boolean =>
  [contact?.phone, contact?.address].some((way) => (way ?? '').trim() !== '');
