import { foldName } from '../../record/bank-names.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants, parties, respondents } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { law } from '../../nodes/basis.ts';
import type { Instant } from '../../time/instant.ts';
import { panelOn } from '../limits/readings.ts';

const basis = law('民诉解释509');

/** One word for one person: the id of a party, whether it is called by its id or by its name; of anybody else the name. */
export function personKey(c: Case, text: string): string {
  const name = foldName(text);
  const known = parties(c);
  return (
    (known.find(({ id }) => foldName(id) === name) ?? known.find((party) => foldName(party.name) === name))?.id ?? name
  );
}

/** The creditors whom a plan names, as it writes them: who gets something, and whose claims it ranks. */
export const creditorsIn = ({ shares, ranks = [] }: Pick<FactOf<'distribution.planned'>['payload'], 'shares' | 'ranks'>): readonly string[] =>
  [...shares.map(({ party }) => party), ...ranks.flatMap(({ claims }) => claims.flatMap(({ party }) => party ?? []))].map((party) => party.trim()); // prettier-ignore

/** Creditors from other cases, who have no id here: the panel has agreed, as it was asked last, that money goes to them. */
const agreed = (c: Case, key: string): boolean =>
  panelOn(c, 'payee').findLast((f) => personKey(c, f.payload.payee ?? '') === key)?.payload.outcome === 'agreed';

/** Refuses names of people who get no share: neither applicants at that instant nor agreed to by the panel, or respondents. */
export function unknownCreditors(c: Case, names: readonly string[], at: Instant): Refusal | undefined {
  const own = applicants(c, at);
  const owing = new Set(respondents(c).map(({ id }) => id));
  const strange = names.filter((name) => {
    const key = personKey(c, name);
    return !own.some(({ id }) => id === key) && (owing.has(key) || !agreed(c, key));
  });
  if (strange.length === 0) return undefined;
  const zh = `${named(strange)}不是本案现在的申请执行人；参与分配的其他债权人，请先由合议庭就该收款人作出决定（panel.decided，about 写 payee）`;
  return refuse('unknown-party', zh, basis, own.map(({ id, name }) => ({ id, zh: name }))); // prettier-ignore
}
