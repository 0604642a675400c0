// A case of 执恢 takes up where the old one stopped: linked to it, with what was in force there and its last days (plan §9).
import type { PayloadOf } from '../nodes/index.ts';
import { nodeRow } from '../nodes/index.ts';
import { filedParties } from '../nodes/party.ts';
import { closedWithoutProperty, continuedAs, restoredBy } from '../plan/closing/after-closing-readings.ts';
import { kindOf } from '../plan/control/assets.ts';
import { assetsInForce, isHeld } from '../plan/control/measures.ts';
import { asTakenOver } from '../plan/control/taking-over.ts';
import { bySystem } from '../record/by-system.ts';
import { type Case, readCase } from '../record/case.ts';
import { caseIdOf, parseCaseNumber } from '../record/case-number.ts';
import type { Fact } from '../record/fact.ts';
import { parties } from '../record/parties.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { isOne } from '../record/same-party.ts';
import { dateOf } from '../time/instant.ts';

type Filed = Pick<PayloadOf<'case.filed'>, 'caseNo' | 'restoredFrom' | 'applicants' | 'respondents'> & {
  readonly history?: readonly unknown[];
};

const { basis } = nodeRow('restoration.decided');

/** Only a case of 执恢 names the one that it takes up again, by its number. */
export function checkRestoredFrom({ caseNo, restoredFrom }: Filed): Refusal | undefined {
  if (restoredFrom === undefined) return undefined;
  if (parseCaseNumber(caseNo)?.type !== '执恢')
    return refuse('unknown-field', '只有执恢案件写明所恢复的原案（restoredFrom），请去掉', basis, [
      { id: 'restoredFrom', zh: '去掉' },
    ]);
  const old = parseCaseNumber(restoredFrom);
  const isCase = old !== undefined && ['执', '执恢'].includes(old.type) && old.id !== parseCaseNumber(caseNo)?.id;
  return isCase
    ? undefined
    : refuse('bad-case-number', `所恢复的原案 ${restoredFrom} 应是另一件执行案件（执、执恢）的案号`, basis);
}

/**
 * What this court knows of the old case has to say that it goes on under this number, for one of its parties, and nobody has filed
 * another on that decision; of one that it does not know, and of a takeover, the filing is believed.
 */
export function notRestored(filing: Filed, restored: Case | undefined): Refusal | undefined {
  if (restored === undefined || (filing.history ?? []).length > 0) return undefined;
  return notUnder(filing, restored) ?? ofOthers(filing, restored);
}

function notUnder({ caseNo }: Filed, old: Case): Refusal | undefined {
  const decided = restoredBy(old);
  const { newCaseNo } = decided?.payload ?? {};
  const missing = [{ id: 'restoration.decided', zh: nodeRow('restoration.decided').zh }];
  const from = `原案 ${old.filed.payload.caseNo}`;
  if (decided === undefined) return refuse('not-approved', `${from} 没有决定恢复执行`, basis, missing);
  if (newCaseNo !== undefined && caseIdOf(newCaseNo) !== caseIdOf(caseNo))
    return refuse('not-approved', `${from} 决定恢复执行的案号是 ${newCaseNo}，不是 ${caseNo}`, basis, missing);
  const filed = continuedAs(old)?.payload.caseNo;
  return filed === undefined || caseIdOf(filed) === caseIdOf(caseNo)
    ? undefined
    : refuse('already-recorded', `${from} 已经恢复执行，立案为 ${filed}：一次恢复执行只立一案`, basis, [
        { id: 'restoredFrom', zh: filed },
      ]);
}

/** Whoever takes another's place in it, somebody of the old case goes on. */
function ofOthers(filing: Filed, old: Case): Refusal | undefined {
  const before = parties(old);
  if (filedParties(filing).some((party) => before.some((other) => isOne(party, other)))) return undefined;
  const zh = `与原案 ${old.filed.payload.caseNo} 没有一个相同的当事人，不是该案的恢复执行；请核对原案案号和当事人`;
  return refuse('unknown-party', zh, basis, [{ id: 'restoredFrom', zh: '当事人均不相同' }]);
}

/** Such a filing with what the engine records behind it: the link, and each control in force there, in its order and to its last day. */
export function restoredFacts(facts: readonly Fact[], old: Case | undefined): readonly Fact[] {
  const filed = facts.find((f) => f.node === 'case.filed');
  if (filed?.payload.restoredFrom === undefined) return facts;
  const { at, recordedAt, payload } = filed;
  const next = facts.length + 1;
  const closed = old && (closedWithoutProperty(old) ?? old.first('case.closed'));
  const ended = closed && { kind: closed.payload.kind, closedOn: dateOf(closed.at) };
  const said = { subject: null, at, recordedAt };
  const link = bySystem({ ...said, node: 'case.linked', seq: next, payload: { caseNo: payload.restoredFrom ?? '', as: 'restored', ...ended } }); // prettier-ignore
  const controls = old === undefined || notUnder(payload, old) !== undefined ? [] : takenWith(readCase(facts), old);
  return [
    ...facts,
    link,
    ...controls.map((each, i) => bySystem({ ...said, node: 'asset.taken-over', seq: next + 1 + i, payload: each })),
  ];
}

/** What goes along: what a takeover has brought itself, or calls another thing by that id, stays where it is. */
const takenWith = (c: Case, old: Case): readonly PayloadOf<'asset.taken-over'>[] =>
  assetsInForce(old)
    .filter(
      ({ id, kind }) =>
        !isHeld(c, id) && (kindOf(c, id) ?? kind) === kind && (c.subjects.get(id)?.of ?? 'asset') === 'asset',
    ) // prettier-ignore
    .flatMap(({ id }) => asTakenOver(old, id, c.filed.payload.caseNo) ?? [])
    .filter(({ until }) => until >= dateOf(c.filed.recordedAt));
