import type { Decision } from '../../nodes/approvals.ts';
import { nodeRow } from '../../nodes/index.ts';
import { canonical } from '../../record/canonical.ts';
import type { Draft, Fact } from '../../record/fact.ts';
import type { Missing } from '../../record/refusal.ts';
import type { Request } from './readings.ts';

/** What of a decision may be worded otherwise than it was asked for. */
const wording: ReadonlySet<string> = new Set(['reason', 'document', 'request', 'askedBy', 'reference']);

type Decided = Pick<Draft | Fact, 'node' | 'subject' | 'payload'>;

/** In what a decision is another than was asked for, by its fields; one that refuses gives nothing of it. */
export function differences(request: Request, decided: Decided): readonly Missing[] {
  const { payload } = decided;
  const whose = whoseElse(request, decided);
  if (whose.length > 0 || ('granted' in payload && !payload.granted)) return whose;
  return contents(request, decided).map((id) => ({ id, zh: '与报批不一致' }));
}

/** THE TABLE of what tells the object of a decision, beside what it is about; left out: all that it says. */
const objects: { readonly [D in Decision]?: readonly string[] } = {
  'restriction.decided': ['party', 'kind', 'persons', 'granted'],
  'warrant.issued': ['kind', 'party', 'place'],
  'auction.terms-set': ['round'],
  'release.decided': ['assets', 'granted'],
  'stay.ordered': ['scope', 'ground'],
  'team.changed': ['team'],
};

/** Whether a decision that does not name a request has decided on its object all the same: of what is decided once, whatever it says. */
export function isOnWhatWasAsked(request: Request, decided: Decided): boolean {
  const { of, about } = request.asks;
  if (of !== decided.node || (about !== undefined && about !== decided.subject)) return false;
  const object = nodeRow(decided.node).once === true ? [] : objects[of];
  return contents(request, decided).every((key) => object !== undefined && !object.includes(key));
}

function whoseElse({ made, asks: asked }: Request, { node, subject, payload }: Decided): readonly Missing[] {
  if (asked.of !== node) return [{ id: 'request', zh: `所报批的是“${nodeRow(asked.of).zh}”` }];
  if (asked.about !== undefined && asked.about !== subject) return [{ id: 'subject', zh: `报批：${asked.about}` }];
  if ('askedBy' in payload && payload.askedBy !== made.by) return [{ id: 'askedBy', zh: `报批人：${made.by}` }];
  return [];
}

function contents({ asks }: Request, { payload }: Decided): readonly string[] {
  const [said, wanted] = [payload, asks.payload] as Readonly<Record<string, unknown>>[];
  return Object.keys({ ...said, ...wanted }).filter(
    (key) => !wording.has(key) && canonical(said?.[key]) !== canonical(wanted?.[key]),
  );
}
