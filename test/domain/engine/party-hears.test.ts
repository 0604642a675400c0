// Whatever a party is refused for, the refusal tells it nothing that it was not told of (plan §6; docs/decisions/066, 071, 106).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Accepted } from '../../../domain/engine/answer.ts';
import { heard, isOpenToParties } from '../../../domain/engine/heard.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { applicationKinds } from '../../../domain/nodes/applications.ts';
import { partyRoles } from '../../../domain/nodes/roles.ts';
import { tellings } from '../../../domain/plan/disclosure/readings.ts';
import { isRefusal, type Refusal, refusalCodes } from '../../../domain/record/refusal.ts';
import { sentenceToParty } from '../../../domain/words/to-parties.ts';
import { adapted } from '../../support/any-content.ts';
import { drawings, lived, startOf } from '../../support/any-history.ts';
import type { Court, Sent } from '../../support/given.ts';
import { called } from '../../support/given-people.ts';
import { closed as paidAndClosed, confirmed, found, returned } from '../../support/histories.ts';
import { closedNoProperty } from '../../support/no-property.ts';
import { cancelled } from '../../support/row-scenes.ts';
import { two } from '../../support/two-respondents.ts';

const accounts = { 'p-applicant': 'applicant-1', 'p-respondent': 'respondent-1' } as const;
type Account = keyof typeof accounts;

const open = nodeIds.filter((id) => nodeRow(id).in === undefined && isOpenToParties(id));
const tied = (court: Court): Court =>
  Object.entries(accounts).reduce((c, [person, party]) => c.tries('party.identified', { subject: party, payload: { person, evidence: '身份证' } }), court); // prettier-ignore

/** What an account might send of a node: the row's example in its own name, of each kind and about each thing, and what is out of all order. */
function sendings(court: Court, node: NodeId, account: Account): readonly Sent[] {
  const row = nodeRow(node);
  const party = accounts[account];
  const own = { ...(row.example as object), ...('by' in Object(row.example) && { by: party }), ...('party' in Object(row.example) && { party }) }; // prettier-ignore
  const things = ['nothing-of-this-name', ...court.c.subjects.keys()];
  const kinds = node === 'application.received' ? Object.keys(applicationKinds) : ['conduct', 'jurisdiction', 'third-party']; // prettier-ignore
  const said: readonly object[] = 'kind' in own ? kinds.flatMap((kind) => [{ kind }, ...things.map((id) => ({ kind, about: id, assets: [id] }))]) : [{}, { disputedFen: 900_000_000_000 }, { toldOn: '2020-01-01' }]; // prettier-ignore
  const fields = Object.keys((row.payload as { properties?: object }).properties ?? {});
  const fits = (more: object) => Object.fromEntries(Object.entries({ ...own, ...more }).filter(([key]) => fields.includes(key))); // prettier-ignore
  const dates = [{}, { on: '2020-01-01' }, { on: '2099-01-01' }];
  const contents = said.flatMap((more) => dates.map((date) => fits({ ...more, ...date })));
  const about = row.subject === undefined || row.introduces === true ? [undefined] : things;
  return about.flatMap((subject) => contents.map((payload) => ({ subject, payload, by: account })));
}

/** The answer as its sender hears it. */
function hears(court: Court, node: NodeId, sent: Sent): Accepted | Refusal {
  const completion = { node, subject: sent.subject, payload: sent.payload };
  const answer = court.answer(node, sent) as Accepted | Refusal; // of the machine
  return heard(court.c, completion, { actor: called(sent.by ?? ''), now: court.now }, answer) as Accepted | Refusal;
}

/** Texts of an answer that neither the sender wrote, nor the tables, nor are its own party's. */
function strangeWords({ code, zh, missing }: Refusal, court: Court, { subject, payload, by }: Sent): readonly string[] {
  const own = JSON.stringify([subject, payload, accounts[by as Account]]);
  const isPlain = (refusalCodes[code] as string) !== 'guard';
  const of = [...(isPlain || zh === sentenceToParty(code) ? [] : [zh]), ...missing.map((each) => each.zh)];
  const ids = missing.map(({ id }) => id).filter((id) => !own.includes(id) && !isWord(id, court));
  return [...ids, ...of.filter((text) => /\d{4}-\d\d|第\d+号|\d{3,}/.test(text) || [...court.c.subjects.keys()].some((id) => text.includes(id) && !own.includes(id)))]; // prettier-ignore
}

/** A node, or a field of a form. */
const isWord = (id: string, { c }: Court): boolean => !c.subjects.has(id) && /^[a-z][A-Za-z]*([.-][a-z]+)*$/.test(id);

