// The founding of a registered matter, put to the machine itself: for given.ts.
import { checkFounder, checkFounding, isOfTime } from '../../domain/engine/found.ts';
import { blank, handle, type Outcome, type Sender } from '../../domain/engine/handle.ts';
import { foundingNode, type MatterKind } from '../../domain/nodes/record-kinds.ts';
import type { Law } from '../../domain/plan/law.ts';
import { bench, called, personFor } from './given-people.ts';
import { instant } from './instants.ts';
import { nodeExample, rolesOf } from './node-examples.ts';

/** When it comes in, who brings it (left out: somebody of the first role that its row names), what stands elsewhere already. */
export interface Founds extends Pick<Sender, 'elsewhere' | 'about'> {
  readonly at?: string | undefined;
  readonly by?: string | undefined;
}

/** What comes of founding a matter, its payload laid over the row's example. */
export function foundUnder(
  law: Law,
  kind: MatterKind,
  payload: object,
  { at = NOW, by, elsewhere, about }: Founds,
): Outcome {
  const node = foundingNode(kind);
  const body = { kind, payload: { ...(nodeExample(node) as object), ...payload } };
  if (isOfTime(kind)) return handle(blank, { kind: 'found', body, actor: engine, people: bench, elsewhere }, { now: instant(at), wokenFor: null, inForce: law, laws: () => law }); // prettier-ignore
  const actor = { ...(by === undefined ? personFor(rolesOf(node)) : called(by)), via: 'api' as const };
  const barred = checkFounding(body) ?? checkFounder(actor, { kind }); // as the API and the activity ask before
  if (barred !== undefined) return { answer: barred, advanced: undefined };
  const moment = { now: instant(at), wokenFor: null, inForce: law, laws: () => law };
  return handle(blank, { kind: 'found', body, actor, people: bench, elsewhere, about }, moment);
}

const engine = { id: 'system', name: '系统', roles: ['system'], via: 'system' } as const;

/** When things come in unless told otherwise: a Tuesday afternoon. */
export const NOW = '2026-01-20T16:20';
