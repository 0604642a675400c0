import { law } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { any, on, opening, when } from '../opens.ts';

/** Registered matters: plan.md §10, 法〔2021〕227号. */
export const matterDeadlines = {
  'petition-register': deadline({
    zh: '登记信访并确定经办人',
    basis: law('法〔2021〕227号 4'),
    in: 'petition',
    legal: { basis: law('法〔2021〕227号 4'), within: () => '5wd' },
    opens: on('petition.received'),
    within: '5wd',
    done: any('petition.registered'),
    owner: 'review',
    neverLapses: true,
  }),
  petition: deadline({
    zh: '办结信访并告知信访人',
    basis: law('法〔2021〕227号 5'),
    in: 'petition',
    legal: { basis: law('法〔2021〕227号 5'), within: () => '30d' },
    opens: when('收到信访', ['petition.received'], (c) =>
      c.all('petition.received').map((f) => ({
        ...opening(f),
        ...(c.first('petition.registered') && { owner: 'handler' as const }), // before, the internal group answers for it
      })),
    ),
    within: '30d',
    done: any('petition.concluded'),
    owner: 'review',
    neverLapses: true,
  }),
};
