import Type from 'typebox';
import type { App } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { answers } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { NodeInfo } from './table-schemas.ts';
import { nodeInfos } from './table-views.ts';

/** `GET /api/nodes`: the table of what can happen in a case. */
export function tableRoutes(app: App): void {
  const nodes = nodeInfos();
  app.get(
    '/api/nodes',
    {
      config: { access: 'person' },
      schema: {
        tags: ['规则'],
        summary: '节点表',
        description: '全部列出，不分页：条数由本版本的节点表决定。',
        response: answers({ [HTTP.ok]: Type.Array(ref(NodeInfo)) }, []),
      },
    },
    () => nodes,
  );
}
