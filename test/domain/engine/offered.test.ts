import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionsOf, offered } from '../../../domain/engine/offered.ts';
import { askedOf } from '../../../domain/engine/decide.ts';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { isAbout } from '../../../domain/nodes/node.ts';
import type { RefusalCode } from '../../../domain/record/refusal.ts';
import { deadlineRow } from '../../../domain/plan/deadlines.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { bench, called } from '../../support/given-people.ts';
import { feeSeenTo } from '../../support/fees.ts';
import { type Court, given } from '../../support/given.ts';
import { confirmed, paid } from '../../support/histories.ts';
import { groundSaid } from '../../support/releases.ts';

const actionsFor = (court: Court, who: string) =>
  actionsOf(court.c, { actor: { ...called(who), via: 'api' }, now: court.now, opened: [...court.kept.values()], people: bench }); // prettier-ignore

/** What somebody may do now: `node subject` → whether, or why not, and what it may end. */
const may = (court: Court, who: string) =>
  new Map(
    actionsFor(court, who).map(({ node, subject, refusal, discharges }) => [
      `${node} ${subject ?? ''}`.trim(),
      refusal === undefined ? discharges.map(({ id }) => id) : refusal.code,
    ]),
  );

const filed = given().filed().assigned();

describe('what each may do', () => {
  test('the window sees the two ways to end the first reception, and nothing of other desks', () => {
    const reception = may(filed, 'reception');
    expect(reception.get('reception.held')).toEqual(['reception@2', 'officer-notice@3']);
    expect(reception.get('reception.waived')).toEqual(['reception@2']);
    expect(reception.get('query.started')).toBeUndefined();
  });

  test('what cannot be done yet says why', () => {
    const officer = may(filed, 'p-officer-1');
    expect(officer.get('payout.applied')).toBe('unknown-subject');
    expect(may(filed, 'property-control').get('traditional-query.returned')).toBe('node-missing');
  });

  test('each asset whose day runs has an action of its own, until it is in force', () => {
    const found = filed.complete('query.started').complete('query.returned', {
      complete: true,
      assets: ['a-1', 'a-2'].map((id) => ({
        ...{ id, kind: 'bank-account', holder: 'respondent-1', description: id, valueFen: 100 },
      })),
    });
    const control = may(found, 'property-control');
    expect([...control.keys()].filter((key) => key.startsWith('asset.frozen'))).toEqual([
      'asset.frozen a-1',
      'asset.frozen a-2',
    ]);
    const frozen = may(found.complete('asset.frozen', 'a-1'), 'property-control');
    expect([...frozen.keys()].filter((key) => key.startsWith('asset.frozen'))).toEqual(['asset.frozen a-2']);
  });
});

describe('what is refused whatever it says', () => {
  const form = 'FK-2026-031';
  const applied = confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7');

  test('a matter is handled by its owner, confirmed once it was handled, by another', () => {
    const opened = filed.complete('supervision.opened', 'm-1', { about: '补正', owner: 'officer' }, { by: 'review' });
    expect(may(opened, 'reception').get('supervision.handled m-1')).toBe('wrong-role');
    expect(may(opened, 'p-officer-1').get('supervision.handled m-1')).toEqual([`supervised-matter:m-1@${opened.record.length}`]); // prettier-ignore
    expect(may(opened, 'review').get('supervision.confirmed m-1')).toBe('node-missing');
    const handled = opened.complete('supervision.handled', 'm-1', {}, { by: 'p-officer-1' });
    expect(may(handled, 'review').get('supervision.confirmed m-1')).toBeInstanceOf(Array);
  });

  test('a closing is reviewed once it was submitted, and recorded once it was reviewed', () => {
    expect(may(paid(), 'review').get('closing.reviewed')).toBe('node-missing');
    expect(may(feeSeenTo(paid()), 'p-officer-1').get('case.closed')).toBe('closing-not-reviewed');
    expect(may(filed, 'p-officer-1').get('case.closed')).toBe('nodes-open');
    const submitted = paid().complete('closing.submitted');
    expect(may(submitted, 'review').get('closing.reviewed')).toBeInstanceOf(Array);
    expect(may(submitted.complete('closing.reviewed'), 'p-officer-1').get('case.closed')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^close@/)]),
    );
  });

  test('who applied for a form does not review it; one that was not reviewed is not approved', () => {
    expect(may(applied, 'funds').get(`payout.material-reviewed ${form}`)).toBeInstanceOf(Array);
    expect(may(applied, 'director').get('payout.approved')).toBe('not-reviewed');
    expect(may(applied, 'finance').get('payout.paid r-7') ?? may(applied, 'finance').get('payout.paid')).toBe('not-approved'); // prettier-ignore
  });

  test('the president speaks in the director’s place in a petition against the director alone', () => {
    const late = filed.at('2026-01-22T09:00');
    expect(may(late, 'president').get('criticism.published')).toBe('wrong-role');
    expect(may(late, 'director').get('criticism.published')).toBeInstanceOf(Array);
    expect(may(filed, 'director').get('criticism.published')).toBe('not-late');
  });

  test('what others recorded is not theirs to take back', () => {
    expect(may(filed, 'finance').get('fact.withdrawn')).toMatch(/^not-(your-fact|correctable)$/);
    expect(may(filed, 'review').get('fact.corrected')).toBeInstanceOf(Array);
  });
});

