import type { Basis } from '../nodes/basis.ts';
import { deadlineRow } from '../plan/deadlines.ts';
import { type Rung, rungs, type StepAt, toldBy } from '../plan/ladder.ts';
import { caseBound, type Role, roles } from '../nodes/roles.ts';
import type { Case } from '../record/case.ts';
import { spokesmen } from '../record/parties.ts';
import { dueText } from '../words/deadline.ts';
import { personMark } from '../words/persons.ts';
import { recordName } from '../words/titles.ts';
import type { Fact } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';
import { recipientOf } from '../plan/matters/readers.ts';
import { announcedBy } from '../plan/supervision/announced.ts';
import type { Derived } from '../plan/derived.ts';
import type { Holders } from './holding.ts';
import type { Change } from './settle.ts';

/** Somebody a notice goes to: a role, and its person where the record names one; or a person alone. */
export interface Recipient {
  readonly role: Role | null;
  readonly person: string | null;
}

/** A message to the court's own people about deadlines. */
export interface Notice {
  readonly effect: 'notice';
  readonly kind: 'rung' | 'taken-over' | 'moved' | 'handed-over' | 'announced' | 'triage' | 'objection' | 'deferral' | 'relayed' | 'webhook'; // prettier-ignore
  /** What it is about: it is sent once. */
  readonly key: string;
  readonly caseNo: string;
  readonly rung: Rung | null;
  readonly deadline: string | null;
  readonly to: readonly Recipient[];
  readonly text: string;
}

/** Who hears in place of a holder that there is not: of a desk or an office all of it, else the command centre (plan §1). */
export const unheld = (role: Role): Role => (caseBound.has(role) || role === 'system' ? 'command' : role);

/** Everybody who holds a role, wherever they sit. */
const all = (role: Role): Recipient => ({ role, person: null });

/** Who held a role at an instant. */
export function holding(who: Holders, role: Role, at: Instant): readonly Recipient[] {
  const { persons, isVacant } = who.at(role, at);
  if (persons.length > 0) return persons.map((person) => ({ role, person }));
  return [all(isVacant || role === 'system' ? 'command' : role)];
}

/** Who led the holders of a role at an instant (plan §1). */
function leading(who: Holders, role: Role, at: Instant): readonly Recipient[] {
  const leader = who.leader(role, at);
  return 'person' in leader ? [{ role: null, person: leader.person }] : holding(who, leader.role, at);
}

/** Whom a step reaches: by the table of rungs, and always `review` (plan §3). */
function addressed(who: Holders, { owner, legalDueAt }: Derived, { rung, at }: StepAt): readonly Recipient[] {
  const isBeyondLaw = legalDueAt !== null && legalDueAt <= at;
  const told = toldBy(rung, isBeyondLaw).flatMap((each) => {
    if (each === 'holder') return holding(who, owner, at);
    return each === 'leader' ? leading(who, owner, at) : [all(each)];
  });
  return [...new Map([...told, all('review')].map((r) => [`${r.role}/${r.person ?? ''}`, r])).values()];
}

/**
 * Whom a row tells that informs: whoever speaks for a party, and where nobody does yet, the officer, who is to tell them;
 * an office all of it. Undefined for a row that warns its holder.
 */
function informed(c: Case, who: Holders, { rule }: Derived, { at }: StepAt): readonly Recipient[] | undefined {
  return deadlineRow(rule).tells?.flatMap((role): readonly Recipient[] => {
    if (caseBound.has(role)) return holding(who, role, at);
    if (role !== 'applicant' && role !== 'respondent') return [all(role)];
    const speaking = spokesmen(c, role, at);
    return speaking.length === 0 ? holding(who, 'officer', at) : speaking.map((person) => ({ role: null, person }));
  });
}

/** The article that gives the deadline its period: the court's own where it has changed the rule. */
const basisOf = ({ because, rule }: Derived): Basis =>
  because.find((b) => b.step === 'rule')?.basis ?? deadlineRow(rule).basis;

/** That the law's own due has passed too, where it has. */
const beyondLaw = ({ rule, legalDue, legalDueAt }: Derived, { at }: StepAt): string =>
  legalDue === null || legalDueAt === null || legalDueAt > at
    ? ''
    : `，已过法定期限（${legalDue}，${(deadlineRow(rule).legal?.basis ?? deadlineRow(rule).basis).zh}）`;

/** Who answers for a deadline, by name where the record names somebody: `执行员甲，承办人`. */
function answering(who: Holders, { owner }: Derived, at: Instant): string {
  const { persons } = who.at(owner, at);
  return [...persons.map(personMark), roles[owner]].join('，');
}

/** What a step's notice is headed: criticism is asked for here, and published by the director (plan §3). */
const heading = (rung: Rung): string => (rung === 'criticise' ? '提请通报批评' : rungs[rung].zh);

/** What notices are made from, besides the case and what changed. */
interface Telling {
  readonly who: Holders;
  readonly atFiling: boolean;
}

