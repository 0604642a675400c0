import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { recordKindIds } from '../../domain/nodes/record-kinds.ts';
import { breakdowns, type MeasureId, measureIds, courtMeasures } from '../../domain/words/statistics.ts';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const names = Object.fromEntries(measureIds.map((id) => [id, courtMeasures[id].zh])) as Record<MeasureId, string>; // one for each

export const MeasureText = oneOf(names, '指标');
export const BreakdownText = oneOf(breakdowns, '按什么分列');

const Day = (zh: string) => Type.String({ description: zh, examples: ['2026-01-31'] });

const Figure = Type.Object({
  measure: MeasureText,
  measureZh: Type.String(),
  figure: orNull(Type.Number({ description: '比率为0至1，平均数以 unit 为单位；没有可计的为 null' })),
  figureZh: Type.String({ description: '写成文字，如 92.3%、4.5天' }),
  lines: Type.Integer({ description: '计入的项数' }),
  counted: Type.Integer({ description: '其中符合的项数' }),
  records: Type.String({ description: '其所依据的逐项清单' }),
});

export const StatisticsDocument = namedSchema(
  'Statistics',
  Type.Object({
    from: Day('期间的第一天'),
    to: Day('期间的最后一天'),
    by: BreakdownText,
    asOf: Type.String({ description: '统计的时刻；其后才届满的不计超期', examples: ['2026-01-20T16:20:00+08:00'] }),
    groups: Type.Array(
      Type.Object({
        id: Type.String({ description: '团队、职务或者人员的编号；全院或者未落实的为空' }),
        zh: Type.String(),
        figures: Type.Array(Figure),
      }),
    ),
    measures: Type.Array(
      Type.Object({
        id: MeasureText,
        zh: Type.String(),
        unit: orNull(Type.String({ description: '平均数的单位' })),
        lines: Type.String({ description: '计入哪些' }),
        counted: orNull(Type.String({ description: '比率以其中哪些为分子' })),
      }),
    ),
  }),
);

export const StatisticsItem = namedSchema(
  'StatisticsLine',
  Type.Object({
    record: Type.Object({
      id: Type.String(),
      kind: Type.Enum([...recordKindIds]),
      caseNo: Type.String({ description: '案号；登记事项为其编号' }),
      title: Type.String(),
      href: Type.String({ description: '其所在' }),
    }),
    deadline: orNull(Type.String({ description: '期限的编号；以案件计的为 null' })),
    deadlineZh: orNull(Type.String()),
    owner: Type.String({ description: '职务' }),
    ownerZh: Type.String(),
    person: orNull(Type.String({ description: '责任人' })),
    personName: orNull(Type.String()),
    counted: Type.Boolean({ description: '是否为分子' }),
    amount: orNull(Type.Number({ description: '平均数所计的天数或者小时数' })),
  }),
);
