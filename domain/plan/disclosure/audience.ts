import { addressee } from '../../nodes/documents.ts';
import { type NodeId, nodeIds, nodeRow, type PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { type Party, parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { payeeAccounts } from '../money/payee-accounts.ts';

/** The nodes that are told to somebody (plan §9). */
export const toldNodes: readonly NodeId[] = nodeIds.filter((id) => nodeRow(id).disclose !== 'nobody');

/** Who is meant by a content, of a fact about a thing of the case. */
type Concerned<N extends NodeId> = (payload: PayloadOf<N>, about: About) => readonly (string | null | undefined)[];
interface About {
  readonly c: Case;
  readonly subject: string | null;
}

const sanctioned = (_: unknown, { c, subject }: About) => [c.first('sanction.decided', subject)?.payload.party];

/** For whom an account receives: read off what brought it in, or what that took the place of. */
const accountHolders = (_: unknown, { c, subject }: About) => [payeeAccounts(c).get(subject ?? '')?.party];

/** The parties concerned by what is told to them alone (plan §9: *own*); a node without a line: the party that it is about. */
const concerned: { readonly [N in NodeId]?: Concerned<N> } = {
  'asset.surrender-ordered': ({ party }) => [party],
  'application.received': ({ by }) => [by],
  'application.decided': (_, { c, subject }) => [c.first('application.received', subject)?.payload.by],
  'documents.issued': ({ recipients }) => recipients.map(addressee),
  'document.sent': ({ recipients }) => recipients,
  'restriction.decided': ({ party }) => [party],
  'restriction.lifted': (_, { c, subject }) => [c.first('restriction.decided', subject)?.payload.party],
  'sanction.decided': ({ party }) => [party],
  'detention.started': sanctioned,
  'sanction.ended': sanctioned,
  'payee-account.change-proposed': accountHolders,
  'payee-account.changed': accountHolders,
  'payee-account.stopped': accountHolders,
};

/** Who was party when something happened; somebody who left by it is told of it too. */
const wasParty = ({ joined, left }: Party, at: number): boolean =>
  (joined.node === 'case.filed' || joined.at <= at) && (left === undefined || left.at >= at);

/** Nobody has come or gone since the filing, as in most cases. */
const areConstant = reading((c) =>
  parties(c).every(({ joined, left }) => joined.node === 'case.filed' && left === undefined),
);

/** The parties whom a fact is for, by the table and whatever they may hear so far (plan §6, §9). */
export function audienceOf(c: Case, fact: Fact): readonly Party[] {
  const then = areConstant(c) ? parties(c) : parties(c).filter((party) => wasParty(party, fact.at));
  switch (nodeRow(fact.node).disclose) {
    case 'parties':
    case 'held':
      return then;
    case 'applicant':
      return then.filter(({ side }) => side === 'applicant');
    case 'own': {
      const { node, subject, payload } = fact;
      const find: Concerned<NodeId> | undefined = concerned[node]; // a row of the table gets payloads of its own node alone
      const ids = new Set(find?.(payload, { c, subject }) ?? [subject]);
      return then.filter(({ id }) => ids.has(id));
    }
    case 'nobody':
      return [];
  }
}
