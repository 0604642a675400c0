import type { Case } from './case.ts';
import type { PayloadOf } from '../nodes/index.ts';
import type { Role } from '../nodes/roles.ts';

/** Parties have no ids of their own: `applicant-1`, `respondent-2`, by their place in the application. */
export const respondentIds = (c: Case): readonly string[] =>
  c.filed.payload.respondents.map((_, i) => `respondent-${i + 1}`);

/** The persons that hold a case-bound role here, by the last assignment; a name taken over that the court no longer knows holds nothing (plan §1). */
export function holders(c: Case, role: Role): readonly string[] {
  if (role === 'handler')
    return c
      .all('petition.registered')
      .slice(-1)
      .map((f) => f.payload.handler);
  const assigned = c.last('case.assigned')?.payload;
  const isFormer = (person: string) => assigned?.former?.some((f) => f.person === person && f.role === role) === true;
  return namedFor(assigned, role).filter((person) => !isFormer(person));
}

function namedFor(assigned: PayloadOf<'case.assigned'> | undefined, role: Role): readonly string[] {
  if (assigned === undefined) return [];
  if (role === 'officer') return [assigned.officer];
  if (role === 'clerk') return assigned.clerk === undefined ? [] : [assigned.clerk];
  if (role === 'team-leader') return assigned.teamLeader === undefined ? [] : [assigned.teamLeader];
  return role === 'panel' ? (assigned.panel ?? []) : [];
}

/** 张建国 → 张××; an organisation's name is no secret. */
export const maskedName = (party: { readonly name: string; readonly kind: string }): string =>
  party.kind === 'person' ? [...party.name].map((char, i) => (i === 0 ? char : '×')).join('') : party.name;

/** `张×× 诉 李××等2人`: how a case is called where not everybody may know whose it is. */
export function maskedTitle(filed: Case['filed']['payload']): string {
  const side = (parties: readonly { name: string; kind: string }[]) =>
    parties.slice(0, 1).map(maskedName).join('') + (parties.length > 1 ? `等${parties.length}人` : '');
  return `${side(filed.applicants)} 申请执行 ${side(filed.respondents)}`;
}
