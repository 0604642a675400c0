import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';

const Me = Type.Object({
  id: Type.String({ description: '人员编号' }),
  name: Type.String({ description: '姓名' }),
  roles: Type.Array(Type.Object({ id: oneOf(roles, '现任角色'), zh: Type.String() }), {
    description: '现任角色；承办人等随案指定的，以各案为准',
  }),
});

/** `GET /api/me` */
export function meRoutes(app: App): void {
  app.get(
    '/api/me',
    {
      config: { access: 'person' },
      schema: { tags: ['人员'], summary: '本人', response: answers({ [HTTP.ok]: Me }, []) },
    },
    (request) => {
      const { id, name, roles: held } = personOf(request);
      return { id, name, roles: held.map((role) => ({ id: role, zh: roles[role] })) };
    },
  );
}
