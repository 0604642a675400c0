/** Histories of property control alone, in any order, and the shortest way from each to its schedule. */
import fc from 'fast-check';
import type { AssetKind } from '../../domain/nodes/asset-kinds.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { assets } from '../../domain/plan/control/assets.ts';
import { isTouched, stepNodes } from '../../domain/plan/control/measures.ts';
import { firstRound } from '../../domain/plan/control/rounds.ts';
import { holders } from '../../domain/record/holders.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf, formatInstant, HOUR } from '../../domain/time/instant.ts';
import { type Court, given, type Sent } from './given.ts';
import { sitting } from './given-people.ts';
import { groundSaid } from './releases.ts';

/** A step as drawn: what, about which asset, in what manner, how many hours after the one before and how long ago. */
interface ControlStep {
  readonly node: NodeId;
  readonly pick: number;
  readonly detail: number;
  readonly hours: number;
  readonly ago: number;
}

/** A step as it is tried. */
interface Step {
  readonly node: NodeId;
  readonly sent: Sent;
}

const nodes: readonly NodeId[] = [
  'query.started', 'query.returned', 'query.returned', 'query.failed', 'traditional-query.started',
  'traditional-query.returned', ...stepNodes, 'asset.frozen', 'asset.frozen', 'asset.sealed', 'asset.skipped', 'fact.withdrawn',
  'asset-schedule.filed',
]; // prettier-ignore

/** Steps of property control, in any order. */
export const anyControl: fc.Arbitrary<readonly ControlStep[]> = fc.array(
  fc.record({
    node: fc.constantFrom(...nodes),
    pick: fc.nat({ max: 9 }),
    detail: fc.nat({ max: 999 }),
    hours: fc.integer({ min: 0, max: 20 }),
    ago: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) }),
  }),
  { minLength: 4, maxLength: 40 },
);

const ids = ['a-1', 'a-2', 'a-3', 'a-4']; // few, so that steps meet
const kinds: readonly AssetKind[] = ['bank-account', 'vehicle', 'bank-account', 'e-wallet'];

function sentBy({ node, pick, detail }: ControlStep, court: Court): Sent {
  const subject = ids[pick % ids.length];
  const found = (i: number) => ({
    ...{ id: ids[i % 4] ?? '', kind: kinds[i % 4], holder: '李卫东', description: '财产' },
    valueFen: detail % 4 === 0 ? null : (detail % 9) * 6_000_000,
  });
  const control = {
    ...{ order: detail % 3 === 0 ? 'waiting' : 'first', ruling: `之${court.record.length}` },
    until: addMonths(dateOf(court.now), 1 + (detail % 10)),
  };
  const back = {
    complete: detail % 4 > 0,
    assets: detail % 5 === 0 ? [] : [found(pick), found(pick + 1 + (detail % 2))],
  };
  const payloads: Partial<Record<NodeId, object>> = {
    'query.started': detail % 3 === 0 ? { respondents: [`respondent-${1 + (detail % 2)}`] } : {},
    'query.returned': back,
    'traditional-query.returned': back,
    'query.failed': { round: detail % 2 === 0 ? 'network' : 'traditional' },
    'asset.frozen': { ...control, amountFen: detail % 2 === 0 ? undefined : (1 + (detail % 9)) * 6_000_000 },
    'asset.sealed': control,
    'asset.seized': control,
    'asset.promoted': { effectiveAt: formatInstant(court.now), until: control.until },
    'asset.renewed': { until: addMonths(control.until, 2) },
    'asset.deducted': { amountFen: (1 + (detail % 9)) * 3_000_000 },
    'asset.taken-over': { ...control, ...found(pick), measure: pick % 4 === 1 ? 'sealed' : 'frozen' },
    'fact.withdrawn': { fact: 3 + (detail % court.record.length), reason: '误录' },
  };
  const payload = { ...(nodeRow(node).example as object), ...payloads[node] };
  return {
    ...(nodeRow(node).subject !== undefined && { subject }),
    ...(node === 'fact.withdrawn' && { by: 'review' }),
    payload: JSON.parse(JSON.stringify(payload)) as object, // without what is undefined
  };
}

/** The courts that steps lead to, with two respondents; what is refused is left out, a schedule comes with all it takes. */
export function controlled(steps: readonly ControlStep[]): readonly Court[] {
  const respondents = ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const }));
  const filed = given({ respondents }).filed().assigned();
  const courts = [steps.length % 3 === 0 ? filed : filed.complete('query.started')];
  for (const step of steps) {
    const before = courts.at(-1);
    if (before === undefined) break;
    const court = before.at(formatInstant(before.now + step.hours * HOUR));
    const at = formatInstant(Math.max(court.now - step.ago * HOUR, court.c.filed.at));
    const own = { node: step.node, sent: { ...sentBy(step, court), at } };
    const taken = step.node === 'asset-schedule.filed' ? wayOut(court) : [...groundOf(court, own), own];
    courts.push(taken.reduce((c, { node, sent: said }) => c.tries(node, withGround(c, node, said)), court));
  }
  return courts;
}

/** A release says its ground as the case then stands. */
const withGround = ({ c }: Court, node: NodeId, said: Sent): Sent =>
  node === 'asset.released'
    ? { ...said, payload: { ...(said.payload as object), ...groundSaid(c, said.subject) } }
    : said;

/** A control is given up for a reason: the panel's word and the officer's decision come before. */
function groundOf({ c }: Court, { node, sent }: Step): readonly Step[] {
  if (node !== 'asset.released') return [];
  const of = (id: NodeId, more: object, by?: string) => ({
    node: id,
    sent: { at: sent.at, ...(by !== undefined && { by }), payload: { ...(nodeRow(id).example as object), ...more } },
  });
  const members = holders(c, 'panel').length === 0 ? [...sitting] : [...holders(c, 'panel')];
  return [
    of('case.assigned', { officer: undefined, clerk: undefined, teamLeader: undefined, panel: members }),
    of('panel.decided', { about: 'release', members }, members[0]),
    of('release.decided', { assets: [sent.subject] }),
  ];
}

/** What is left to do, and the schedule itself. */
export function wayOut(court: Court): readonly Step[] {
  const { networkBack, traditionalAsked, traditionalBack } = firstRound(court.c);
  const example = (node: NodeId, more: object = {}, subject?: string) => ({
    node,
    sent: { ...(subject !== undefined && { subject }), payload: { ...(nodeRow(node).example as object), ...more } },
  });
  const known = [...assets(court.c).keys()];
  const untouched = known.filter((id) => !isTouched(court.c, id));
  // left alone, they count nothing: the traditional round may become due by it
  const traditional = traditionalBack || !(traditionalAsked || !networkBack || untouched.length > 0);
  return [
    ...(networkBack ? [] : [example('query.started'), example('query.returned', { complete: true, assets: [] })]),
    ...untouched.map((id) => example('asset.skipped', {}, id)),
    ...(traditional
      ? []
      : [example('traditional-query.started'), example('traditional-query.returned', { complete: true, assets: [] })]),
    example('asset-schedule.filed', { items: known.map((asset) => ({ asset, valueFen: null })) }),
  ];
}
