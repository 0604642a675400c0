// What the engine writes into facts of a distribution as they are recorded: whom they mean and how they count, for the ledger reads facts alone
// and finds those of before as they were (docs/decisions/187).
import type { NodeId, PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { personKey } from './creditors.ts';
import { plannedAs, settledAs } from './disputes.ts';
import { writtenAs } from './held-back.ts';
import { paidFen } from './plan-shares.ts';

/** A content that is to be recorded, which has passed its form. */
export interface ToRecord {
  readonly node: NodeId;
  readonly subject: string | null;
  readonly payload: unknown;
}

/** `was`: the content that this one corrects. */
type Writes<N extends NodeId> = (c: Case, about: Pick<ToRecord, 'subject'>, payload: PayloadOf<N>, was?: PayloadOf<N>) => PayloadOf<N>; // prettier-ignore

const among = (all: readonly string[], name: string): boolean => all.some((one) => writtenAs(one) === writtenAs(name));

/** A name as others have written it who mean the same person: as it is where they have so, or have not named that person. */
const asThey = (c: Case, all: readonly string[], name: string): string =>
  among(all, name) ? name : (all.find((one) => personKey(c, one) === personKey(c, name)) ?? name);

/** How those who objected to a plan are written there, of these persons alone. */
const objectorsAs = (c: Case, { subject }: Pick<ToRecord, 'subject'>, names: readonly string[]): readonly string[] => {
  const all = c.all('distribution.objected', subject).map(({ payload }) => payload.party);
  const meant = names.flatMap((name) => {
    const key = personKey(c, name);
    const own = all.filter((one) => personKey(c, one) === key && writtenAs(one) !== writtenAs(name));
    return among(all, name) || own.length === 0 ? [name, ...own] : own;
  });
  return meant.filter((name, i) => !among(meant.slice(0, i), name));
};

/** What has left of the shares of a settled plan; undefined: nothing, or it is not settled. */
function goneFrom(c: Case, about: Pick<ToRecord, 'subject'>): PayloadOf<'remedy.sought'>['gone'] {
  const [planned, settled] = [plannedAs(c, about), settledAs(c, about)];
  if (planned === undefined || settled === undefined) return undefined;
  const paid = settled.payload.shares.map(({ party }) => ({ party, fen: paidFen(c, planned, personKey(c, party)) }));
  const gone = paid.filter(({ fen }) => fen > 0);
  return gone.length === 0 ? undefined : gone;
}

/** THE TABLE of it. Whatever the sender says of a mark is left out: a correction has it as what it corrects has it. */
const table: { readonly [N in NodeId]?: Writes<N> } = {
  'distribution.objected': (c, about, { adds: _, wants, ...said }, was) => {
    const shares = plannedAs(c, about)?.payload.shares.map(({ party }) => party) ?? [];
    const isBesides = was === undefined ? wants === undefined : was.adds === true;
    return {
      ...said,
      ...(wants && { wants: wants.map(({ party, fen }) => ({ party: asThey(c, shares, party), fen })) }),
      ...(isBesides && { adds: true as const }),
    };
  },
  'distribution.settled': (c, about, { sued, ...said }) => ({ ...said, ...(sued && { sued: [...objectorsAs(c, about, sued)] }) }), // prettier-ignore
  'remedy.sought': (c, about, { holds: _, gone: __, ...said }, was) => {
    const isOfPlan = plannedAs(c, about) !== undefined && (was === undefined || was.holds !== undefined);
    const gone = was === undefined ? goneFrom(c, about) : was.gone;
    return { ...said, ...(isOfPlan && { holds: [...objectorsAs(c, about, [said.party])], ...(gone && { gone }) }) };
  },
};

/** A content with what the engine writes into it. */
export const engineWrites = (c: Case, { node, subject, payload }: ToRecord, was?: unknown): unknown =>
  (table[node] as Writes<NodeId> | undefined)?.(
    c,
    { subject },
    payload as PayloadOf<NodeId>,
    was as PayloadOf<NodeId> | undefined,
  ) ?? payload; // of that very node
