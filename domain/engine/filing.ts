import type { Draft } from '../record/fact.ts';
import { Type, type Static } from 'typebox';
import { nodes } from '../nodes/index.ts';
import { filedParties, type Side } from '../nodes/party.ts';
import { bounds } from '../nodes/bounds.ts';
import { called, InstantText, List, ofFormat, oneOf, record } from '../nodes/fields.ts';
import { roles } from '../nodes/roles.ts';
import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { Actor, Person } from '../record/actor.ts';
import { type Case, growing } from '../record/case.ts';
import { CASE_NUMBER, parseCaseNumber } from '../record/case-number.ts';
import { checkNumber } from './filing-number.ts';
import { unseenIn } from '../gate/text.ts';
import type { Completion } from './completion.ts';
import { decide } from './decide.ts';
import { openedBy } from './derive.ts';
import type { Elsewhere } from './elsewhere.ts';
import { asFacts } from './advance.ts';
import { checkClaims } from '../record/claims.ts';
import { checkRestoredFrom, notRestored } from './restoring.ts';
import { checkIdentities, foldIdentities } from '../record/identities.ts';
import { checkAgainst } from '../record/form.ts';
import type { Laws, LawVersions } from '../plan/law.ts';
import { isRefusal, named, refuse, type Refusal } from '../record/refusal.ts';

const filed = nodes['case.filed'].payload.properties;

/** A fact that a case taken over brings with it (engine.md 5). */
const Brought = record({
  node: Type.String({ maxLength: 64, ...called('节点') }),
  at: InstantText('发生时刻，带时区'),
  subject: Type.Optional(Type.String({ maxLength: 64, ...called('所针对的财产、案款等') })),
  payload: Type.Optional(Type.Record(Type.String(), Type.Unknown(), called('内容，随节点而定'))),
  as: Type.Optional(oneOf(roles, '当时由何角色办理；不写则为该节点的第一个角色')),
});

/** The body of `POST /api/cases`. */
export const Filing = record({
  ...filed,
  caseNo: { ...filed.caseNo, ...ofFormat('case-number', { pattern: CASE_NUMBER }) },
  claimFen: Type.Optional(filed.claimFen),
  filedAt: InstantText('立案时刻，带时区，可以在过去，不得在将来'),
  history: Type.Optional(List(Brought, '接管案件已经办理的节点，一次至多1000条；财产合计至多5000项', bounds.history)),
});

export type Filing = Static<typeof Filing>;

export interface Filed {
  readonly filedAt: Instant;
  readonly drafts: readonly Draft[];
}

/**
 * Checks a filing's form: fields, the instants, the case number as one of this court's, the identity numbers. Anybody may
 * ask before anything is sent. `court`: this court's own code.
 */
export function checkFiling(body: unknown, court: string): Refusal | undefined {
  const malformed = checkAgainst(Filing, body, '立案');
  if (malformed !== undefined) return malformed;
  const { caseNo, filedAt: filedText, history } = body as Filing; // just checked
  const filedAt = readInstant(filedText);
  const bad = [filedText, ...(history ?? []).map((h) => h.at)].find((t) => readInstant(t) === undefined);
  if (filedAt === undefined || bad !== undefined) {
    return refuse('bad-instant', `时刻 ${bad ?? filedText} 有误${unseenIn(bad ?? filedText)}：${INSTANT_FORM}`);
  }
  return (
    checkNumber({ caseNo, filedAt, takenOver: history !== undefined, court }) ??
    checkIdentities('case.filed', body) ??
    checkPartyIds(body as Filing) ??
    checkUrgent(body as Filing) ??
    checkRestoredFrom(body as Filing) ??
    checkClaims(body as Filing, filedAt, idsOf(body as Filing))
  );
}

const idsOf = (body: Filing) => {
  const ids = (side: Side) => filedParties(body).flatMap((party) => (party.side === side ? [party.id] : []));
  return { applicants: ids('applicant'), respondents: ids('respondent') };
};

