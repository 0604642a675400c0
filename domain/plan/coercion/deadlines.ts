import { plan } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline, type Opening, type Pointless } from '../deadline.ts';
import { anySince, isBehind, when } from '../opens.ts';
import { firstReason, respondentLeft } from '../pointless.ts';
import { summonses } from './summonses.ts';

/**
 * Called and not come: from the instant at which the party was to appear, if the summons had been served before it and the
 * party has neither come nor been excused in between. And from the fact that nobody knows where the party is.
 */
const absences = (c: Case): readonly Opening[] => [
  ...summonses(c).flatMap(({ party, appearOn, served }): Opening[] => {
    if (served === undefined) return [];
    const since = served.at;
    const came = [...c.all('respondent.appeared', party), ...c.all('summons.excused', party)];
    return came.some(({ at }) => at >= since && at <= appearOn)
      ? []
      : [{ at: appearOn, seq: served.seq, subject: party }];
  }),
  ...c.all('whereabouts.unknown').map(({ at, seq, subject }) => ({ at, seq, subject })),
];

/** The party was found, a ground for closing holds, or it has left. */
function nobodyToCompel(c: Case, o: Opening): Pointless | undefined {
  const found = c.all('whereabouts.found', o.subject).find((f) => isBehind(f, o));
  return firstReason(
    whenGroundHolds(c),
    found && { at: found.at, seq: found.seq, zh: '已经查明其下落' },
    respondentLeft(c, o.subject),
  );
}

/** Respondents who do not come: 武法〔2022〕11号 三·七5. */
export const coercionDeadlines = {
  'compel-appearance': deadline({
    zh: '拘传，或者提请公安机关协助查找',
    basis: plan('三·七5'),
    about: 'party',
    opens: when(
      '经依法传唤，到传票所定时刻未到案也无正当理由；或者下落不明',
      ['documents.issued', 'document.sent', 'service.recorded', 'notice.published', 'whereabouts.unknown'],
      absences,
    ),
    within: '15d',
    stays: true,
    done: anySince('respondent.compelled', 'police.requested', 'respondent.appeared', 'summons.excused'),
    voidWhen: nobodyToCompel,
    required: ['no-property'],
    owner: 'officer',
  }),
};
