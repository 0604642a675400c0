import { type Court, given } from './given.ts';

/** A party as a filing names it. */
export const person = (name: string, more: object = {}) => ({ name, kind: 'person' as const, ...more });

/** A case against two respondents, in an officer's hands. */
export const two = given({ respondents: [person('李卫东'), person('王秀英')] })
  .filed()
  .assigned();

/** The three documents that a case begins with. */
export const kinds = ['enforcement-notice', 'property-report-order', 'summons'] as const;

/** Issues each of them to the same recipients. */
export const serve = (court: Court, ...recipients: string[]): Court =>
  kinds.reduce((c, kind) => c.complete('documents.issued', { kind, recipients }), court);