/** Refusals that tell of who asks, or of how the record stands. */
const ofState: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['same-person', 'wrong-role', 'node-missing', 'already-recorded', 'case-closed', 'nodes-open', 'gates-open', 'closing-ground-missing', 'closing-not-reviewed', 'not-reviewed', 'not-approved', 'not-your-fact', 'deadline-not-open', 'never-lapses', 'not-late', 'not-in-force', 'first-round-open', 'last-party', 'too-many-parties']); // prettier-ignore

/** An example that says something else where its own asks for what has not happened, or the history may have said it. */
const instead: { readonly [N in NodeId]?: object } = {
  'panel.decided': { about: 'other' },
  'query.failed': { round: 'network' },
  'case.linked': { caseNo: '（2024）豫0823执31号' },
  'sanction.decided': { ground: '另一行为' },
  'participation.applied': { basis: '另一份执行依据' },
  'payee-account.confirmed': { holder: '另一收款单位' },
};

/** What the machine says to somebody of a node: every thing that it can be about, every content that the row tells apart. */
function answers(court: Court, who: string, { node, subject }: { node: NodeId; subject: string | null }) {
  const { subject: kind, introduces, example } = nodeRow(node);
  const known = [...court.c.subjects.values()].filter(({ of }) => isAbout(nodeRow(node), of)).map(({ id }) => id);
  const things = introduces || kind === undefined ? [introduces ? 'new-1' : undefined] : known;
  const contents = askedOf(node).among?.(court.c, { deadlines: () => [...court.kept.values()] }) ?? [{}];
  return (subject === null ? things : [subject]).flatMap((about) =>
    contents.slice(0, 40).map((content) => {
      const ground = node === 'asset.released' ? groundSaid(court.c, about) : {}; // of each asset its own
      const payload = { ...(example as object), ...instead[node], ...ground, ...content };
      const sent = { ...(about !== undefined && { subject: about }), payload, by: called(who).id };
      return court.tries(node, sent) === court ? court.refused(node, sent).code : 'taken';
    }),
  );
}

describe('in every history', () => {
  test('what somebody may do is refused for who they are or how the record stands in no content; what they may not, in each', () => {
    const persons = ['p-officer-1', 'p-leader-1', 'review', 'funds', 'finance', 'director', 'president', 'property-control']; // prettier-ignore
    fc.assert(
      fc.property(drawings(30), fc.constantFrom(...persons), (draws, who) => {
        const court = lived(begun(), draws).courts.at(-1) ?? begun();
        for (const action of actionsFor(court, who)) {
          const said = answers(court, who, action);
          const told = `${action.node} ${action.subject ?? ''} ${action.refusal?.code ?? 'allowed'}: ${said.join()}`;
          if (action.refusal === undefined)
            expect(
              said.some((code) => code === 'taken' || !ofState.has(code)),
              told,
            ).toBe(true);
          else expect(said, told).not.toContain('taken');
        }
      }),
      { numRuns: 8 },
    );
  });

  const always = (check: (courts: readonly Court[]) => void) =>
    fc.assert(
      fc.property(drawings(40), (draws) => check(lived(begun(), draws).courts)),
      { numRuns: 40 },
    );

  test('the subject of a deadline is of the kind that its row says', () => {
    always((courts) => {
      for (const { c, kept } of courts.slice(-1))
        for (const { rule, subject } of kept.values()) {
          const kind = c.subjects.get(subject ?? '')?.of;
          if (kind !== undefined) expect(`${rule} ${deadlineRow(rule).about ?? ''}`).toBe(`${rule} ${kind}`);
        }
    });
  });

  test('what somebody is offered they may do, and nothing else is offered', () => {
    always((courts) => {
      const court = courts.at(-1) ?? begun();
      const all = new Set(['p-officer-1', 'reception', 'property-control', 'review', 'funds', 'finance', 'president'].flatMap((who) => [...may(court, who)].flatMap(([key, is]) => (typeof is === 'string' ? [] : [key.split(' ')[0] ?? ''])))); // prettier-ignore
      for (const node of all) expect(offered(court.c)).toContain(node);
    });
  });
});