const house = { order: 'first' as const, until: '2027-01-19' };
const shared = confirmed().complete('distribution.planned', {
  receipts: ['r-7'],
  shares: [{ party: 'applicant-1', amountFen: 25_000_000 }],
});
const scenes: Readonly<Record<string, Court>> = {
  'a case that begins': tied(two),
  'things found, one frozen': tied(returned([found('a-1'), found('house-2')], two).complete('asset.frozen', 'a-1', house)), // prettier-ignore
  'things found, nothing under control': tied(returned([found('a-1')], two)),
  'money to share': tied(shared),
  'money to share, objected to': tied(shared.complete('distribution.objected', 'distribution-1', { disputedFen: 1 })),
  'shared long ago': tied(shared).at('2026-06-01T09:00'),
  'closed without property': tied(closedNoProperty()),
  closed: tied(paidAndClosed()),
  'cancelled before anything was under control': tied(cancelled(two)),
};

describe.each(Object.entries(scenes))('%s', (_, court) => {
  test.each(Object.keys(accounts) as Account[])('%s is refused in words that tell nothing', (account) => {
    for (const node of open) {
      for (const sent of sendings(court, node, account)) {
        const answer = hears(court, node, sent);
        if (isRefusal(answer)) expect(strangeWords(answer, court, sent), JSON.stringify([node, sent, answer])).toEqual([]); // prettier-ignore
      }
    }
  });
});

test('these are the reasons that a party can be given for what stands in the case', () => {
  const codes = new Set<string>();
  for (const court of Object.values(scenes))
    for (const account of Object.keys(accounts) as Account[])
      for (const node of open)
        for (const sent of sendings(court, node, account)) {
          const answer = hears(court, node, sent);
          if (isRefusal(answer)) codes.add(answer.code);
        }
  expect([...codes].toSorted()).toMatchInlineSnapshot(`
    [
      "amount-exceeds",
      "case-closed",
      "dates-out-of-order",
      "missing-field",
      "node-missing",
      "not-now",
      "not-qualified",
      "objection-too-late",
      "same-person",
      "unknown-party",
      "unknown-subject",
      "wrong-party",
      "wrong-role",
    ]
  `);
});

/** What an account was told of, or may be by now, by places in the record. */
const toldOf = ({ c, now }: Court, account: Account): string =>
  [...tellings(c)].flatMap(([seq, { to }]) => (to.some(({ party, from }) => party === accounts[account] && from !== undefined && from <= now) ? [seq] : [])).join(); // prettier-ignore

/** Whether what was recorded last is neither its own word, nor told to it, nor lets it hear of anything. */
function isUntold(before: Court, next: Court, account: Account): boolean {
  const last = next.c.record.at(-1);
  if (last === undefined || last.by === account || last.node.startsWith('party.') || isOpenToParties(last.node)) return false; // prettier-ignore
  return toldOf(before, account) === toldOf(next, account);
}

test('what it was not told of changes nothing that it hears, but that it cannot be now', () => {
  fc.assert(
    fc.property(drawings(14), fc.nat(), fc.nat(), (draws, pick, detail) => {
      const before = tied(lived(startOf(draws), draws).court);
      const staff = nodeIds.filter((id) => nodeRow(id).by.some((role) => !partyRoles.has(role)));
      const node = staff[pick % staff.length] ?? 'case.closed';
      const sent = adapted(before, node, detail);
      const next = sent && before.tries(node, sent);
      if (next === undefined || next === before) return;
      for (const account of Object.keys(accounts) as Account[]) {
        if (!isUntold(before, next, account)) continue;
        for (const said of open) {
          for (const each of sendings(before, said, account).slice(0, 40)) {
            const [was, is] = [hears(before, said, each), hears(next, said, each)];
            if (!isRefusal(is) || is.code === 'not-now') continue;
            expect(is, `${node}; ${JSON.stringify([said, each])}`).toEqual(was);
          }
        }
      }
    }),
    { numRuns: 15 },
  );
});

describe('a case that is closed', () => {
  const report: Sent = { subject: 'respondent-1', payload: nodeRow('property-report.received').example, by: 'p-respondent' }; // prettier-ignore
  const untold = scenes['cancelled before anything was under control'] ?? two;

  test('takes nothing more of a respondent who was not told, and does not say why', () => {
    expect(untold.refused('property-report.received', report)).toMatchObject({ code: 'case-closed' }); // in the log
    const told = hears(untold, 'property-report.received', report);
    expect(told).toMatchObject({ code: 'not-now', missing: [], zh: '现在不能登记这一事项：请与承办人联系' });
  });

  test('says so to one who was told', () => {
    expect(hears(scenes['closed'] ?? two, 'property-report.received', report)).toMatchObject({ code: 'case-closed' });
  });
});

test('what stands in no list of theirs is not told by how it is refused: a thing that is kept from them, named as a party', () => {
  const court = scenes['things found, one frozen'] ?? two;
  const [kept, none] = ['house-2', 'zz'].map(
    (subject) =>
    JSON.stringify(hears(court, 'property-report.received', { ...{ subject, by: 'p-respondent' }, payload: nodeRow('property-report.received').example })).replaceAll(subject, 'x'), // prettier-ignore
  );
  expect(kept).toBe(none);
});
