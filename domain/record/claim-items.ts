import { type Claim, isMoney } from '../nodes/claims.ts';

/** An item of what is applied for, by the id that it keeps. */
export type ClaimNamed = Claim & { readonly id: string };

/** The items of a filing, each with its id: one that was given none is called by its place. */
export const namedItems = (claims: readonly Claim[]): readonly ClaimNamed[] =>
  claims.map((item, i) => ({ ...item, id: item.id ?? `i-${i + 1}` }));

/** What an item is called where interest is computed: what the applicant is owed as fees (诉讼费、保全费) are costs there (money.md 6). */
const kinds: Partial<Readonly<Record<Claim['kind'], string>>> = {
  principal: 'principal',
  interest: 'interest',
  fee: 'costs',
};

/** What kind of sum an item is where interest is computed; undefined for conduct. */
export const owedKind = ({ kind }: Claim): string | undefined => kinds[kind];

/** An item as money-calc.md asks about it (`interest`); undefined for conduct, and for money without a sum. */
export function owedItem({ id, kind, amountFen, dueOn, doubled, interest }: ClaimNamed): object | undefined {
  const owed = kinds[kind];
  if (amountFen === undefined || owed === undefined) return undefined;
  const more = {
    ...(dueOn !== undefined && { dueOn }),
    ...(doubled !== undefined && { doubled }),
    ...(interest !== undefined && { interest }),
  };
  return { id, kind: owed, amount: amountFen, ...more };
}

/** Whether more may come to be owed on an item than its own sum: it bears interest, or the doubled part. */
export const isGrowing = (item: Claim): boolean =>
  isMoney(item) &&
  item.amountFen !== undefined &&
  (item.interest !== undefined || (item.dueOn !== undefined && (item.doubled ?? item.kind === 'principal')));

/** The item that a share of an accounting is of: `i-1` of `i-1.principal`. */
export const itemOf = (share: string): string => share.slice(0, share.lastIndexOf('.'));
