// The material of the tour: examples/*.json, as anybody may send it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Filing } from '../../domain/engine/filing.ts';
import { isNodeId, type NodeId } from '../../domain/nodes/index.ts';
import { type Role, roles } from '../../domain/nodes/roles.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { ROOT } from '../settings.ts';

/** One node completion of the tour, and the role that sends it. */
export interface TourStep {
  readonly step: string;
  readonly role: Role;
  readonly node: NodeId;
  readonly subject?: string;
  readonly payload: object;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, 'examples', name), 'utf8'));

/** `examples/filing.json`: the body of `POST /api/cases`. */
export const readFiling = (): Filing => read('filing.json') as Filing; // test/docs/examples.test.ts checks its form

/** `examples/takeover.json`: the same, with what had been done before the case came. */
export const readTakeover = (): Filing => read('takeover.json') as Filing; // as above

/** `examples/tour.json`, by the names of its steps; measures hold until eleven months from today, since a day written down would pass. Throws on a node or role that the tables do not know. */
export function readSteps(): ReadonlyMap<string, TourStep> {
  const steps = read('tour.json') as readonly TourStep[]; // checked here and in test/docs/examples.test.ts
  const strange = steps.find(({ node, role }) => !isNodeId(node) || !Object.hasOwn(roles, role));
  if (strange !== undefined) throw new Error(`examples/tour.json: ${strange.step} is of no node or role of the tables`);
  const until = addMonths(dateOf(Date.now()), 11);
  const current = (step: TourStep) =>
    'until' in step.payload ? { ...step, payload: { ...step.payload, until } } : step;
  return new Map(steps.map((step) => [step.step, current(step)]));
}

/** The same material for another case number: rulings and notices carry it too. */
export const withCaseNo = <T>(material: T, from: string, to: string): T =>
  JSON.parse(JSON.stringify(material).replaceAll(from, to)) as T; // the same shape: only a text has changed
