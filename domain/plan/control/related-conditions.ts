import { assetKind } from '../../nodes/asset-kinds.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { after, afterFor, type AskGuard, type Conditions, type FactGuard, notAgain } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';
import { assets, type leadNodes } from './assets.ts';
import { sameKind } from './conditions.ts';

type Report = 'property-report.received' | 'property-report.checked';

/** Whoever a lead names is a respondent of this case. */
const knownInLeads: FactGuard<(typeof leadNodes)[number]> = (c, { payload: { leads }, at }) =>
  unknownParties(c, [...new Set(leads.map(({ respondent }) => respondent))], { at, side: 'respondent' });

const knownAsked: FactGuard<'final-query.started'> = (c, { payload: { respondents }, at }) =>
  unknownParties(c, respondents, { at, side: 'respondent' });

/** A third person owes a respondent; of this case's property the notice controls receivables alone (plan §0 D3). */
const knownReceivable: FactGuard<'debt.notified'> = (c, { payload: { party, asset }, at, node }) => {
  const unknown = unknownParties(c, [party], { at, side: 'respondent' });
  if (unknown !== undefined || asset === undefined) return unknown;
  const { basis } = nodeRow(node);
  const known = assets(c).get(asset);
  if (known === undefined)
    return refuse('unknown-subject', `本案没有编号为 ${asset} 的财产`, basis, [{ id: asset, zh: '先由反馈引入' }]);
  if (known.kind === 'receivable') return undefined;
  return refuse('wrong-measure', `${assetKind(known.kind).zh}不以履行到期债务通知控制`, basis);
};

const notAhead: FactGuard<'debt.answered' | 'property-report.received'> = (_, { payload: { on }, at, node }) =>
  on > dateOf(at)
    ? refuse('dates-out-of-order', '所写之日（on）不能晚于登记的发生之日', nodeRow(node).basis)
    : undefined;

const ofRespondent: AskGuard<Report> = (c, { subject, at }) =>
  unknownParties(c, [subject ?? ''], { at, side: 'respondent' });

/** A report is found truthful, late or false once it has come in; a refused one never does. */
const reported: FactGuard<'property-report.checked'> = (c, draft, standing) =>
  draft.payload.outcome === 'refused' ? undefined : afterFor('property-report.received')(c, draft, standing);

const each = { when: [after('final-query.started')] };

/** What the courts know, what third persons owe, what respondents report, what is asked once more before a closing. */
export const relatedConditions = {
  'related-cases.checked': { check: [knownInLeads, sameKind] },
  'lead.dismissed': { asks: [notAgain] },
  'debt.notified': { check: [knownReceivable] },
  'debt.answered': { check: [notAhead] },
  'final-query.started': { check: [knownAsked] },
  'final-query.returned': { ...each, check: [sameKind] },
  'final-query.done': each,
  'final-related-cases.checked': { check: [knownInLeads, sameKind] },
  'final-recheck.analysed': { when: [after('final-query.done'), after('final-related-cases.checked')] },
  'property-report.received': { asks: [ofRespondent], check: [notAhead] },
  'property-report.checked': { asks: [ofRespondent], check: [reported] },
} satisfies Conditions;
