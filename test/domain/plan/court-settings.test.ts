import { expect, test } from 'vitest';
import { desks } from '../../../domain/nodes/roles.ts';
import { defaultSettings, leaderOf } from '../../../domain/plan/court-settings.ts';
import { derive } from '../../../domain/engine/derive.ts';
import { given } from '../../support/given.ts';
import { lawLibrary, law1 } from '../../support/given-law.ts';

test('a court that has set nothing: no leads; desks answer to the director, those bound to a case to its team leader', () => {
  expect(defaultSettings.lead).toEqual({});
  expect(desks.map((desk) => leaderOf(defaultSettings, desk))).toEqual(desks.map(() => ({ role: 'director' })));
  expect(leaderOf(defaultSettings, 'officer')).toEqual({ role: 'team-leader' });
  expect(leaderOf(defaultSettings, 'team-leader')).toEqual({ role: 'director' });
});

test('the law that a case runs under names its settings; newer ones are met at the next command', () => {
  const filed = given().filed();
  expect(filed.record[0]).toMatchObject({ node: 'law.applied', payload: { rules: 1, calendar: 1, settings: 1 } });
  const stricter = { ...defaultSettings, lateEntry: { days: 1, decisions: 1 } };
  const met = filed.publish({ courtSettings: stricter }).complete('material.received');
  expect(met.record.filter((f) => f.node === 'law.applied').map((f) => f.payload)).toEqual([
    { rules: 1, calendar: 1, settings: 1 },
    { rules: 1, calendar: 1, settings: 2 },
  ]);
});

test('a record that is older than settings ran under the first version', () => {
  const { c } = given().filed();
  const older = c.record.map((f) => (f.node === 'law.applied' ? { ...f, payload: { rules: 1, calendar: 1 } } : f));
  expect(derive({ ...c, record: older as typeof c.record }, lawLibrary([law1])).map((d) => d.law.settings)).toContain(
    1,
  );
});
