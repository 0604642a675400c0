import Type from 'typebox';
import { roles } from '../../domain/nodes/roles.ts';
import { InstantText, oneOf, record, stated } from '../../domain/nodes/fields.ts';

export const TrialPerson = Type.Object({
  id: Type.String({ description: '人员编号' }),
  name: Type.String({ description: '姓名' }),
  roles: Type.Array(oneOf(roles, '现任角色')),
});

export const TokenAsked = record({ person: Type.String({ maxLength: 64, description: '人员编号' }) });

export const ClockAsked = {
  ...record({
    advance: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d{0,5}(min|h|d|mo|m)$',
        description: '向前多久：30min（分钟）、24h（小时）、30d（日）、6mo（月，也可写 6m）',
        examples: ['30d'],
      }),
    ),
    to: Type.Optional(InstantText('到哪一时刻')),
  }),
  ...stated({ oneOf: [{ required: ['advance'] }, { required: ['to'] }] }),
};
