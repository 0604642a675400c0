import type { NodeRow } from '../nodes/node.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { partiesActedFor, partiesSpokenFor } from '../record/parties.ts';
import { asParty } from './heard.ts';
import { named, refuse, type Refusal } from '../record/refusal.ts';

/** Whose word a fact is said to be, in whatever field: the party that it is about, and who applies, objects or opposes. */
export function speakers(row: NodeRow, { subject, payload }: Pick<Draft, 'subject' | 'payload'>): readonly string[] {
  const { by, party } = payload as { readonly by?: unknown; readonly party?: unknown }; // of whatever node
  const about = row.subject === 'party' ? subject : undefined;
  return [about, by, party].filter((who) => typeof who === 'string');
}

/**
 * An account of a party speaks for the parties alone to which it is tied, and an agent within the scope of the authority
 * (plan §1); the court's own people record for anybody.
 */
export function wrongParty(c: Case, row: NodeRow, draft: Draft): Refusal | undefined {
  if (c.kind !== 'case' || !asParty(draft.as)) return undefined;
  const { by: person, now: at, node } = draft;
  const own = partiesSpokenFor(c, person, at).map(({ id }) => id);
  const others = speakers(row, draft).filter((who) => !own.includes(who));
  const listed = own.join('、');
  if (others.length > 0)
    return refuse(
      'wrong-party',
      `此账号在本案只代表${listed}，不能以${named(others)}的名义登记“${row.zh}”：请写所代表的当事人的编号，他人的由本人或者由法院工作人员登记`,
      row.basis,
      others.map((id) => ({ id, zh: '不由此账号代表' })),
    );
  const within = partiesActedFor(c, { person, at, node }).map(({ id }) => id);
  const said = speakers(row, draft);
  if (said.length === 0 ? within.length > 0 : said.every((who) => within.includes(who))) return undefined;
  return refuse(
    'wrong-party',
    `代理权限（scope）不包括“${row.zh}”（${node}）：请由${listed}本人或者法院工作人员登记，或者由窗口重新登记代理权限`,
    row.basis,
    [{ id: node, zh: '不在代理权限内' }],
  );
}
