import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { type FigureId, figures, groupings } from '../../domain/words/figures.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

export const figureNames = Object.fromEntries(Object.entries(figures).map(([id, { zh }]) => [id, zh])) as Readonly<
  Record<FigureId, string>
>; // its own keys

const day = (description: string) => Type.Optional(Type.String({ maxLength: 10, description }));

/** The days, both included, and by what figures are told apart. */
export const asked = {
  from: day('起日，含当日；不写的为本月一日'),
  to: day('止日，含当日；不写的为今日'),
  by: Type.Optional(oneOf(groupings, '分组；不写的为全院')),
};

const Figure = Type.Object({
  id: oneOf(figureNames, '指标'),
  zh: Type.String({ description: '指标名称' }),
  unit: Type.String({ description: '单位' }),
  value: orNull(Type.Number({ description: '数值；没有记录可算的为 null' })),
  count: Type.Integer({ description: '记录数；比例的为分子' }),
  of: orNull(Type.Integer({ description: '比例的分母' })),
  records: Type.String({ description: '其后的记录的地址' }),
});

export const Statistics = namedSchema(
  'Statistics',
  Type.Object(
    {
      from: Type.String({ description: '起日' }),
      to: Type.String({ description: '止日' }),
      by: oneOf(groupings, '分组'),
      groups: Type.Array(
        Type.Object({
          key: Type.String({ description: '组的编号' }),
          zh: Type.String({ description: '组的名称' }),
          figures: Type.Array(Figure),
        }),
      ),
    },
    { description: '质效统计' },
  ),
);

export const StatisticsRecord = namedSchema(
  'StatisticsRecord',
  Type.Object(
    {
      caseId: Type.String({ description: '案件、事项的编号' }),
      caseNo: Type.String({ description: '案号' }),
      title: Type.String({ description: '名称，姓名隐去' }),
      deadline: orNull(Type.String({ description: '期限的编号' })),
      at: InstantShown('发生的时刻'),
      value: orNull(Type.Number({ description: '求平均的数值' })),
    },
    { description: '一项指标其后的一条记录' },
  ),
);
