import type { Case } from '../../record/case.ts';
import { parties } from '../../record/parties.ts';
import { byLaw } from '../by-law.ts';
import { deadline, type Opening } from '../deadline.ts';
import { fromService, type Service, serviceNodes, servicesOf } from '../documents/services.ts';
import { discharged, isBehind, when } from '../opens.ts';
import { eachTold, mayAskAgain, maySue, soughtBy } from './remedies.ts';

/** It informs: whoever lets it pass may object or sue no more (plan §2, `i`). */
const informs = { ladder: null } as const;

/** The first service of each party among several. */
function firstOnEach(c: Case, all: readonly Service[]): readonly Opening[] {
  const sides = new Map(parties(c).map(({ id, side }) => [id, side]));
  const first = new Map<string, Service>();
  for (const service of all) {
    const known = first.get(service.to);
    if (sides.has(service.to) && (known === undefined || service.served.at < known.served.at))
      first.set(service.to, service);
  }
  return [...first.values()].map((each) => {
    const side = sides.get(each.to);
    return { ...fromService(each), subject: each.to, ...(side && { owner: side }) };
  });
}

/** Closing documents that were made once the case had been terminated (法释〔2016〕3号). */
const ofTermination = (c: Case): readonly Service[] => {
  const ruled = c.first('enforcement.terminated');
  return ruled === undefined ? [] : servicesOf(c, 'closing-document').filter(({ document }) => document.at >= ruled.at);
};

const reconsider = '申请复议';
const sue = '提起诉讼';

/** What somebody may do against a ruling, a notice, an ending, and how long: plan §2.1, L71–L74. */
export const remedyDeadlines = {
  'objection-reconsider': deadline({
    ...byLaw('民诉法236', '10d'),
    ...informs,
    zh: reconsider,
    about: 'objection',
    orAbout: ['application'],
    opens: when(
      '执行行为异议、管辖异议、变更追加的裁定，或者驳回纠正申请的决定，送达每一受送达人',
      [...serviceNodes, 'objection.decided', 'application.decided'],
      (c) => eachTold(c, reconsider, mayAskAgain(c)),
    ),
    done: discharged('其申请复议', ['remedy.sought'], (c, o) => soughtBy(c, mayAskAgain(c), o)),
    owner: 'respondent',
  }),
  'objection-suit': deadline({
    ...byLaw('民诉法238', '15d'),
    ...informs,
    zh: sue,
    about: 'objection',
    opens: when('案外人异议的裁定送达每一受送达人；其间不得处分', [...serviceNodes, 'objection.decided'], (c) =>
      eachTold(c, sue, maySue(c)),
    ),
    done: discharged('其提起诉讼', ['remedy.sought'], (c, o) => soughtBy(c, maySue(c), o)),
    owner: 'respondent',
  }),
  'jurisdiction-objection': deadline({
    ...byLaw('执行程序解释3', '10d'),
    ...informs,
    zh: '提出管辖异议',
    about: 'party',
    opens: when('执行通知书首次送达每一被执行人', serviceNodes, (c) =>
      firstOnEach(c, servicesOf(c, 'enforcement-notice')).filter(({ owner }) => owner === 'respondent'),
    ),
    done: discharged('其提出管辖异议', ['objection.received'], (c, { subject }) =>
      c.all('objection.received').find(({ payload }) => payload.kind === 'jurisdiction' && payload.by === subject),
    ),
    owner: 'respondent',
  }),
  'termination-objection': deadline({
    ...byLaw('法释〔2016〕3号', '60d'),
    ...informs,
    zh: '对终结执行提出异议',
    known: 'M',
    about: 'party',
    opens: when('终结执行的文书送达每一当事人', [...serviceNodes, 'enforcement.terminated'], (c) =>
      firstOnEach(c, ofTermination(c)),
    ),
    done: discharged('其提出异议', ['objection.received'], (c, o) =>
      c.all('objection.received').find((f) => f.payload.by === o.subject && isBehind(f, o)),
    ),
    owner: 'respondent',
    runsOn: true,
  }),
};
