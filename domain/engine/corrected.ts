import { saidOn } from '../plan/approvals/readings.ts';
import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import { nodeRow } from '../nodes/index.ts';
import type { FixedFields } from '../nodes/node.ts';
import { recordKindRow } from '../nodes/record-kinds.ts';
import { filedParties, keepingIds, type NamedParty } from '../nodes/party.ts';
import type { FactGuard } from '../plan/guard.ts';
import { unfounded } from '../plan/matters/founding.ts';
import { keepingDue } from '../plan/supervision/named.ts';
import { canonical } from '../record/canonical.ts';
import { type Case, introduced, readCase } from '../record/case.ts';
import { asFact, type Fact, type FactOf } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { another, isAnotherBySteps, notBySteps, notThoseParties } from '../record/same-party.ts';
import { refuse, type Refusal, type RefusalCode } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { judgedAgain } from './replay.ts';

/** What may be put right in a decision: how it is worded. Sums, dates, persons, accounts and grounds are decided anew. */
const wording: ReadonlySet<string> = new Set(['reason', 'remarks', 'text', 'decision', 'document']);

/** What older releases did not ask for: earlier steps, an account of the case's own. */
const onceNotAsked: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'node-missing',
  'not-confirmed',
  'payee-needs-panel',
  'account-unknown',
]);

/** The corrected form has to pass where the first one did. */
export const correctedForm: FactGuard<'fact.corrected'> = (c, draft, { of, settings, conditionOf, others }) => {
  const { fact: seq, at, payload } = draft.payload;
  const meant = c.fact(seq);
  if (meant === undefined) return undefined;
  if (at === undefined && payload === undefined) return refuse('missing-field', '请写明更正后的时刻 at 或内容 payload');
  const instant = at === undefined ? meant.at : readInstant(at);
  if (instant === undefined) return refuse('bad-instant', `更正后的 at ${INSTANT_FORM}`);
  const malformed = payload === undefined ? undefined : checkForm(meant.node, payload);
  const fixed =
    malformed ?? (meant.node === 'case.filed' ? ofFiling(c, meant, { at, payload }) : ofSubstance(c, meant, payload));
  if (fixed !== undefined || meant.node === 'case.filed') return fixed;
  if (meant.seq === c.founding.seq) return ofFounding(c, payload ?? meant.payload, { at: instant, now: draft.now });
  const again = asFact({ ...meant, at: instant, ...(payload !== undefined && { payload }) });
  const [before, known] = [caseBefore(c, meant), { of, settings, conditionOf, others, now: draft.now }];
  const found = judgedAgain(before, again, known);
  if (found === undefined || !onceNotAsked.has(found.code)) return found;
  // it was taken over, or nobody asked for it then: no correction can mend that, and none makes it worse
  const lacked = judgedAgain(before, meant, known);
  return lacked?.code === found.code ? judgedAgain(before, again, { ...known, lacked }) : found;
};

