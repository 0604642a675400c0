import { requests } from '../plan/approvals/readings.ts';
import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import { nodeRow } from '../nodes/index.ts';
import { filedParties, keepingIds, type NamedParty } from '../nodes/party.ts';
import type { FactGuard } from '../plan/guard.ts';
import { keepingDue } from '../plan/supervision/named.ts';
import { canonical } from '../record/canonical.ts';
import { readCase, type Case } from '../record/case.ts';
import { asFact, type Fact, type FactOf } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { another, isAnotherBySteps, notBySteps, notThoseParties } from '../record/same-party.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { judgedAgain } from './replay.ts';

/** What may be put right in a decision: how it is worded. Sums, dates, persons, accounts and grounds are decided anew. */
const wording: ReadonlySet<string> = new Set(['reason', 'remarks', 'text', 'decision', 'document']);

/** The corrected form has to pass where the first one did. */
export const correctedForm: FactGuard<'fact.corrected'> = (c, draft, { of, settings, conditionOf }) => {
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
  if (meant.seq === c.founding.seq) return ofFounding(instant, draft.now);
  const again = asFact({ ...meant, at: instant, ...(payload !== undefined && { payload }) });
  return judgedAgain(caseBefore(c, meant), again, { of, settings, conditionOf, now: draft.now });
};

/** What founded a matter lies before all else in it: later facts say themselves whether they still fit (engine.md 3). */
const ofFounding = (at: Instant, now: Instant): Refusal | undefined =>
  at > now ? refuse('at-in-future', '更正后的时刻在将来') : undefined;

/** What a filing says with consequence has a node of its own. */
function ofFiling(
  c: Case,
  filed: FactOf<'case.filed'>,
  { at, payload }: { readonly at: string | undefined; readonly payload: object | undefined },
): Refusal | undefined {
  const { caseNo, claimFen, nonLitigation = false } = filed.payload;
  const next = (payload ?? filed.payload) as typeof filed.payload; // checkForm has just passed it
  if (next.caseNo !== caseNo) return refuse('not-correctable', '案号是案件的身份，不能更正；请另立案件');
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

/** A closing of another kind has other conditions (plan §5); a decision is made anew. */
function ofSubstance(c: Case, meant: Fact, payload: object | undefined): Refusal | undefined {
  if (payload === undefined) return undefined;
  const [was = {}, said = {}] = [meant.payload, payload] as Readonly<Record<string, unknown>>[];
  const next = keepingDue(was, said);
  const keys = Object.keys({ ...was, ...next }).filter((key) => canonical(was[key]) !== canonical(next[key]));
  if (meant.node === 'case.closed' && keys.includes('kind'))
    return refuse('not-correctable', '结案方式不能更正；请撤回结案后重新办理');
  if (meant.node === 'party.joined') return ofJoining(c, meant, { next: payload as typeof meant.payload, keys }); // checkForm has just passed it
  const substance = keys.filter((key) => !wording.has(key));
  if (
    meant.node === 'payout.applied' &&
    substance.length > 0 &&
    c.first('payout.material-reviewed', meant.payload.form)
  )
    return refuse(
      'form-differs',
      '审批表已经审查，其金额、去向、收款人和账户不能更正：请退回审批表（payout.rejected）、另提交发放申请',
      nodeRow('payout.applied').basis,
      substance.map((key) => ({ id: key, zh: '已经审查' })),
    );
  if (meant.node === 'request.made' && canonical(was) !== canonical(next) && isAnswered(c, meant.subject))
    return refuse(
      'form-differs',
      '报批已经有人同意，内容和理由都不能更正：请由其退回（request.returned）后重新报批，或者先撤回其同意',
      nodeRow('request.made').basis,
      keys.map((key) => ({ id: key, zh: '已经有人同意' })),
    );
  if (!nodeRow(meant.node).decision || substance.length === 0) return undefined;
  return refuse(
    'not-correctable',
    '决定中的金额、日期、人员、账户和事由不能更正：请由作出决定的职务撤回后重新作出',
    undefined,
    substance.map((key) => ({ id: key, zh: '属于决定的内容' })),
  );
}

/** Whether somebody has passed a request on, sent it back or decided it: from then on it says what they saw. */
const isAnswered = (c: Case, id: string | null): boolean => {
  const request = requests(c).get(id ?? '');
  return request !== undefined && (request.passed.length > 0 || request.ended !== undefined);
};

/** Who joined is written right; which side, and in whose place, was decided then. */
function ofJoining(
  c: Case,
  { seq, subject, payload: was }: FactOf<'party.joined'>,
  { next: now, keys }: { readonly next: FactOf<'party.joined'>['payload']; readonly keys: readonly string[] },
): Refusal | undefined {
  if (keys.some((key) => key === 'side' || key === 'inPlaceOf'))
    return refuse('not-correctable', '加入哪一方、替代何人不能更正：请撤回后另编号重新登记');
  const joined = c.record.find((f) => f.seq === seq);
  const first = joined?.node === 'party.joined' ? joined.payload : was;
  return isAnotherBySteps({ first, was, now }) ? another(subject ?? '') : undefined;
}

/** The case without this fact and what was recorded after it, but as corrected since. */
export function caseBefore(c: Case, { seq }: Fact): Case {
  const isAbout = (f: Fact) => ['fact.corrected', 'fact.withdrawn', 'filing.corrected'].includes(f.node);
  return seq <= c.founding.seq ? c : readCase(c.record.filter((f) => f.seq < seq || (f.seq > seq && isAbout(f))));
}
