import { dateOf } from '../../time/instant.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { after, type Conditions, type FactGuard } from '../guard.ts';
import { barred } from './readers.ts';

/** Nobody looks into what is said against themselves. */
const impartial: FactGuard<'petition.registered'> = (c, { payload: { handler } }) =>
  barred(c).includes(handler)
    ? refuse('not-qualified', '经办人不能是被反映人，请另行指定', nodeRow('petition.registered').basis, [
        { id: handler, zh: '被反映人' },
      ])
    : undefined;

/** Told when it is concluded, or before; not on a day to come, nor before it came in. */
const toldByThen: FactGuard<'petition.concluded'> = (c, { payload: { toldOn }, at }) =>
  toldOn > dateOf(at) || toldOn < dateOf(c.founding.at)
    ? refuse(
        'dates-out-of-order',
        `告知日期 ${toldOn} 应在收到信访之日（${dateOf(c.founding.at)}）至办结之日（${dateOf(at)}）之间`,
        nodeRow('petition.concluded').basis,
      )
    : undefined;

/** What nodes of registered matters ask for (plan.md §10). */
export const matterConditions = {
  'petition.registered': { check: [impartial] },
  'petition.concluded': { when: [after('petition.registered')], check: [toldByThen] },
} satisfies Conditions;
