import Type, { type Static } from 'typebox';
import { personal } from './field-classes.ts';
import { Flag, Id, Maybe, ofFormat, oneOf, record, Text } from './fields.ts';
import { idKinds } from './id-kinds.ts';

/** The sides of a case. */
export const sides = { applicant: '申请执行人', respondent: '被执行人' } as const;
export type Side = keyof typeof sides;

/** What a party can be. */
export const partyKinds = { person: '自然人', organisation: '组织' } as const;

/** Who a party is, wherever one is named. */
export const partyFields = {
  name: Text('姓名或名称', { maxLength: 200, ...personal('name') }),
  kind: oneOf(partyKinds, '自然人或组织'),
  idNo: Maybe('证件号码：自然人的身份证号，组织的统一社会信用代码；其他证件写明 idKind', {
    ...ofFormat('id-number'),
    ...personal('id-number'),
  }),
  idKind: Type.Optional(oneOf(idKinds, '证件种类；不写为身份证或统一社会信用代码')),
  idNoUnverified: Type.Optional(Flag('证件号码有疑点，登记人已知并仍要登记')),
  phone: Maybe('联系电话', personal('digits')),
  address: Maybe('住所', personal('address')),
};

/** A party as a filing gives it. */
export const FiledParty = record({
  id: Type.Optional(Id('当事人编号；不写的按次序为 applicant-1、respondent-1……，此后不变')),
  ...partyFields,
  partyOrGovernment: Type.Optional(Flag('是否党政机关')),
});

type Given = Static<typeof FiledParty>;

/** The two sides as a filing gives them. */
export interface Sides {
  readonly applicants: readonly Given[];
  readonly respondents: readonly Given[];
}

/** A party with the id that is its own from the filing on (engine.md 22). */
export type NamedParty = Given & { readonly id: string; readonly side: Side };

/** The parties of a filing: one that was given no id is called by its side and place. */
export const filedParties = ({ applicants, respondents }: Sides): readonly NamedParty[] => [
  ...applicants.map((party, i) => ({ ...party, ...identity(party, 'applicant', i) })),
  ...respondents.map((party, i) => ({ ...party, ...identity(party, 'respondent', i) })),
];

const identity = ({ id }: Given, side: Side, place: number) => ({ id: id ?? `${side}-${place + 1}`, side });

/** A filing as corrected: a party that the correction gives no id keeps that of its place, whatever it was made of. */
export function keepingIds<S extends Sides>(was: Sides, next: S): S {
  const known = filedParties(was);
  const kept = (parties: readonly Given[], side: Side) => {
    const ids = known.filter((party) => party.side === side).map(({ id }) => id);
    return parties.map((party, i) => ({ ...party, id: party.id ?? ids[i] ?? `${side}-${i + 1}` }));
  };
  return {
    ...next,
    applicants: kept(next.applicants, 'applicant'),
    respondents: kept(next.respondents, 'respondent'),
  };
}
