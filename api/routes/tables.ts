import Type from 'typebox';
import type { App } from '../app-types.ts';
import { HTTP } from '../errors.ts';
import { answers } from '../schemas/common.ts';
import { ref } from '../schemas/named.ts';
import { NodeInfo, RuleInfo } from '../schemas/tables.ts';
import { nodeTable, ruleTable } from '../views/table-views.ts';

const config = { access: 'person' } as const;
const tags = ['规则'];

/** `GET /api/nodes`, `GET /api/deadline-rules`: the two tables that drive everything. */
export function tableRoutes(app: App): void {
  const [nodes, rules] = [nodeTable(), ruleTable()];
  app.get(
    '/api/nodes',
    { config, schema: { tags, summary: '节点表', response: answers({ [HTTP.ok]: Type.Array(ref(NodeInfo)) }, []) } },
    () => nodes,
  );
  app.get(
    '/api/deadline-rules',
    { config, schema: { tags, summary: '期限表', response: answers({ [HTTP.ok]: Type.Array(ref(RuleInfo)) }, []) } },
    () => rules,
  );
}
