import Type from 'typebox';
import type { App } from '../app-types.ts';
import { HTTP } from '../errors.ts';
import { answers } from '../schemas/common.ts';
import { ref } from '../schemas/named.ts';
import { NodeInfo } from '../schemas/tables.ts';
import { nodeTable } from '../views/table-views.ts';

/** `GET /api/nodes`: the table of what can happen in a case. */
export function tableRoutes(app: App): void {
  const nodes = nodeTable();
  app.get(
    '/api/nodes',
    {
      config: { access: 'person' },
      schema: { tags: ['规则'], summary: '节点表', response: answers({ [HTTP.ok]: Type.Array(ref(NodeInfo)) }, []) },
    },
    () => nodes,
  );
}
