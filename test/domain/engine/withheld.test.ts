// What is about something that neighbouring systems are not told of they are not told of either (docs/decisions/178).
import { describe, expect, test } from 'vitest';
import { isTold } from '../../../domain/engine/withheld.ts';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { readCase } from '../../../domain/record/case.ts';
import type { Fact } from '../../../domain/record/fact.ts';
import { given } from '../../support/given.ts';

type Said = readonly [node: NodeId, payload?: object, subject?: string];

/** Records facts one after the other, whatever its guards would say, and answers whether the last is told. */
const isToldLast = (record: readonly Fact[], ...said: readonly Said[]): boolean => {
  const all = said.reduce<readonly Fact[]>((before, [node, payload = {}, subject = null]) => {
    const last = before.at(-1);
    return [
      ...before,
      {
        ...last,
        seq: before.length + 1,
        node,
        subject,
        payload: { ...(nodeRow(node).example as object), ...payload },
      } as Fact,
    ]; // prettier-ignore -- of that node
  }, record);
  const last = all.at(-1);
  return last !== undefined && isTold(readCase(all), last);
};

const { record } = given().filed().assigned();
const next = record.length + 1;
const clue: Said = ['clue.received', {}, 'clue-1'];
const asked: Said = ['request.made', {}, 'request-1'];

describe('a request', () => {
  test.each<[string, Said, boolean]>([
    ['its pass', ['request.passed', {}, 'request-1'], false],
    ['its return', ['request.returned', {}, 'request-1'], false],
    ['the return of a form, which is its own request', ['request.returned', {}, 'form-1'], true],
    ['a panel’s word on it', ['panel.decided', { request: 'request-1' }], false],
    ['a panel’s word on something else', ['panel.decided'], true],
    ['the decision, which is told as what it decides', ['exclusion.approved', { request: 'request-1' }], true],
    ['a warrant, which holds a secret itself', ['warrant.issued', { request: 'request-1' }], false],
  ])('%s', (_, said, isSaid) => expect(isToldLast(record, asked, said)).toBe(isSaid));
});

describe('a clue', () => {
  test.each<[string, readonly Said[], boolean]>([
    ['what became of it', [['clue.verified', {}, 'clue-1']], false],
    ['a measure on it', [['measure.taken', {}, 'clue-1']], false],
    ['what became of another', [['clue.verified', {}, 'clue-2']], true],
    ['its withdrawal', [['fact.withdrawn', { fact: next }]], false],
    ['its correction', [['fact.corrected', { fact: next }]], false],
    ['that the withdrawal was withdrawn', [['fact.withdrawn', { fact: next }], ['fact.withdrawn', { fact: next + 1 }]], false],
    ['the withdrawal of something else', [['fact.withdrawn', { fact: 1 }]], true],
    ['that its late entry was accepted', [['entry.accepted', { fact: next }]], false],
    ['that a party was told of it', [['node.disclosed', { facts: [next] }]], false],
    ['that a party was told of it, and of something else', [['node.disclosed', { facts: [next, 1] }]], true],
    ['the supervision of its deadline', [['supervision.opened', { deadline: `clue-verify:clue-1@${next}` }, 'sv-1']], false],
    ['what was done about that', [['supervision.opened', { deadline: `clue-verify:clue-1@${next}` }, 'sv-1'], ['supervision.handled', {}, 'sv-1']], false],
    ['the supervision of another', [['supervision.opened', { deadline: 'initial-documents@2' }, 'sv-1']], true],
    ['a contest of its deadline, and the answer', [['deadline.contested', { deadline: `clue-verify:clue-1@${next}` }], ['contest.rejected', { contest: next + 1 }]], false],
    ['that it lapsed', [['deadline.lapsed', { deadlines: [`clue-verify:clue-1@${next}`] }]], false],
    ['that it lapsed with another', [['deadline.lapsed', { deadlines: [`clue-verify:clue-1@${next}`, 'initial-documents@2'] }]], true],
  ])('%s', (_, said, isSaid) => expect(isToldLast(record, clue, ...said)).toBe(isSaid)); // prettier-ignore
});

test('what is done with a party of whom something secret was said is told as before', () => {
  const found: Said = ['whereabouts.found', {}, 'respondent-1'];
  expect(isToldLast(record, found)).toBe(false);
  expect(isToldLast(record, found, ['respondent.questioned', {}, 'respondent-1'])).toBe(true);
});
