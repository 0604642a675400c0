// 三·一(七)2: what somebody brings back goes to the dossier centre in two working days, and is scanned the next day.
import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
/** A Friday. */
const friday = filed.at('2026-01-23T18:00');
const back = { returnedAt: '2026-01-23T17:00:00+08:00' };

describe('dossier-handover', () => {
  const brought = friday.complete('material.brought-back', 'b-1', back, { by: 'p-officer-1' });

  test('two working days from when it came back, whoever brought it', () => {
    expect(brought.deadline('dossier-handover', 'b-1')).toMatchObject({
      due: '2026-01-27',
      status: 'open',
      owner: 'officer',
    });
    const other = friday.complete('material.brought-back', 'b-2', back, { by: 'property-control' });
    expect(other.deadline('dossier-handover', 'b-2')).toMatchObject({ owner: 'property-control' });
  });

  test('counts from the return, not from when somebody says so', () => {
    const late = filed.at('2026-01-26T09:00').complete('material.brought-back', 'b-1', back);
    expect(late.deadline('dossier-handover', 'b-1')).toMatchObject({ due: '2026-01-27' });
  });

  test('signed for in time, it is done and the scan begins; later it is late', () => {
    const signed = brought.at('2026-01-27T10:00').complete('material.handed-over', 'b-1');
    expect(signed.deadline('dossier-handover', 'b-1').status).toBe('done');
    expect(signed.deadline('dossier-scan', 'b-1')).toMatchObject({
      status: 'open',
      due: '2026-01-28',
      owner: 'dossier',
    });
    const late = brought.at('2026-01-28T10:00').complete('material.handed-over', 'b-1');
    expect(late.deadline('dossier-handover', 'b-1').status).toBe('done-late');
  });

  test('what was uploaded from the field, or is no paper, need not be carried', () => {
    for (const payload of [
      { ...back, uploaded: true },
      { ...back, paper: false },
    ])
      expect(friday.complete('material.brought-back', 'b-1', payload).deadlines('dossier-handover')).toEqual([]);
  });

  test('it warns on its day, and its supervision falls a day later', () => {
    expect(brought.at('2026-01-30').rungs('dossier-handover')).toEqual([
      expect.stringContaining('remind'),
      '2026-01-28T00:00 urge dossier-handover:b-1@' + brought.seq('material.brought-back'),
      '2026-01-29T00:00 supervise dossier-handover:b-1@' + brought.seq('material.brought-back'),
    ]);
  });

  test('it cannot have come back before the case, or later than it is said', () => {
    const refused = (returnedAt: string) =>
      friday.refused('material.brought-back', {
        subject: 'b-1',
        payload: { items: ['笔录'], paper: true, uploaded: false, returnedAt },
      }).code;
    expect(refused('2026-01-23T19:00:00+08:00')).toBe('dates-out-of-order');
    expect(refused('2026-01-19T10:00:00+08:00')).toBe('dates-out-of-order');
    expect(refused('2026-02-30T10:00:00+08:00')).toBe('bad-instant');
  });
});

describe('dossier-scan', () => {
  const signed = friday.complete('material.brought-back', 'b-1', back).complete('material.handed-over', 'b-1');

  test('is done once checked, scanned, named, catalogued and imported', () => {
    expect(signed.deadline('dossier-scan', 'b-1').due).toBe('2026-01-26'); // Saturday rolls to Monday
    const done = signed.at('2026-01-26T09:00').complete('material.catalogued', 'b-1');
    expect(done.deadline('dossier-scan', 'b-1').status).toBe('done');
  });

  test('nothing is catalogued that was not signed for', () => {
    const brought = friday.complete('material.brought-back', 'b-1', back);
    expect(
      brought.refused('material.catalogued', { subject: 'b-1', payload: { entries: ['笔录'], imported: true } }).code,
    ).toBe('node-missing');
  });
});