/** No two parties are called by one id, given or made of their place. */
function checkPartyIds(body: Filing): Refusal | undefined {
  const ids = filedParties(body).map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  if (twice.length === 0) return undefined;
  const zh = `当事人编号 ${named(twice)} 用了两次；请各用各的编号，不写的依次为 applicant-1、respondent-1……`;
  const missing = twice.map((id) => ({ id, zh: '用了两次' }));
  return refuse('subject-taken', zh, nodes['case.filed'].basis, missing);
}

/** Only a preservation is urgent by its filing (plan §2.1, `preservation-carry`). */
const checkUrgent = ({ caseNo, urgent }: Filing): Refusal | undefined =>
  urgent === undefined || parseCaseNumber(caseNo)?.type === '执保'
    ? undefined
    : refuse('unknown-field', '只有执保案件写明是否情况紧急（urgent），请去掉', nodes['case.filed'].basis, [
        { id: 'urgent', zh: '去掉' },
      ]);

/** Whether somebody may file cases at all. */
export function checkFiler({ name, roles: held }: Person): Refusal | undefined {
  const { by, basis } = nodes['case.filed'];
  return by.some((role) => held.includes(role))
    ? undefined
    : refuse('wrong-role', `${name}不能立案，应由立案窗口（filing）`, basis);
}

/** Who files, when, whom the history names, and the case of this court that it takes up again. */
interface Filer {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: ReadonlyMap<string, Person>;
  readonly elsewhere?: Elsewhere | undefined;
  readonly restored?: Case | undefined;
}

/** Nothing is filed before it came in. Whoever sends a filing on asks this first: refused, it starts nothing. */
export const filedAhead = ({ filedAt }: Pick<Filing, 'filedAt'>, now: Instant): Refusal | undefined =>
  (readInstant(filedAt) ?? now) > now
    ? refuse('filed-in-future', `立案时刻在将来；现在是 ${formatInstant(now)}`, nodes['case.filed'].basis)
    : undefined;

/**
 * Decides a filing whose form has been checked: `case.filed` and the history in order of `at`, all or nothing. It pauses
 * after each row of the history: whoever drives it may let others have a turn in between.
 */
export function* filingSteps(
  body: Filing,
  who: Filer,
  versions: LawVersions,
  laws: Laws,
): Generator<void, Filed | Refusal> {
  const { history = [], filedAt: filedText, caseNo, ...rest } = body;
  const at = readInstant(filedText) ?? who.now; // its form has been checked
  const row = nodes['case.filed'];
  const barred = checkFiler(who.actor);
  if (barred !== undefined) return barred;
  const as = row.by.filter((r) => who.actor.roles.includes(r));
  const ahead = filedAhead(body, who.now);
  if (ahead !== undefined) return ahead;
  const folded = { ...rest, claimFen: rest.claimFen ?? null, caseNo: parseCaseNumber(caseNo)?.text ?? caseNo };
  const payload = foldIdentities('case.filed', folded);
  const drafts: Draft[] = [{ node: 'case.filed', subject: null, payload, at, by: who.actor.id, as, now: who.now }];
  const ordered = history.toSorted((a, b) => (readInstant(a.at) ?? 0) - (readInstant(b.at) ?? 0));
  const [law, first] = asFacts([], drafts, versions, 'api');
  if (law === undefined || first === undefined) throw new Error('a filing meets the law and is recorded');
  const grown = growing([law, first]);
  const deadlinesOf = openedBy(laws);
  const settings = laws(versions).courtSettings;
  for (const brought of ordered) {
    const c = grown.now();
    const deadlines = () => deadlinesOf(c, who.now);
    const draft = decide(c, brought, { ...who, deadlines, deadlinesOf, settings, takenOver: brought.as ?? 'unknown' });
    if (isRefusal(draft)) {
      return { ...draft, zh: `history 中 ${brought.at} 的 ${brought.node}：${draft.zh}` };
    }
    drafts.push(draft);
    const { now: recordedAt, ...fact } = draft;
    grown.add({ ...fact, recordedAt, via: 'api', seq: drafts.length + 1 });
    yield;
  }
  return notRestored(body, who.restored) ?? { filedAt: at, drafts };
}

/** What founds a case, as completions: what looks up whom and what they name. */
export const completionsOf = (body: Filing): readonly Completion[] => [{ node: 'case.filed' }, ...(body.history ?? [])];
