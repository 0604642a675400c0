import { creditCodeFlaw, residentFlaw } from './check-digits.ts';

type PartyKind = 'person' | 'organisation';

/** A kind of number by which a register knows a party. */
interface IdKind {
  readonly zh: string;
  readonly of: readonly PartyKind[];
  /** What is wrong with a folded number, as a Chinese clause; undefined if nothing can be told from it alone. */
  readonly flaw: (idNo: string) => string | undefined;
}

const form =
  (pattern: RegExp, zh: string) =>
  (idNo: string): string | undefined =>
    pattern.test(idNo) ? undefined : zh;

/** THE TABLE of identity numbers. Only the first two say by a check digit whether they can be right. */
const table = {
  resident: { zh: '居民身份证', of: ['person'], flaw: residentFlaw },
  'credit-code': { zh: '统一社会信用代码', of: ['organisation'], flaw: creditCodeFlaw },
  passport: { zh: '护照', of: ['person'], flaw: form(/^[A-Z0-9]{5,15}$/, '护照号码应为5至15位字母和数字') },
  'travel-permit': {
    zh: '港澳居民来往内地通行证、台湾居民来往大陆通行证',
    of: ['person'],
    flaw: form(/^[A-Z0-9]{8,12}$/, '通行证号码应为8至12位字母和数字'),
  },
  'permanent-residence': {
    zh: '外国人永久居留身份证',
    of: ['person'],
    flaw: form(/^([A-Z]{3}\d{12}|9\d{16}[\dX])$/, '外国人永久居留身份证号码应为18位，旧证15位'),
  },
  military: { zh: '军人证件', of: ['person'], flaw: () => undefined },
  other: { zh: '其他证件', of: ['person', 'organisation'], flaw: () => undefined },
} as const satisfies Readonly<Record<string, IdKind>>;

/** A kind of number by which a register knows a party. */
export type IdKindId = keyof typeof table;

/** The kinds of identity number and their names. */
export const idKinds = Object.fromEntries(Object.entries(table).map(([id, { zh }]) => [id, zh])) as Readonly<
  Record<IdKindId, string>
>; // its own keys

/** What a party says of its identity. */
export interface StatedIdentity {
  readonly kind: PartyKind;
  readonly idNo?: string;
  readonly idKind?: IdKindId;
}

/**
 * What makes a party's folded number doubtful, as a Chinese clause: its form, its check digit, or that such a number cannot be
 * this party's. A party without a kind of number has the usual one of its own kind.
 */
export function idNumberFlaw({ kind, idNo = '', idKind }: StatedIdentity): string | undefined {
  if (idNo === '') return undefined;
  const row: IdKind = table[idKind ?? (kind === 'person' ? 'resident' : 'credit-code')];
  const whose = kind === 'person' ? '自然人' : '组织';
  if (!row.of.includes(kind)) return `${whose}没有${row.zh}，请改正 kind 或 idKind`;
  const flaw = row.flaw(idNo);
  if (flaw === undefined || idKind !== undefined) return flaw;
  if (kind === 'organisation' && residentFlaw(idNo) === undefined)
    return '这是自然人的身份证号，组织应写统一社会信用代码';
  if (kind === 'person' && creditCodeFlaw(idNo) === undefined) return '这是组织的统一社会信用代码，自然人应写身份证号';
  return `${flaw}；是其他证件的请写 idKind`;
}