/** The notices that changes call for: one for the highest rung of each deadline, one summary of what was taken over. */
export function noticesFor(c: Case, changes: readonly Change[], { who, atFiling }: Telling): readonly Notice[] {
  const caseNo = recordName(c);
  const found: Notice[] = [];
  for (const change of changes) {
    if (change.type !== 'rung' || !change.notify) continue;
    const { deadline: d, step } = change;
    found.push({
      effect: 'notice',
      kind: 'rung',
      key: `${d.id}/${step.step}/${d.dueAt ?? ''}`,
      caseNo,
      rung: step.rung,
      deadline: d.id,
      to: informed(c, who, d, step) ?? addressed(who, d, step),
      text: `【${heading(step.rung)}】${caseNo} ${d.name}，${dueText(d)}届满，责任人：${answering(who, d, step.at)}（${basisOf(d).zh}）${beyondLaw(d, step)}`,
    });
  }
  const old = changes.flatMap((change) => (change.type === 'taken-over' ? change.deadline : []));
  if (atFiling && old.length > 0) found.push(takeoverSummary(who, caseNo, old));
  return found;
}

/** One summary to the officer and to `review` of what had already fallen due before the case came in (plan §3: taken over). */
function takeoverSummary(who: Holders, caseNo: string, overdue: readonly Derived[]): Notice {
  const lines = [...new Set(overdue)].map((d) => `${d.name}：${dueText(d)}`);
  return {
    effect: 'notice',
    kind: 'taken-over',
    key: 'taken-over',
    caseNo,
    rung: null,
    deadline: null,
    to: [...holding(who, 'officer', Number.POSITIVE_INFINITY), all('review')],
    text: [`【接管提示】${caseNo} 接管时下列事项预警时点已过：`, ...listed(lines)].join('\n'),
  };
}

const MOST_LINES = 200;

/** Lines of a message: the first, and how many more there are. */
export const listed = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `另有${lines.length - MOST_LINES}项，见本案的期限表`]
    : lines;

/** What new facts tell the court's own people: whole roles, by the table (plan §3). */
export function announcements(c: Case, facts: readonly Fact[], derived: readonly Derived[]): readonly Notice[] {
  const caseNo = recordName(c);
  return facts.flatMap((fact): Notice[] => {
    const row = announcedBy(fact.node);
    if (row === undefined) return [];
    const { deadline, text } = row.says(fact.payload);
    const name = derived.find((d) => d.id === deadline)?.name ?? '期限';
    return [
      {
        effect: 'notice',
        kind: 'announced',
        key: `announced/${fact.seq}`,
        caseNo,
        rung: null,
        deadline,
        to: row.to.map(all),
        text: `【${row.heading}】${caseNo} ${name}：${text}`,
      },
    ];
  });
}

interface Moving {
  readonly who: Holders;
  /** The fact that brought the law. */
  readonly seq: number;
}

/** One notice to each owner of dates that a new law moved. */
export function movedNotices(c: Case, changes: readonly Change[], { who, seq }: Moving): readonly Notice[] {
  const caseNo = recordName(c);
  const moved = changes.flatMap((x) => (x.type === 'moved' ? { d: x.deadline, from: x.from } : []));
  return [...Map.groupBy(moved, ({ d }) => d.owner)].map(([owner, shifts]) => ({
    effect: 'notice',
    kind: 'moved',
    key: `moved/${seq}/${owner}`,
    caseNo,
    rung: null,
    deadline: null,
    to: holding(who, owner, Number.POSITIVE_INFINITY),
    text: [
      `【期限变动】${caseNo} 因日历或规则更新，下列期限变动：`,
      ...listed(shifts.map(({ d, from }) => `${d.name}：${dueText(from)} → ${dueText(d)}`)),
    ].join('\n'),
  }));
}

/** Who hears of a record in place of those that it is kept from, where nobody else of their role is left. */
const instead: readonly Role[] = ['president', 'supervising-leader'];

/**
 * Whom a notice is delivered to where persons may not know of the record (docs/decisions/023): a role that one of them holds
 * goes to its other holders by name; where it has none, to the president. Of a record that few may read only they hear. `holdersOf`: who holds a role now.
 */
export function keptFrom(
  to: readonly Recipient[],
  barred: readonly string[],
  holdersOf: (role: Role) => readonly string[],
  readers: readonly string[] | null = null,
): readonly Recipient[] {
  const offices = (readers ?? []).map(recipientOf).flatMap(({ role, person }) => (role === null ? (person ?? []) : holdersOf(role))); // prettier-ignore
  const isKept = (id: string): boolean => barred.includes(id) || (readers !== null && !offices.includes(id));
  const left = ({ role, person }: Recipient): readonly Recipient[] => {
    if (person !== null) return isKept(person) ? [] : [{ role, person }];
    const held = role === null ? [] : holdersOf(role);
    if (readers === null && !held.some(isKept)) return [{ role, person }];
    return held.filter((id) => !isKept(id)).map((id) => ({ role, person: id }));
  };
  const others = instead.map((role) => left({ role, person: null })).find((found) => found.length > 0) ?? [];
  const all = to.flatMap((recipient) => {
    const found = left(recipient);
    return found.length > 0 ? found : others;
  });
  return [...new Map(all.map((r) => [`${r.role ?? ''}/${r.person ?? ''}`, r])).values()];
}
