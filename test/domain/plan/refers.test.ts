// engine.md 19: whatever a payload names is in the record and of the right kind; said on the field, asked by one gate.
import type { TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { guarded } from '../../../domain/engine/guarded.ts';
import { Id } from '../../../domain/nodes/fields.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { type Reference, referencesIn, unknownReferences } from '../../../domain/plan/refers.ts';
import type { Draft } from '../../../domain/record/fact.ts';
import { given } from '../../support/given.ts';
import { approved } from '../../support/histories.ts';

const busy = approved();
const codes = { party: 'unknown-party', fact: 'unknown-fact' } as const;
const referring = nodeIds.flatMap((node) => referencesIn(nodeRow(node).payload).map((to) => [node, to.path.join('.'), to] as const)); // prettier-ignore

/** A payload of nothing but that field. */
const only = ([key, ...rest]: readonly string[], value: unknown): unknown => {
  if (key === undefined) return value;
  return key === '*' ? [only(rest, value)] : { [key]: only(rest, value) };
};
const saying = (node: NodeId, { path }: Pick<Reference, 'path'>, value: unknown) => {
  const payload = { ...(nodeRow(node).example as object), ...(only(path, value) as object) };
  return { node, payload, subject: null, at: busy.now, now: busy.now, as: [], by: 'p-1' } as unknown as Draft;
};
const asked = (node: NodeId, to: Reference, value: unknown) =>
  unknownReferences(busy.c, nodeRow(node), saying(node, to, value))?.code;

describe.each(referring)('%s, in %s', (node, _, to) => {
  const code = to.of === 'party' || to.of === 'fact' ? codes[to.of] : 'unknown-subject';
  const isOwn = (of: string) => of === to.of;
  const ofAnother = given().filed().assigned().complete('party.joined', 'respondent-77').c; // another case, with more in it

  test('names nothing that is not there', () => {
    expect(asked(node, to, to.of === 'fact' ? 9_999 : 'no-such-1')).toBe(code);
  });

  test('names nothing of another kind, and nothing of another case', () => {
    if (to.of === 'fact') return expect(asked(node, to, busy.c.record.length + 1)).toBe(code);
    for (const { id, of } of busy.c.subjects.values()) if (!isOwn(of)) expect(asked(node, to, id), id).toBe(code);
    for (const { id } of ofAnother.subjects.values())
      if (!busy.c.subjects.has(id)) expect(asked(node, to, id), id).toBe(code);
  });

  test('names what there is, of its side', () => {
    if (to.of === 'fact') return expect(asked(node, to, 3)).toBeUndefined();
    const fitting = [...busy.c.subjects.values()].filter(({ of, id }) => isOwn(of) && (to.side === undefined || id.startsWith(to.side))); // prettier-ignore
    for (const { id } of fitting) expect(asked(node, to, id), id).toBeUndefined();
    if (to.side === 'respondent') expect(asked(node, to, 'applicant-1')).toBe('unknown-party');
  });

  test('is asked before the guards of the node itself', () => {
    const row = nodeRow(node);
    if ((row.in ?? 'case') !== 'case' && row.in !== 'every') return;
    const draft = { ...saying(node, to, to.of === 'fact' ? 9_999 : 'no-such-1'), subject: null } as Draft;
    const standing = { deadlines: () => [], of: () => [] };
    // so is whether an id that it gives was given before
    expect([code, 'already-recorded', ...(row.brings === undefined ? [] : ['subject-taken'])]).toContain(
      guarded(busy.c, draft, {}, standing)?.code,
    );
  });
});

test('no field that takes an id of the record goes unmarked', () => {
  const { pattern } = Id('') as unknown as { pattern: string };
  const found: string[] = [];
  const walk = (schema: TSchema, path: string): void => {
    const { properties = {}, items, anyOf = [], pattern: own, 'x-refers': mark } = schema as unknown as Record<string, never> & { properties?: Record<string, TSchema>; items?: TSchema; anyOf?: TSchema[] }; // prettier-ignore
    if (own === pattern && mark === undefined) found.push(path);
    for (const [key, inner] of Object.entries<TSchema>(properties)) walk(inner, `${path}.${key}`);
    if (items !== undefined) walk(items, path);
    for (const inner of anyOf) walk(inner, path);
  };
  for (const id of nodeIds) walk(nodeRow(id).payload, id);
  // what they bring is new; who is sent a document need not be party to the case; an objection filed apart, a thing taken over, has its id in another record
  const brings = found.filter((path) => !/\.(id|form)$/.test(path));
  // items of a claim are no subjects, and the parties they name may stand in the very filing: record/claims.ts asks for them
  const ofClaims = brings.filter((path) => /\.claims\.(liable|creditor)$|^claim\.waived\.items$/.test(path));
  expect(ofClaims).toHaveLength(5);
  const others = brings.filter((path) => !ofClaims.includes(path));
  expect(others).toEqual(['asset.taken-over.fromAsset', 'document.sent.recipients', 'objection.filed.objection']);
});
