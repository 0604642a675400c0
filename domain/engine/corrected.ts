import { readCase, type Case } from '../record/case.ts';
import type { Draft, Fact, FactOf } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import type { Instant } from '../time/instant.ts';
import { conditionOf } from '../plan/conditions.ts';
import type { FactGuard } from '../plan/guard.ts';
import { nodeRow } from '../nodes/index.ts';

/** The corrected form has to pass where the first one did. */
export const correctedForm: FactGuard<'fact.corrected'> = (c, draft, deadlines) => {
  const { fact: seq, at, payload } = draft.payload;
  const meant = c.record[seq - 1];
  if (meant === undefined) return undefined;
  if (at === undefined && payload === undefined) return refuse('missing-field', '请写明更正后的时刻 at 或内容 payload');
  const instant = at === undefined ? meant.at : readInstant(at);
  if (instant === undefined) return refuse('bad-instant', `更正后的 at ${INSTANT_FORM}`);
  if (instant > draft.now) return refuse('at-in-future', '更正后的时刻在将来');
  const untimely = meant.node === 'case.filed' ? behindOthers(c, meant, instant) : tooEarly(c, meant, instant);
  if (untimely !== undefined || payload === undefined) return untimely;
  if (meant.node === 'case.filed' && payload['caseNo'] !== c.filed.payload.caseNo) {
    return refuse('not-correctable', '案号是案件的身份，不能更正；请另立案件');
  }
  const malformed = checkForm(meant.node, payload);
  if (malformed !== undefined) return malformed;
  if (meant.node === 'case.closed') return sameClosing(meant, payload);
  const then = before(c, meant);
  const again = { ...meant, payload, at: instant, now: draft.now } as Draft; // checkForm has just passed it
  return (conditionOf(meant.node).check ?? [])
    .map((check) => check(then, again, deadlines))
    .find((r) => r !== undefined);
};

/** The case without this fact and what was recorded after it, but as corrected since. */
function before(c: Case, { seq }: Fact): Case {
  const isAbout = (f: Fact) => f.node === 'fact.corrected' || f.node === 'fact.withdrawn';
  return seq <= c.filed.seq ? c : readCase(c.record.filter((f) => f.seq < seq || (f.seq > seq && isAbout(f))));
}

/** Filing comes first, whatever it is corrected to; what the engine itself concluded follows by itself. */
function behindOthers(c: Case, filed: Fact, at: Instant): Refusal | undefined {
  const earlier = c.facts.filter((f) => f.seq !== filed.seq && f.via !== 'system' && f.at < at);
  return earlier.length === 0
    ? undefined
    : refuse(
        'has-dependents',
        '更正后的立案时刻晚于下列记录的发生时刻，请先更正它们',
        undefined,
        earlier.map((f) => ({ id: String(f.seq), zh: `${f.seq}：${nodeRow(f.node).zh}` })),
      );
}

function tooEarly(c: Case, { seq, subject }: Fact, at: Instant): Refusal | undefined {
  if (at < c.filed.at) return refuse('at-before-filing', '更正后的时刻早于立案');
  const known = subject === null ? undefined : c.subjects.get(subject);
  return known !== undefined && known.seq !== seq && at < known.at
    ? refuse('at-before-subject', `更正后的时刻早于 ${known.id} 进入本案的时刻`)
    : undefined;
}

/** Another kind has other conditions (plan §5): it takes another closing. */
const sameClosing = (closed: FactOf<'case.closed'>, payload: object): Refusal | undefined =>
  'kind' in payload && payload.kind === closed.payload.kind
    ? undefined
    : refuse('not-correctable', '结案方式不能更正；请撤回结案后重新办理');
