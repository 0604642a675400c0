import { type Side, sides } from '../../nodes/party.ts';
import type { Case } from '../../record/case.ts';
import { parties, type Party } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';

/** Refuses ids that name nobody who is party to the case, of one side if that matters; who left before is none any more. */
export function unknownParties(
  c: Case,
  ids: readonly string[],
  { at, side }: { readonly at: Instant; readonly side?: Side | undefined },
): Refusal | undefined {
  const own = parties(c).filter((party) => side === undefined || party.side === side);
  const isLeft = ({ left }: Party) => left !== undefined && left.at <= at;
  const known = new Set(own.filter((party) => !isLeft(party)).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return undefined;
  const who = side === undefined ? '当事人' : sides[side];
  return refuse(
    'unknown-party',
    `${named(unknown)}不是本案${who}，可用：${named([...known]) || '无'}；新加入的先登记 party.joined`,
    undefined,
    unknown.map((id) => ({ id, zh: whyNot(own, id, who) })),
  );
}

function whyNot(own: readonly Party[], id: string, who: string): string {
  const left = own.find((party) => party.id === id)?.left;
  return left === undefined ? `本案没有这一${who}` : `已于 ${formatInstant(left.at)} 退出本案`;
}
