import { checkAgainst } from '../../domain/record/form.ts';
import { refuse } from '../../domain/record/refusal.ts';
import type { LawAsked } from '../../domain/law/check-draft.ts';
import { refused } from '../http/errors.ts';
import { draftBodies } from './draft-schemas.ts';

/** Checks what came against the schema of its own kind: of a choice between two a schema cannot say what is wrong. */
export function checkDraftForm(body: unknown): { value: LawAsked } | { error: Error } {
  const { kind } = (typeof body === 'object' && body !== null ? body : {}) as { readonly kind?: unknown }; // read only
  if (kind !== 'calendar' && kind !== 'rule' && kind !== 'settings') {
    const zh = '请在 kind 写明 calendar（日历）、rule（规则）或 settings（设置）';
    return { error: refused(refuse(kind === undefined ? 'missing-field' : 'wrong-type', zh, undefined, [{ id: 'kind', zh }])) }; // prettier-ignore
  }
  const refusal = checkAgainst(draftBodies[kind], body, '草案');
  if (refusal !== undefined) return { error: refused(refusal) };
  return { value: body as LawAsked }; // just checked
}
