import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import type { DistributionRule } from './distribution-deadlines.ts';
import { objectorsOf } from './distribution-deadlines.ts';

/** Which of the parties may still speak, of a time that opened with this fact: it is no side's as a whole (民诉解释510). */
const speaks: { readonly [R in DistributionRule]?: (c: Case, opened: Fact, party: string) => boolean } = {
  'distribution-opposition': (c, { node, payload }, party) =>
    node === 'distribution.objected' && personKey(c, payload.party) !== party,
  'distribution-suit': (c, opened, party) =>
    opened.node === 'distribution.opposed' && objectorsOf(c, opened).includes(party),
};

/** Whether somebody is one of those whose time it is; undefined: the rule speaks of a whole side. */
export function maySpeak(c: Case, rule: string, opened: Fact | undefined, party: string): boolean | undefined {
  const own = Object.hasOwn(speaks, rule) ? speaks[rule as DistributionRule] : undefined;
  return own === undefined || opened === undefined ? undefined : own(c, opened, party);
}
