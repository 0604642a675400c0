// The reading table, read as a court person would: who sees what of a case that is theirs, their team's, somebody else's.
import { describe, expect, it } from 'vitest';
import { nothing, relationIds, type Relation, sightAs, sightOf, sights } from '../../../domain/access/sights.ts';
import { recordKindIds } from '../../../domain/nodes/record-kinds.ts';
import { type Role, roleIds, staffIds } from '../../../domain/nodes/roles.ts';

const of = (role: Role, ...held: readonly Relation[]) => {
  const { personal, secret } = sightOf('case', [role], new Set(held));
  return `${personal} ${secret}`;
};

describe('of a case', () => {
  it.each([
    ['its officer', of('officer', 'case', 'court'), 'shown shown'],
    ['the officer’s team', of('clerk', 'team', 'court'), 'shown shown'],
    ['an officer of elsewhere', of('officer', 'court'), 'masked hidden'],
    ['the case-fund clerk', of('funds', 'desk', 'court'), 'shown hidden'],
    ['finance', of('finance', 'desk', 'court'), 'shown hidden'],
    ['property control, who freezes', of('property-control', 'desk', 'court'), 'shown shown'],
    ['the president', of('president', 'court'), 'shown shown'],
    ['whoever makes the figures', of('analysis', 'desk', 'court'), 'masked hidden'],
    ['a party', of('applicant', 'party'), 'hidden hidden'],
    ['who runs the system', of('administrator', 'court'), 'hidden hidden'],
    ['the auditor', of('auditor', 'court'), 'hidden hidden'],
    ['the president from whom it is kept', of('president', 'court', 'none'), 'hidden hidden'],
  ])('%s sees %s', (_, seen, expected) => expect(seen).toBe(expected));

  it('what is masked may be revealed by who may come to need it, never by who makes the figures', () => {
    const reveals = (role: Role) => sightOf('case', [role], new Set(['desk', 'court'])).reveals;
    expect(staffIds.filter(reveals)).toEqual(['command', 'dossier', 'officer', 'clerk', 'handler', 'team-leader', 'panel'].toSorted((a, b) => staffIds.indexOf(a as never) - staffIds.indexOf(b as never))); // prettier-ignore
  });
});

describe('every cell', () => {
  const cells = recordKindIds.flatMap((kind) => roleIds.flatMap((role) => relationIds.map((relation) => [kind, role, relation] as const))); // prettier-ignore

  it('whoever sees a secret sees persons, whoever sees persons sees the rest', () => {
    const rank = { hidden: 0, masked: 1, shown: 2 };
    for (const [kind, role, relation] of cells) {
      const { open, personal, secret } = sightAs(kind, role, relation);
      expect(rank[open], `${kind} ${role} ${relation}`).toBeGreaterThanOrEqual(rank[personal]);
      expect(rank[personal], `${kind} ${role} ${relation}`).toBeGreaterThanOrEqual(rank[secret]);
    }
    expect(cells.length).toBeGreaterThan(2_000);
  });

  it('who is no staff sees nothing by any relation; from whom a record is kept neither', () => {
    for (const [kind, role, relation] of cells) {
      if (!staffIds.some((staff) => staff === role)) expect(sightAs(kind, role, relation)).toEqual(nothing);
      if (relation === 'none' || relation === 'party') expect(sightAs(kind, role, relation)).toEqual(nothing);
    }
  });

  it('a nearer relation never shows less', () => {
    for (const kind of recordKindIds)
      for (const role of staffIds) {
        const far = sightOf(kind, [role], new Set(['court', 'desk']));
        const near = sightOf(kind, [role], new Set(['court', 'desk', 'case']));
        expect([near.personal, near.secret].includes('hidden') && far.secret === 'shown', `${kind} ${role}`).toBe(
          false,
        );
      }
  });
});

it('whoever stands ready sees what help is asked for; of a report everybody sees all', () => {
  expect(sightOf('assist', ['command'], new Set(['court', 'desk'])).secret).toBe('shown');
  expect(sightOf('assist', ['officer'], new Set(['court'])).secret).toBe('hidden');
  expect(sightOf('report', ['analysis'], new Set(['court', 'desk'])).personal).toBe('shown');
});

it('of a dual check nobody is shown anything but the president and whom it names', () => {
  expect(sights['dual-check'].review.court).toBeUndefined();
  expect(sightOf('dual-check', ['review'], new Set(['court', 'desk']))).toEqual(nothing);
  expect(sightOf('dual-check', ['review'], new Set(['court', 'desk', 'case'])).secret).toBe('shown');
  expect(sightOf('dual-check', ['president'], new Set(['court'])).secret).toBe('shown');
});
