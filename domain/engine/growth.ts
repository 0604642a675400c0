import { bounds } from '../nodes/bounds.ts';
import type { NodeId } from '../nodes/index.ts';
import { assets } from '../plan/control/assets.ts';
import { type Case, introduced, readCase } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** What a record takes however full it is: what puts it right, what ends something, what brings it to its close. */
const alwaysTaken: ReadonlySet<NodeId> = new Set<NodeId>([
  'fact.withdrawn', 'fact.corrected', 'deadline.lapsed', 'exclusion.ended',
  'supervision.handled', 'supervision.confirmed', 'delay.justified', 'delay.accepted', 'criticism.published', 'discipline.decided',
  'funds.reviewed', 'funds.confirmed', 'payout.refunded', 'fee.taken', 'funds.transferred', 'payout.escrowed',
  'payout.applied', 'payout.material-reviewed', 'payout.approved', 'payout.rejected', 'payout.paid', 'payout.returned',
  'payout.withdrawn', 'payout.sent', 'payout.failed', 'funds.reversed', 'cash.deposited', 'escrow.released', 'escrow.reviewed', 'shortage.recognised',
  'payout.delay-approved', 'deferral.ended', 'performance.recorded', 'performance.completed', 'stay.ended', 'settlement.performed', 'objection.decided', 'remedy.decided', 'distribution.settled',
  'asset.released', 'enforcement.terminated', 'enforcement.dismissed', 'enforcement.refused', 'case.cancelled', 'transfer.accepted',
  'termination.interviewed', 'termination.approved', 'closing.submitted', 'closing.returned', 'closing.reviewed', 'case.closed', 'dossier.archived', 'panel.decided',
]); // prettier-ignore

/**
 * Why a record cannot grow by a draft: it would hold more than `bounds` allows. Only growth is refused, never what ends
 * or puts right; a correction or a restored fact is refused where it would bring in more than there is room for.
 */
export const outgrown = (c: Case, draft: Draft): Refusal | undefined =>
  tooManyFacts(c, draft) ?? tooLarge(c, draft) ?? tooManyAssets(c, draft);

const stillTaken = '仍可撤回、发放案款、了结事项和结案';

const tooManyFacts = (c: Case, { node }: Draft): Refusal | undefined =>
  c.record.length >= bounds.facts && !alwaysTaken.has(node)
    ? refuse('too-many-facts', `一案至多${bounds.facts}条记录，本案已满；${stillTaken}，其他请合并登记`)
    : undefined;

/** The new content of a correction has twice the room: what is full can be put right. */
function tooLarge(c: Case, { node, payload }: Draft): Refusal | undefined {
  const isContent = node === 'fact.corrected' && (payload as { payload?: unknown }).payload !== undefined; // of that node
  const most = isContent ? 2 * bounds.characters : bounds.characters;
  return (isContent || !alwaysTaken.has(node)) && characters(c) >= most
    ? refuse('record-too-large', `本案记录的内容已满${most}字；${stillTaken}，其他材料请附卷`)
    : undefined;
}

function tooManyAssets(c: Case, draft: Draft): Refusal | undefined {
  const after = assetsAfter(c, draft);
  return after > bounds.assets && after > assets(c).size
    ? refuse('too-many-assets', `一案至多${bounds.assets}项财产，登记后将有${after}项；请合并登记，或者另立关联案件`)
    : undefined;
}

/** How many assets the record would know with this draft in it; 0 where it brings none. */
function assetsAfter(c: Case, draft: Draft): number {
  const seq = c.record.length + 1;
  if (draft.node === 'fact.withdrawn' || draft.node === 'fact.corrected') {
    if (assets(c).size + bounds.returned <= bounds.assets) return 0; // it changes one fact, which holds no more than that
    const { now: recordedAt, ...fact } = draft;
    return assets(readCase([...c.record, { ...fact, recordedAt, via: 'api', seq }])).size;
  }
  const ids = introduced({ ...draft, seq }).filter(({ of }) => of === 'asset');
  if (ids.length === 0) return 0;
  return assets(c).size + new Set(ids.map(({ id }) => id).filter((id) => !assets(c).has(id))).size;
}

const characters = reading((c) => charactersIn(c.record));

/** About as many characters as the contents of facts have. */
export const charactersIn = (facts: readonly Fact[]): number => facts.reduce((sum, f) => sum + contentBy(f), 0);

const contents = new WeakMap<Fact, number>();

/** A fact's content is measured once, also while a case grows row by row. */
function contentBy(fact: Fact): number {
  const size = contents.get(fact) ?? sizeOf(fact.payload);
  contents.set(fact, size);
  return size;
}

/** About as many characters as a content has: of its texts and keys, and one for anything else. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 0;
  for (const [key, inner] of Object.entries(value)) size += key.length + sizeOf(inner);
  return size;
}
