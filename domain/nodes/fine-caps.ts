import { type Basis, law } from './basis.ts';
import type { partyKinds } from './party.ts';

interface FineCap {
  /** In fen; both are included. */
  readonly leastFen: number;
  readonly mostFen: number;
  readonly zh: string;
  readonly basis: Basis;
}

const basis = law('民诉法第118条');

/** What a fine may be, by who is fined, and where that stands (law.md L62). */
export const fineCaps: Readonly<Record<keyof typeof partyKinds, FineCap>> = {
  person: { leastFen: 1, mostFen: 10_000_000, zh: '对个人的罚款为十万元以下', basis },
  organisation: { leastFen: 5_000_000, mostFen: 100_000_000, zh: '对单位的罚款为五万元以上一百万元以下', basis },
};
