import { bounds } from '../../nodes/bounds.ts';
import { isNodeId, type NodeId, nodeIds, nodeRow } from '../../nodes/index.ts';
import { type Side, sides } from '../../nodes/party.ts';
import { standsIn } from '../../nodes/record-kinds.ts';
import { caseBound, desks } from '../../nodes/roles.ts';
import { holders } from '../../record/holders.ts';
import { isPartyAt, parties, partiesSpokenFor } from '../../record/parties.ts';
import { named, refuse } from '../../record/refusal.ts';
import { dateOf, formatInstant } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { unknownParties } from './known.ts';
import { mailAddress } from './ways.ts';

const { basis } = nodeRow('party.joined');
const sideIds = ['applicant', 'respondent'] as const satisfies readonly Side[];

/** Whoever takes another's place takes it on the same side, from somebody who is there. */
const knownPredecessor: AskGuard<'party.joined'> = (c, { payload: { side, inPlaceOf }, at }) => {
  if (inPlaceOf === undefined) return undefined;
  const left = parties(c).find((party) => party.id === inPlaceOf && party.side === side)?.left;
  if (left === undefined || left.at > at) return unknownParties(c, [inPlaceOf], { at, side });
  return refuse(
    'unknown-party',
    `${inPlaceOf}已于 ${formatInstant(left.at)} 退出本案，不能再被替代：次序登记有误的，先撤回其退出（fact.withdrawn，fact 写 ${left.seq}），` +
      '登记加入以后再登记退出；并非替代的，请去掉 inPlaceOf',
    basis,
    [{ id: String(left.seq), zh: `${inPlaceOf}退出本案` }],
  );
};

/** As many on a side as a filing may bring. */
const roomOnSide: AskGuard<'party.joined'> = (c, { payload: { side } }) => {
  if (parties(c).filter((party) => party.side === side).length < bounds.parties) return undefined;
  return refuse('too-many-parties', `一案的${sides[side]}至多${bounds.parties}名；请另立关联案件`, basis);
};

/** A case has two sides for as long as it runs: who takes the last one's place joins first. */
const sideRemains: AskGuard<'party.left'> = (c, { subject, at }) => {
  const leaving = parties(c).find(({ id }) => id === subject);
  if (leaving === undefined) return undefined;
  const others = parties(c).filter(({ id, side }) => id !== subject && side === leaving.side);
  const [stay, stayed] = [others.some(({ left }) => left === undefined), others.some((party) => isPartyAt(party, at))];
  if (stay && stayed) return undefined;
  return refuse(
    'last-party',
    `${leaving.id}退出后本案没有${sides[leaving.side]}：承受其权利义务的人先以 party.joined 加入；没有承受人的，依法终结执行`,
    basis,
    [{ id: 'party.joined', zh: nodeRow('party.joined').zh }],
  );
};

/** An account speaks for somebody not until a day that has passed, and for whoever is party to the case. */
const notOver: FactGuard<'party.identified'> = (_, draft) => {
  const { at, payload } = draft;
  if (payload.until !== undefined && payload.until < dateOf(at))
    return refuse('dates-out-of-order', `有效期（until）早于登记之日${dateOf(at)}`, nodeRow(draft.node).basis);
  return undefined;
};

/** Nobody speaks for both sides, and nobody who works on the case speaks for one (plan §1, 民诉法47). */
const oneSided: FactGuard<'party.identified'> = (c, { subject, payload: { person }, at, node }) => {
  const { basis: of } = nodeRow(node);
  if ([...caseBound, ...desks].some((role) => holders(c, role).includes(person)))
    return refuse('not-qualified', '本案的承办人员不能代表当事人', of, [{ id: person, zh: '承办本案' }]);
  const side = parties(c).find(({ id }) => id === subject)?.side;
  const other = partiesSpokenFor(c, person, at).find((party) => party.side !== side);
  return (
    other &&
    refuse('not-qualified', `此人已代表对方当事人${other.id}，不能同时代表双方`, of, [{ id: person, zh: other.id }])
  );
};

/** What an agent may be let record is what a party of that side may. */
const scopeKnown: FactGuard<'party.identified'> = (c, { subject, payload: { scope = [] }, node }) => {
  const side = parties(c).find(({ id }) => id === subject)?.side;
  const isTheirs = (id: NodeId) =>
    standsIn(nodeRow(id).in, 'case') && side !== undefined && nodeRow(id).by.includes(side);
  const strange = scope.filter((id) => !isNodeId(id) || !isTheirs(id));
  if (strange.length === 0) return undefined;
  return refuse(
    'unknown-node',
    `代理权限（scope）中的${named(strange)}不是${side === undefined ? '当事人' : sides[side]}可以登记的节点，可用：${named(nodeIds.filter(isTheirs))}；不限制的，请去掉 scope`,
    nodeRow(node).basis,
    strange.map((id) => ({ id, zh: '不能由当事人登记' })),
  );
};

const partyYet: AskGuard<'party.identified'> = (c, draft) => unknownParties(c, [subjectOf(draft)], { at: draft.at });

/** What is written to has to be an address: it would be found out when a party is to be told. What a takeover says is believed. */
const plainMail: FactGuard<'address.confirmed'> = (c, draft, standing) => {
  const { node, payload } = draft;
  const isFit = (payload.email ?? '').trim() === '' || mailAddress(payload.email) !== undefined;
  if (isFit || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  return refuse('bad-value', '电子邮箱（email）请写作 name@example.com，没有的不写', nodeRow(node).basis, [{ id: 'email', zh: '不是电子邮箱' }]); // prettier-ignore
};

/** Who joins a case, who leaves it, who speaks for whom (engine.md 22). */
export const partyConditions = {
  'party.joined': {
    asks: [roomOnSide, knownPredecessor],
    among: () => sideIds.map((side) => ({ side })),
  },
  'party.left': { asks: [sideRemains] },
  'address.confirmed': { check: [plainMail] },
  'party.identified': { asks: [partyYet], check: [notOver, oneSided, scopeKnown] },
} satisfies Conditions;
