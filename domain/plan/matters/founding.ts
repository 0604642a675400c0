import { INSTANT_FORM, readInstant } from '../../gate/instant.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../../nodes/index.ts';
import type { FoundingNode, MatterKind } from '../../nodes/record-kinds.ts';
import { objectionKinds } from '../../nodes/objections.ts';
import { parseCaseNumber } from '../../record/case-number.ts';
import type { Case } from '../../record/case.ts';
import { type Role, roles } from '../../nodes/roles.ts';
import type { Person } from '../../record/actor.ts';
import { refuse, type Refusal, type RefusalCode } from '../../record/refusal.ts';
import { lastDayOf } from './readings.ts';
import { dateOf, endOfDay, type Instant, startOfDay } from '../../time/instant.ts';

/** When a matter came in, and the case that it judges. */
interface Coming {
  readonly at: Instant;
  readonly about?: Case | undefined;
  /** Who brings it, and whom it may name; left out: it is only put right. */
  readonly by?: string;
  readonly people?: ReadonlyMap<string, Pick<Person, 'roles'>>;
}

/** What founds a matter is asked nothing but itself, and when it came in: there is no record yet. */
type FoundingGuard<K extends MatterKind> = (payload: PayloadOf<FoundingNode<K>>, when: Coming) => Refusal | undefined;

/** A day that a letter sets lies not before it came in, and stands only where the law sets none. */
const ofTheLetter =
  <P extends { readonly due?: string }>(sets: (payload: P) => boolean, node: FoundingNode) =>
  (payload: P, { at }: Coming): Refusal | undefined => {
    const { due } = payload;
    if (due === undefined) return undefined;
    const { basis } = nodeRow(node);
    if (!sets(payload))
      return refuse('unknown-field', '这一种来函的期限由法律规定，请去掉 due', basis, [{ id: 'due', zh: '去掉' }]);
    return due < dateOf(at)
      ? refuse(
          'dates-out-of-order',
          `来函要求的办结日期 ${due} 早于收到之日 ${dateOf(at)}；收到时已过的请去掉 due`,
          basis,
          [{ id: 'due', zh: '过早' }],
        )
      : undefined;
  };

/** Who stands twice in a list. */
const twice = (persons: readonly string[]): readonly string[] =>
  persons.filter((person, i) => persons.indexOf(person) < i);

/** Who is complained of is named once each. */
const namedOnce: FoundingGuard<'petition'> = ({ against = [] }) => {
  const again = twice(against);
  if (again.length === 0) return undefined;
  return refuse('named-twice', `被反映人 ${again.join('、')} 重复列出，各人只列一次`, nodeRow('petition.received').basis, again.map((id) => ({ id, zh: '只列一次' }))); // prettier-ignore
};

/** Nobody examined opens, leads or joins it; it is the director's to lead, and the president's where the director is examined. */
const byOthersLed: FoundingGuard<'dual-check'> = ({ persons, lead, members }, { by, people }) => {
  const { basis } = nodeRow('dual-check.opened');
  const both = [lead, ...members].filter((person, i, all) => persons.includes(person) || all.indexOf(person) !== i);
  both.push(...twice(persons));
  if (both.length > 0)
    return refuse('not-qualified', '被查人员不能牵头、参加，各人只列一次', basis, both.map((id) => ({ id, zh: '不能列入' }))); // prettier-ignore
  if (by !== undefined && persons.includes(by)) return refuse('same-person', '被查人员不能自行立查', basis);
  const holds = (person: string, role: Role) => people?.get(person)?.roles.includes(role) === true;
  if (people === undefined || !people.has(lead)) return undefined; // who is not known is refused by name
  const office = persons.some((person) => holds(person, 'director')) ? 'president' : 'director';
  return holds(lead, office)
    ? undefined
    : refuse('not-qualified', `牵头人应为${roles[office]}`, basis, [{ id: lead, zh: `不是${roles[office]}` }]);
};

