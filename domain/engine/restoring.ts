// A case of 执恢 takes up where the old one stopped: linked to it, with what was in force there and its last days (plan §9).
import type { PayloadOf } from '../nodes/index.ts';
import { nodeRow } from '../nodes/index.ts';
import { closedWithoutProperty, restoredBy } from '../plan/closing/after-closing-readings.ts';
import { assets } from '../plan/control/assets.ts';
import { held, measureOf, nothingHeld, stepsOf } from '../plan/control/measures.ts';
import { bySystem } from '../record/by-system.ts';
import type { Case } from '../record/case.ts';
import { caseIdOf, parseCaseNumber } from '../record/case-number.ts';
import type { Fact } from '../record/fact.ts';
import { inOrder } from '../record/index-of-facts.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { dateOf, formatInstant } from '../time/instant.ts';

type Filed = Pick<PayloadOf<'case.filed'>, 'caseNo' | 'restoredFrom'> & { readonly history?: readonly unknown[] };

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

/** What this court knows of the old case has to say that it goes on under this number; of one that it does not know, and of a takeover, the filing is believed. */
export function notRestored(filing: Filed, restored: Case | undefined): Refusal | undefined {
  if (restored === undefined || (filing.history ?? []).length > 0) return undefined;
  const decided = restoredBy(restored);
  const { newCaseNo } = decided?.payload ?? {};
  if (decided !== undefined && (newCaseNo === undefined || caseIdOf(newCaseNo) === caseIdOf(filing.caseNo)))
    return undefined;
  const zh =
    decided === undefined
      ? `原案 ${restored.filed.payload.caseNo} 没有决定恢复执行`
      : `原案 ${restored.filed.payload.caseNo} 决定恢复执行的案号是 ${newCaseNo ?? ''}，不是 ${filing.caseNo}`;
  return refuse('not-approved', zh, basis, [{ id: 'restoration.decided', zh: nodeRow('restoration.decided').zh }]);
}

/** Such a filing with what the engine records behind it: the link, and each control that passed on, in its order and to its last day. */
export function restoredFacts(facts: readonly Fact[], old: Case | undefined): readonly Fact[] {
  const filed = facts.find((f) => f.node === 'case.filed');
  if (filed?.payload.restoredFrom === undefined) return facts;
  const { at, recordedAt, payload } = filed;
  const next = facts.length + 1;
  const closed = old && (closedWithoutProperty(old) ?? old.first('case.closed'));
  const ended = closed && { kind: closed.payload.kind, closedOn: dateOf(closed.at) };
  const said = { subject: null, at, recordedAt };
  const link = bySystem({ ...said, node: 'case.linked', seq: next, payload: { caseNo: payload.restoredFrom ?? '', as: 'restored', ...ended } }); // prettier-ignore
  const known = facts.flatMap((f) => (f.node === 'asset.taken-over' ? [f.payload.id] : []));
  const controls = (old === undefined ? [] : passedTo(old, payload.caseNo)).filter(({ id }) => !known.includes(id));
  return [
    ...facts,
    link,
    ...controls.map((each, i) => bySystem({ ...said, node: 'asset.taken-over', seq: next + 1 + i, payload: each })),
  ];
}

/** What passed into a case, as it stood then. */
const passedTo = (old: Case, caseNo: string): readonly PayloadOf<'asset.taken-over'>[] =>
  old
    .all('asset.passed-on')
    .filter(({ payload }) => caseIdOf(payload.to) === caseIdOf(caseNo))
    .flatMap((passed): PayloadOf<'asset.taken-over'>[] => {
      const asset = assets(old).get(passed.subject ?? '');
      if (asset === undefined) return [];
      const before = stepsOf(old, asset.id).filter((step) => inOrder(step, passed) < 0);
      const { control, first, until } = before.reduce((hold, step) => held(hold, step, asset.valueFen), nothingHeld);
      const measure = control && measureOf(control);
      if (control === undefined || measure === undefined || until === undefined) return [];
      const { id, kind, holder, description, valueFen } = asset;
      return [
        {
          ...{ id, kind, holder, description, valueFen, measure, until },
          from: old.filed.payload.caseNo,
          order: first === undefined ? 'waiting' : 'first',
          ruling: control.payload.ruling,
          effectiveAt: control.payload.effectiveAt ?? formatInstant(control.at),
        },
      ];
    });
