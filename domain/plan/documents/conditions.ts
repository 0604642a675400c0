import { plan } from '../../nodes/basis.ts';
import { respondentIds } from '../../record/parties.ts';
import { named, refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';

/** Documents go to this case's respondents; the notice names the case's own account (三·一(三)2: 一案一账户). */
const knownRespondents: FactGuard<'documents.issued'> = (c, { payload: { kind, recipients, account } }) => {
  const known = respondentIds(c);
  const unknown = recipients.filter((r) => !known.includes(r));
  if (unknown.length > 0) {
    return refuse(
      'unknown-party',
      `受送达人不是本案被执行人，可用：${named(known)}`,
      plan('三·一(三)2'),
      unknown.map((id) => ({ id, zh: '本案没有这一被执行人' })),
    );
  }
  if (kind !== 'enforcement-notice' || account?.trim()) return undefined;
  return refuse('missing-field', '执行通知书应当告知一案一账户的案款账户，请填写 account', plan('三·一(三)2'), [
    { id: 'account', zh: '案款账户' },
  ]);
};

export const documentConditions = {
  'documents.issued': { check: [knownRespondents] },
} satisfies Conditions;