/** What founded a matter lies before all else in it: later facts say themselves whether they still fit (engine.md 3). */
function ofFounding(
  { kind, founding }: Case,
  payload: object,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Refusal | undefined {
  if (at > now) return refuse('at-in-future', '更正后的时刻在将来');
  const moved = recordKindRow(kind).judges === true && ['case', 'objection'].some((key) => said(payload, key) !== said(founding.payload, key)); // prettier-ignore
  if (moved) return refuse('not-correctable', '所涉的案件和异议不能更正；登记错的请以撤回裁定了结，另行登记', nodeRow(founding.node).basis); // prettier-ignore
  return kind === 'case' ? undefined : unfounded(kind, payload, { at });
}

const said = (payload: object, key: string): unknown => (payload as Readonly<Record<string, unknown>>)[key];

/** What a filing says with consequence has a node of its own. */
function ofFiling(
  c: Case,
  filed: FactOf<'case.filed'>,
  { at, payload }: { readonly at: string | undefined; readonly payload: object | undefined },
): Refusal | undefined {
  const { caseNo, claimFen, nonLitigation = false, restoredFrom } = filed.payload;
  const next = (payload ?? filed.payload) as typeof filed.payload; // checkForm has just passed it
  if (next.caseNo !== caseNo) return refuse('not-correctable', '案号是案件的身份，不能更正；请另立案件');
  if (next.restoredFrom !== restoredFrom)
    return refuse(
      'not-correctable',
      '所恢复的原案（restoredFrom）不能更正：与他案的关联登记 case.linked，承接其控制登记 asset.taken-over',
    );
  const said = (filing: typeof filed.payload) => canonical([filing.claims, filing.applicationOn, filing.urgent]);
  const moves = next.claimFen !== claimFen || (next.nonLitigation ?? false) !== nonLitigation;
  if (at !== undefined || moves || said(next) !== said(filed.payload)) {
    return refuse(
      'not-correctable',
      '立案时刻、收到申请之日、申请执行的标的和内容、案件类型、是否紧急影响期限：由立案窗口提出，内勤以 filing.corrected 更正',
    );
  }
  const [was, is] = [filedParties(filed.payload), filedParties(keepingIds(filed.payload, next))];
  return notThoseParties(was, is) ?? notBySteps({ first: firstParties(c), was, is });
}

/** The parties as they were filed, before anything was put right. */
function firstParties(c: Case): readonly NamedParty[] {
  const first = c.record.find((f) => f.node === 'case.filed');
  return first === undefined ? [] : filedParties(first.payload);
}

/** Of a decision: it is made anew. */
const ofDecisions: FixedFields = {
  fields: 'substance',
  zh: '决定中的金额、日期、人员、账户和事由不能更正：请由作出决定的职务撤回后重新作出',
};

/** What the fact's row keeps as it was, and of whom joined the person. */
function ofSubstance(c: Case, meant: Fact, payload: object | undefined): Refusal | undefined {
  if (payload === undefined) return undefined;
  const [was = {}, said = {}] = [meant.payload, payload] as Readonly<Record<string, unknown>>[];
  const next = keepingDue(was, said);
  const keys = Object.keys({ ...was, ...next }).filter((key) => canonical(was[key]) !== canonical(next[key]));
  const row = nodeRow(meant.node);
  for (const kept of [row.keeps ?? [], row.decision === true ? ofDecisions : []].flat()) {
    const wrong = !isKept(c, meant, kept) ? [] : keys.filter((key) => isOf(kept, key));
    if (wrong.length > 0)
      return refuse(
        kept.once === undefined ? 'not-correctable' : 'form-differs',
        kept.zh,
        row.basis,
        wrong.map((id) => ({ id, zh: '不能更正' })),
      );
  }
  return meant.node === 'party.joined' ? ofJoining(c, meant, payload as typeof meant.payload) : undefined; // checkForm has just passed it
}

const isOf = ({ fields }: FixedFields, key: string): boolean =>
  fields === 'all' || (fields === 'substance' ? !wording.has(key) : fields.includes(key));

/** Whether a fact's content has to stay: from the first, or since somebody has spoken on what it brought. */
const isKept = (c: Case, meant: Fact, { once }: FixedFields): boolean =>
  once === undefined ||
  introduced(meant).some(
    ({ id }) =>
      saidOn(c, id).length > 0 || once.some((node) => c.facts.some((f) => f.node === node && f.subject === id)),
  );

/** Who joined is written right: it stays the same person. */
function ofJoining(
  c: Case,
  { seq, subject, payload: was }: FactOf<'party.joined'>,
  now: FactOf<'party.joined'>['payload'],
): Refusal | undefined {
  const joined = c.record.find((f) => f.seq === seq);
  const first = joined?.node === 'party.joined' ? joined.payload : was;
  return isAnotherBySteps({ first, was, now }) ? another(subject ?? '') : undefined;
}

/** The case without this fact and what was recorded after it, but as corrected since. */
export function caseBefore(c: Case, { seq }: Fact): Case {
  const isAbout = (f: Fact) => ['fact.corrected', 'fact.withdrawn', 'filing.corrected'].includes(f.node);
  return seq <= c.founding.seq ? c : readCase(c.record.filter((f) => f.seq < seq || (f.seq > seq && isAbout(f))));
}
