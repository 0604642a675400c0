import type { ClosingKind } from '../nodes/closing-kinds.ts';
import { filedParties, type NamedParty } from '../nodes/party.ts';
import type { PayloadOf } from '../nodes/index.ts';
import { bySystem } from '../record/by-system.ts';
import { foldGlyphs, parseCaseNumber } from '../record/case-number.ts';
import { foldIdNo } from '../record/identities.ts';
import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant } from '../time/instant.ts';

type Filed = PayloadOf<'case.filed'>;
type Link = PayloadOf<'case.linked'>;

/** Another case of this court, as far as a link to it needs: its parties as they were put right since. */
export interface EarlierCase {
  readonly caseNo: string;
  readonly basis: string;
  readonly filedAt: Instant;
  readonly applicants: readonly Pick<NamedParty, 'idNo'>[];
  readonly respondents: readonly Pick<NamedParty, 'idNo'>[];
  readonly closed: { readonly kind: ClosingKind; readonly on: CivilDate } | undefined;
}

/** The court's other cases that a filing may follow, and the one that it takes up again, looked up before. */
export interface Followed {
  readonly earlier?: readonly EarlierCase[];
  readonly restored?: Case | undefined;
}

/** What a filing is looked up by among the court's other filings. */
export interface LinksSought {
  readonly idNos: readonly string[];
  /** The trial's number as a `basis` may begin with it, in either width of brackets. */
  readonly basis: readonly string[];
}

const MOST = 20; // links of one case: the newest

/** The trial case's number in a text that names a judgment or a ruling of it: what comes behind 号 is which of them. */
const trialNumber = (basis: string): string | undefined => /^\(\d{4}\)[^号]+号/.exec(foldGlyphs(basis))?.[0];

const isPreservation = (caseNo: string): boolean => parseCaseNumber(caseNo)?.type === '执保';

/** What to look up for a filing; a preservation has no cases before it. */
export function linksSought({
  caseNo,
  basis,
  respondents,
}: Pick<Filed, 'caseNo' | 'basis' | 'respondents'>): LinksSought {
  if (isPreservation(caseNo)) return { idNos: [], basis: [] };
  const number = trialNumber(basis);
  const wide = number?.replace('(', '（').replace(')', '）');
  return {
    idNos: respondents.flatMap(({ idNo }) => (idNo === undefined ? [] : [foldIdNo(idNo)])),
    basis: number === undefined || wide === undefined ? [] : [number, wide],
  };
}

const shares = (some: readonly { readonly idNo?: string }[], others: readonly { readonly idNo?: string }[]): boolean =>
  some.some(({ idNo }) => idNo !== undefined && others.some((other) => other.idNo === idNo));

const ended = ({ closed }: EarlierCase): Pick<Link, 'kind' | 'closedOn'> =>
  closed === undefined ? {} : { kind: closed.kind, closedOn: closed.on };

/**
 * The cases that a filing follows (plan §4 fast 7, §9): its preservations, of the same trial or between the same parties,
 * and of each respondent the case against it that was closed last. Identity is the number of a document, never a name.
 */
export function linksOf(filed: Filed, at: Instant, earlier: readonly EarlierCase[]): readonly Link[] {
  if (isPreservation(filed.caseNo)) return [];
  const number = trialNumber(filed.basis);
  const kept = earlier
    .filter(({ caseNo, filedAt }) => isPreservation(caseNo) && filedAt <= at)
    .filter(
      (other) =>
        (number !== undefined && trialNumber(other.basis) === number) ||
        (shares(other.applicants, filed.applicants) && shares(other.respondents, filed.respondents)),
    )
    .map((other): Link => ({ caseNo: other.caseNo, as: 'previous', ...ended(other) }));
  const day = dateOf(at);
  const before = earlier
    .filter(({ caseNo, closed }) => !isPreservation(caseNo) && closed !== undefined && closed.on <= day)
    .toSorted((a, b) => ((a.closed?.on ?? '') < (b.closed?.on ?? '') ? 1 : -1));
  const against = filedParties(filed)
    .filter(({ side }) => side === 'respondent')
    .flatMap((party): Link[] => {
      const last = before.find(({ respondents }) => shares(respondents, [party]));
      return last === undefined ? [] : [{ caseNo: last.caseNo, as: 'previous', party: party.id, ...ended(last) }];
    });
  return [...kept, ...against].slice(0, MOST);
}

/** The same as the engine records it, behind what was filed; a link that a takeover brings is not said again. */
export function linkFacts(facts: readonly Fact[], earlier: readonly EarlierCase[]): readonly FactOf<'case.linked'>[] {
  const filed = facts.find((f) => f.node === 'case.filed');
  if (filed === undefined) return [];
  const { at, recordedAt } = filed;
  const known = facts.flatMap((f) =>
    f.node === 'case.linked' ? [`${f.payload.caseNo}|${f.payload.party ?? ''}`] : [],
  );
  return linksOf(filed.payload, at, earlier)
    .filter(({ caseNo, party = '' }) => !known.includes(`${caseNo}|${party}`))
    .map((payload, i) => bySystem({ node: 'case.linked', seq: facts.length + 1 + i, subject: null, payload, at, recordedAt })); // prettier-ignore
}
