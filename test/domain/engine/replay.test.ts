import { expect, test } from 'vitest';
import { openedBy } from '../../../domain/engine/derive.ts';
import { dependents } from '../../../domain/engine/replay.ts';
import { readCase } from '../../../domain/record/case.ts';
import { asFact } from '../../../domain/record/fact.ts';
import { given } from '../../support/given.ts';

test('however many later facts name deadlines, looking for what rests on a fact derives the case twice', () => {
  const court = given().filed();
  const by = { at: court.now, recordedAt: court.now, by: 'p-review', as: ['review'], via: 'api' } as const;
  const matters = Array.from({ length: 200 }, (_, i) => {
    const payload = { about: '催办', owner: 'officer', deadline: 'reception@2' };
    return asFact({ ...by, seq: court.record.length + 1 + i, node: 'supervision.opened', subject: `m-${i}`, payload });
  });
  const c = readCase([...court.record, ...matters]);
  const payload = { fact: 2, payload: { ...c.filed.payload, cause: '借款合同纠纷' }, reason: '笔误' };
  const about = asFact({ ...by, seq: c.record.length + 1, node: 'fact.corrected', subject: null, payload });
  let derivations = 0;
  const opened = openedBy(court.lookUp);
  const counted: typeof opened = (...asked) => {
    derivations += 1;
    return opened(...asked);
  };
  const found = dependents(c, readCase([...c.record, about]), { of: counted, now: court.now });
  expect(found).toEqual([]);
  expect(derivations).toBe(2);
});
