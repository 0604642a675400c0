import type { Because } from '../plan/derived.ts';
import { statusZh, explain } from '../words/because.ts';
import { explainToParty } from '../words/because-for-parties.ts';
import { deadlineName } from '../words/deadline.ts';
import { headlineZh, moveZh, newRuleZh, ownerZh, publicationZh, recordedZh } from '../words/explanation.ts';
import { periodZh } from '../words/time.ts';
import { lawText, planText } from '../plan/articles.ts';
import { nodeRow } from '../nodes/index.ts';
import { roles } from '../nodes/roles.ts';
import { formatInstant } from '../time/instant.ts';
import type { Why } from './moves.ts';
import { approverOf, type Explaining } from './explaining.ts';

const step = <S extends Because['step']>(because: readonly Because[], name: S) =>
  because.find((b): b is Extract<Because, { step: S }> => b.step === name);

/** How a deadline got its date, for a machine and for a party to read. */
export function explainDeadline(explaining: Explaining) {
  const { deadline: d, moves } = explaining;
  const { because } = d;
  const [opened, rule, counted] = [step(because, 'opened'), step(because, 'rule'), step(because, 'counted')];
  const [excluded, legal, rolled] = [step(because, 'excluded'), step(because, 'legal'), step(because, 'rolled')];
  const extended = step(because, 'extended');
  const told = { rule: d.rule, whoRecorded: (fact: number) => approverOf(explaining, fact) };
  return {
    deadline: d.id,
    rule: d.rule,
    zh: deadlineName(d),
    status: d.status,
    statusZh: statusZh(d.status, because),
    owner: ownerOf(explaining),
    opened:
      opened === undefined
        ? null
        : {
            at: formatInstant(opened.at),
            fact: opened.fact,
            node: opened.node,
            zh: opened.node === null ? null : nodeRow(opened.node).zh,
          },
    article:
      rule === undefined
        ? null
        : {
            basis: rule.basis.zh,
            layer: rule.basis.layer,
            text: rule.basis.layer === 'law' ? lawText(rule.basis.zh) : planText(d.rule),
            within: rule.within,
            withinZh: periodZh(rule.within),
            version: rule.version,
          },
    counted:
      counted === undefined
        ? null
        : { from: counted.from, nominal: counted.nominal, firstDayCounted: counted.from === counted.nominal },
    excluded: (excluded?.intervals ?? []).map(({ from, to, ground, fact }) => {
      return { from, to, ground, fact, approvedBy: approverOf(explaining, fact) ?? null };
    }),
    excludedDays: excluded?.days ?? 0,
    extended:
      extended === undefined
        ? null
        : { until: extended.until, approvedBy: approverOf(explaining, extended.fact) ?? null },
    delayedWithoutApproval: withoutApproval(because),
    skipped: (rolled?.over ?? []).map(({ date, name }) => ({ date, name })),
    provisional: d.provisional,
    unpublishedYears: [...(step(because, 'provisional')?.years ?? [])],
    targetDue: d.targetDue,
    legalDue: d.legalDue,
    legal:
      legal === undefined
        ? null
        : { basis: legal.basis.zh, text: lawText(legal.basis.zh), withinZh: periodZh(legal.within) },
    history: moves.map(({ at, from, to, certain, why }) => {
      return { at: formatInstant(at), from, to, certain, why: why.map((w) => reason(w, explaining)) };
    }),
    sentences: [headlineZh(d), ownerSentence(explaining), ...because.map((b) => explainToParty(b, told)).filter((sentence) => sentence !== ''), ...moves.map((m) => moveZh(m, m.why.map((w) => reason(w, explaining).zh)))], // prettier-ignore
  };
}

/** What the court says of its own lateness: for its own people, in no sentence that a party reads (plan §6). */
function withoutApproval(because: readonly Because[]) {
  const found = step(because, 'without-approval');
  return found === undefined ? null : { fact: found.fact, office: found.office, zh: explain(found) };
}

/** Whose it is, or was when it ended. */
function ownerOf({ owner: { role, person }, nameOf }: Explaining) {
  return { role, roleZh: roles[role], person, name: person === null ? null : nameOf(person) };
}

function ownerSentence(explaining: Explaining): string {
  const { role, name } = ownerOf(explaining);
  return ownerZh({ role, name, hasEnded: explaining.deadline.endedAt !== null });
}

/** One reason, structured and in words. */
function reason(why: Why, { nameOf }: Pick<Explaining, 'nameOf'>) {
  switch (why.kind) {
    case 'calendar': {
      const { year, local, source, notices, version } = why.publication;
      const zh = publicationZh(why.publication);
      return { kind: why.kind, year, local, source, notices: [...notices], version, zh };
    }
    case 'rule': {
      const { version, within, basis } = why.version;
      return { kind: why.kind, version, within, basis: basis.zh, zh: newRuleZh(why.version) };
    }
    case 'fact': {
      const { seq, node, by, at } = why.fact;
      const zh = recordedZh(nameOf(by), node);
      return { kind: why.kind, fact: seq, node, by, byName: nameOf(by), at: formatInstant(at), zh };
    }
  }
}
