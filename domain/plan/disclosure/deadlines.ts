import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Instant } from '../../time/instant.ts';
import { deadline, type Discharge, type Opening, type Standstill } from '../deadline.ts';
import { step } from '../ladder.ts';
import { discharged, together, when } from '../opens.ts';
import { toldNodes } from './audience.ts';
import { hasFailed, type Hearer, type Telling, tellings, firstTelling } from './readings.ts';

/** One opening for each fact, when the first of those whom it is for may hear of it. */
const eachTold = (c: Case): readonly Opening[] =>
  [...tellings(c).values()].map((telling) => openingOf(c, telling)).filter(({ at }) => at < Number.POSITIVE_INFINITY);

/** It begins at infinity while nobody may hear of it. */
function openingOf(c: Case, { fact: { seq, node, recordedAt }, to }: Telling): Opening {
  const at = to.reduce((first, { from = first }) => Math.min(first, from), Number.POSITIVE_INFINITY);
  const owner = to.some(({ party }) => hasFailed(c, seq, party)) ? 'officer' : undefined;
  // nobody can be told of what is not recorded yet: the day is that of its recording
  return { at, seq, subject: null, from: Math.max(at, recordedAt), title: `公开：${nodeRow(node).zh}`, owner };
}

/** Told to everybody; who may not hear of it before the case is closed never needs to. */
function toldToAll(c: Case, { seq }: Opening): Discharge | undefined {
  let last: Discharge | undefined;
  for (const { party, from } of tellings(c).get(seq)?.to ?? []) {
    const told = firstTelling(c, seq, party) ?? (from === undefined ? c.first('case.closed') : undefined);
    if (told === undefined) return undefined;
    last = last === undefined ? told : { at: Math.max(last.at, told.at), seq: Math.max(last.seq, told.seq) };
  }
  return last && { at: last.at, seq: last.seq };
}

/** Once all who may hear of it have, it stands still until others may. */
function untilOthersMay(c: Case, { seq }: Opening): readonly Standstill[] {
  const { to = [] } = tellings(c).get(seq) ?? {};
  if (to.every(({ from }) => from === to[0]?.from)) return []; // nobody waits for longer than the others
  const levels = [...Map.groupBy(to, ({ from = Number.POSITIVE_INFINITY }) => from)].toSorted(([a], [b]) => a - b);
  const hearers: Hearer[] = [];
  return levels.flatMap(([, group], i): Standstill[] => {
    hearers.push(...group);
    const next = levels[i + 1]?.[0];
    const told = together(hearers.map(({ party }) => firstTelling(c, seq, party)));
    if (next === undefined || told === undefined || told.at >= next) return [];
    return [{ from: told.at, end: endAt(next), fact: told.seq, zh: '其余当事人在首次控制生效或者执行通知书发出之后方可告知' }]; // prettier-ignore
  });
}

const endAt = (at: Instant): Standstill['end'] => (at === Number.POSITIVE_INFINITY ? null : { at, countedFrom: at });

/** What is told to parties, and when: 武法〔2022〕11号 四·二. */
export const disclosureDeadlines = {
  disclose: deadline({
    zh: '公开流程信息',
    preservation: 'too',
    basis: plan('四·二'),
    opens: when(
      '记录了应当向当事人公开的事项；仅向被执行人公开的，自首次控制生效或者执行通知书发出之时',
      [...toldNodes, 'fact.corrected', 'fact.withdrawn'],
      eachTold,
    ),
    within: '0d',
    done: discharged('告知了每一应当告知的当事人；未送达的，以其他方式告知', ['node.disclosed'], toldToAll),
    owner: 'system',
    // the engine needs no reminder, and every fact of a case would send one
    ladder: [step('urge', { after: '0h' }), step('supervise', { after: '24h' })],
    still: untilOthersMay,
    stillInTime: true,
    runsOn: true,
  }),
};
