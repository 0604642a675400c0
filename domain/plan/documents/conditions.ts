import { plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';

/** Documents go to parties of this case, those that only a respondent gets to respondents. */
const knownRecipients: FactGuard<'documents.issued'> = (c, { payload: { kind, recipients }, at }) =>
  unknownParties(c, recipients, { at, side: kind === 'summons' ? undefined : 'respondent' });

/** The notice names the case's own account (三·一(三)2: 一案一账户). */
const ownAccount: FactGuard<'documents.issued'> = (_, { payload: { kind, account } }) => {
  if (kind !== 'enforcement-notice' || account?.trim()) return undefined;
  return refuse('missing-field', '执行通知书应当告知一案一账户的案款账户，请填写 account', plan('三·一(三)2'), [
    { id: 'account', zh: '案款账户' },
  ]);
};

const knownRespondent: FactGuard<'trial-service.recorded'> = (c, { payload: { party }, at }) =>
  party === undefined ? undefined : unknownParties(c, [party], { at, side: 'respondent' });

export const documentConditions = {
  'trial-service.recorded': { check: [knownRespondent] },
  'documents.issued': { check: [knownRecipients, ownAccount] },
} satisfies Conditions;
