import { plan } from './basis.ts';
import { onRequest, record, Text } from './fields.ts';
import { node } from './node.ts';
import { orHigher } from './roles.ts';

/** A case on its way to 终本, which the law lets nobody reach within three months (plan §8 X1). */
export const trackNodes = {
  'termination-track.entered': node({
    zh: '进入终本轨道',
    basis: plan('三·七12'),
    by: orHigher('team-leader'),
    payload: record({ reason: Text('理由'), ...onRequest }),
    example: { reason: '财产已经查明，没有可供处置的财产' },
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'termination-track.left': node({
    zh: '退出终本轨道',
    basis: plan('三·七12'),
    by: ['team-leader', 'officer'],
    payload: record({ reason: Text('理由') }),
    example: { reason: '发现可供执行的财产' },
    disclose: 'nobody',
  }),
};
