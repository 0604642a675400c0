import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline, type Opening, type Pointless } from '../deadline.ts';
import { anySince, on } from '../opens.ts';

/** `∅` of a row about a party: a ground holds, or the party has left (plan §2). */
function whenGroundOrLeft(c: Case, { subject }: Opening): Pointless | undefined {
  const left = c.first('party.left', subject);
  const gone = left && { at: left.at, seq: left.seq, zh: `${subject}已退出本案` };
  return [whenGroundHolds(c), gone].filter((p) => p !== undefined).toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
}

/** Who takes a party's place is looked for (民诉法267). */
export const successionDeadlines = {
  'succession-search': deadline({
    zh: '查明权利义务承受人',
    basis: law('民诉法267'),
    about: 'party',
    opens: on('party.ceased'),
    within: '30d',
    courtsOwn: true,
    done: anySince('succession.established'),
    voidWhen: whenGroundOrLeft,
    required: ['no-property'],
    owner: 'officer',
  }),
};