/** An objection is filed in a number of its own, of this court, once, as it was received in the case. */
const ofAnObjection: FoundingGuard<'objection-case'> = ({ caseNo, objection, kind, receivedOn }, { about }) => {
  const { basis } = nodeRow('objection.filed');
  const bad = (code: RefusalCode, zh: string, id: string) => refuse(code, zh, basis, [{ id, zh }]);
  const number = parseCaseNumber(caseNo);
  if (number?.type !== '执异') return bad('bad-case-number', `${caseNo} 不是执异案号`, 'caseNo');
  if (about === undefined) return undefined;
  const court = parseCaseNumber(about.filed.payload.caseNo)?.court;
  if (court !== number.court) return bad('wrong-court', `${caseNo} 不是本院的案号`, 'caseNo');
  const received = about.first('objection.received', objection);
  if (received === undefined) return bad('unknown-subject', `该案没有异议 ${objection}`, 'objection');
  const ruled = about.first('objection.decided', objection) ?? about.all('objection.filed').find((f) => f.payload.objection === objection); // prettier-ignore
  if (ruled !== undefined)
    return bad('already-recorded', `异议 ${objection} 在该案已经“${nodeRow(ruled.node).zh}”`, 'objection');
  if (received.payload.kind !== kind)
    return bad('not-qualified', `该异议是${objectionKinds[received.payload.kind]}`, 'kind');
  return received.payload.on === receivedOn ? undefined : bad('dates-out-of-order', `该异议收到之日为 ${received.payload.on}`, 'receivedOn'); // prettier-ignore
};

const guards: { readonly [K in MatterKind]?: readonly FoundingGuard<K>[] } = {
  entrustment: [
    ofTheLetter(({ what }) => what === 'matter', 'entrustment.received'),
    ({ what, case: about }) =>
      what === 'disposal-right' && about === undefined
        ? refuse('missing-field', '商请移送处置权的，请在 case 写明本院首封的案件', nodeRow('entrustment.received').basis, [{ id: 'case', zh: '缺少' }]) // prettier-ignore
        : undefined,
  ],
  agency: [
    ({ until }, { at }) =>
      until < dateOf(at)
        ? refuse('dates-out-of-order', `资质已于 ${until} 到期，不能入库`, nodeRow('agency.enlisted').basis, [{ id: 'until', zh: '已到期' }]) // prettier-ignore
        : undefined,
  ],
  petition: [namedOnce],
  'objection-case': [ofAnObjection],
  report: [
    ({ month }, { at }) =>
      at < endOfDay(lastDayOf(month))
        ? refuse('too-early', `${month} 尚未过完`, nodeRow('period.opened').basis, [{ id: 'month', zh: '尚未过完' }])
        : undefined,
  ],
  'dual-check': [byOthersLed],
  reconciliation: [
    ({ account, day, month }) =>
      (day === undefined) === (month === undefined) || (day === undefined) !== (account === undefined)
        ? refuse('missing-field', '日对账写 account 和 day，月对账只写 month', nodeRow('reconciliation.opened').basis, [{ id: 'day', zh: '缺少' }]) // prettier-ignore
        : undefined,
    ({ day, month }, { at }) =>
      at < (day === undefined ? startOfDay(`${month ?? ''}-01`) : endOfDay(day))
        ? refuse('too-early', `${day ?? month ?? ''} 尚未终了`, nodeRow('reconciliation.opened').basis, [{ id: 'day', zh: '尚未终了' }]) // prettier-ignore
        : undefined,
  ],
  assist: [
    ({ when }) =>
      readInstant(when) === undefined
        ? refuse('bad-instant', `when ${INSTANT_FORM}`, nodeRow('assist.requested').basis, [{ id: 'when', zh: '有误' }])
        : undefined,
  ],
  order: [ofTheLetter(({ kind }) => kind === 'superior', 'order.received')],
};

/** What a matter says to be filed here bears a number of this court (`filedAs`); `court`: its own code. */
export function filedElsewhere(
  court: string,
  { node, payload }: { readonly node: NodeId; readonly payload: object },
): Refusal | undefined {
  const { filedAs } = payload as { readonly filedAs?: string }; // of whatever node
  const number = filedAs === undefined ? undefined : parseCaseNumber(filedAs);
  if (number === undefined || (number.court === court && !number.old)) return undefined;
  return refuse('wrong-court', `${number.text} 不是本院（${court}）现在立案的案号`, nodeRow(node).basis, [{ id: 'filedAs', zh: '他院或者旧的案号' }]); // prettier-ignore
}

/** Why a matter cannot be founded so, when it came in at that instant: asked as it is founded, and as that is put right. */
export function unfounded(kind: MatterKind, payload: object, when: Coming): Refusal | undefined {
  const asked = (guards[kind] ?? []) as readonly FoundingGuard<MatterKind>[]; // of that very kind
  for (const guard of asked) {
    const refusal = guard(payload, when); // its form has been checked against its own node
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
