import type { Case } from '../../record/case.ts';
import { parties } from '../../record/parties.ts';
import type { Contact } from './contacts.ts';

/** By what a party can be told without a person's doing (武法〔2022〕11号 四·二: short messages and the web). */
export const ways = { mail: '电子邮件', sms: '短信', account: '网上查阅' } as const;
export type Way = keyof typeof ways;

/** One way to somebody; `to` of an account is nothing that is written to. */
export interface WayTo {
  readonly way: Way;
  readonly to: string;
}

/**
 * The ways to a party, the one that it prefers coming first: mail for whoever agreed to be served electronically, a short
 * message to a mobile number, and the account by which it looks at its case itself.
 */
export function waysTo(c: Case, party: string): readonly WayTo[] {
  const confirmed = c.last('address.confirmed', party)?.payload;
  const agreed = confirmed?.consentsToElectronic !== false && confirmed?.channels.includes('electronic') === true;
  const mail = agreed ? mailAddress(confirmed.email) : undefined;
  const phone = confirmed?.phone ?? parties(c).find(({ id }) => id === party)?.phone;
  const account = c.last('party.identified', party)?.payload.person;
  return [
    ...(mail === undefined ? [] : [{ way: 'mail' as const, to: mail }]),
    ...smsTo({ ...(phone !== undefined && { phone }) }),
    ...(account === undefined ? [] : [{ way: 'account' as const, to: account }]),
  ];
}

/** A short message to a contact, if it has a mobile number. */
export function smsTo({ phone }: Contact): readonly WayTo[] {
  const number = (phone ?? '').normalize('NFKC').replace(/[\s()-]/g, '').replace(/^\+?86(?=1)/, ''); // prettier-ignore
  return /^1[3-9]\d{9}$/.test(number) ? [{ way: 'sms', to: number }] : [];
}

/** As a mail server takes it: one address, nothing around it. */
export const mailAddress = (text: string | undefined): string | undefined =>
  /^[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test((text ?? '').trim()) ? text?.trim() : undefined;
