// The table of approvals against docs/spec/plan.md §5, row by row: who asks, the chain, what is asked for besides.
import { describe, expect, test } from 'vitest';
import { approvals, askedElsewhere } from '../../../domain/nodes/approvals.ts';
import { isNodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { isAbout } from '../../../domain/nodes/node.ts';
import { leading, orHigher, type Role, roleIds } from '../../../domain/nodes/roles.ts';
import { checkForm } from '../../../domain/record/form.ts';
import { tableUnder } from '../../support/plan-page.ts';

interface Row {
  readonly askedBy: readonly Role[];
  readonly before?: readonly Role[];
  readonly passedBy: readonly Role[];
  readonly decidedBy?: Role;
  readonly also?: string;
  readonly askedIn?: string;
}
const built: Readonly<Record<string, Row>> = { ...approvals, ...askedElsewhere };

/** A cell that tells its row's decisions apart by `;`, or says the same of all. */
const partOf = (cell: string, i: number, of: number): string => {
  const parts = cell.split(';').map((part) => part.trim());
  return (parts.length === of ? parts[i] : cell) ?? '';
};
const idsIn = (text: string): readonly string[] => [...text.matchAll(/`([a-z.-]+)`/g)].map(([, id = '']) => id);

/** `panel.decided` → supervising-leader (X2): the panel, then that office. Of two who may decide, the lower. */
const chainIn = (text: string): readonly string[] =>
  (text.split('; over')[0] ?? '')
    .split('→')
    .map((step) => step.replace('`panel.decided`', 'panel').replace(/\(.*?\)/g, '').trim().split(' or ')[0] ?? ''); // prettier-ignore

/** Each decision of the page's table, as the page has it. */
const page = tableUnder('**Approvals**', '**Exclusions**').flatMap(([decisions = '', asked = '', chain = '', also = '']) => {
  const groups = decisions.split(';').map(idsIn);
  return groups.flatMap((ids, i) =>
    ids.map((id) => ({
      id,
      asked: partOf(asked, i, groups.length),
      chain: chainIn(partOf(chain, i, groups.length)),
      also,
    })),
  );
}); // prettier-ignore

test('has the decisions of plan.md §5, no more and no fewer', () => {
  expect(page.length).toBeGreaterThan(20);
  // docs/spec/money.md 4.4 has one more
  expect(Object.keys(built).toSorted()).toEqual(
    [...page.map(({ id }) => id), 'escrow.released', 'payee-account.changed'].toSorted(),
  );
});

describe.each(page)('$id', ({ id, asked, chain, also }) => {
  const row = built[id];

  test('is asked for by whom the page says', () => {
    const [itself] = idsIn(asked);
    const by = asked.replace(/\(.*?\)/g, '').trim();
    expect(row?.askedBy).toEqual(by === 'the party' ? ['applicant', 'respondent'] : [by]);
    if (itself !== undefined) expect(row?.askedIn).toBe(itself);
  });

  test('goes up the chain of the page', () => {
    const { before = [], passedBy, decidedBy } = row ?? { passedBy: [] };
    expect([...before, ...passedBy, ...(decidedBy === undefined ? [] : [decidedBy])]).toEqual(chain);
  });

  test('says what is asked for besides where the page does', () => {
    expect(row?.also !== undefined).toBe(also !== '');
  });

  test('may be decided by its office and each higher one, and by those who ask where the chain ends before', () => {
    if (!isNodeId(id)) return;
    const { by } = nodeRow(id);
    const office = leading.find((each) => each === row?.decidedBy);
    const may = office === undefined ? [row?.decidedBy ?? row?.askedBy[0]] : orHigher(office);
    expect(may.filter((role) => role === undefined || !by.includes(role))).toEqual([]);
    expect(roleIds).toEqual(expect.arrayContaining([...(row?.askedBy ?? [])]));
  });

  test('names its request, or its id is that of what asks for it', () => {
    if (!isNodeId(id)) return;
    const named = checkForm(id, { ...(nodeRow(id).example as object), request: 'request-1' });
    const { askedIn } = row ?? {};
    if (askedIn === undefined) expect(named).toBeUndefined();
    else if (isNodeId(askedIn)) {
      const asks = nodeRow(askedIn);
      const brings = [asks.subject, ...(asks.brings?.(asks.example) ?? []).map(({ of }) => of)];
      expect(brings.some((kind) => kind !== undefined && isAbout(nodeRow(id), kind))).toBe(true);
    }
  });

  test('whoever asks for it may record the request', () => {
    const asks = row?.askedIn ?? 'request.made';
    if (isNodeId(asks)) expect(nodeRow(asks).by).toEqual(expect.arrayContaining([...(row?.askedBy ?? [])]));
  });
});
