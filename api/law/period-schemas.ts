import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { rollNames } from '../../domain/words/time.ts';

const Day = Type.String({ description: '日期', examples: ['2026-02-24'] });

/** A question of the contract, as it is documented: what is wrong with one is said in its answer. */
export const PeriodQuestionSchema = Type.Object(
  {
    id: Type.Optional(Type.Unknown({ description: '任意，原样返回' })),
    start: Type.String({ description: '起算：带时区的时刻，或者日期', examples: ['2026-01-20'] }),
    period: Type.String({
      description: '期间：24h 时、30d 日、10wd 工作日、6m 月、2y 年；-7d 倒算',
      examples: ['30d'],
    }),
    roll: Type.Optional(oneOf(rollNames, '届满日遇休息日的处理；不写则顺延，倒算的提前')),
    excluded: Type.Optional(
      Type.Array(Type.Object({ from: Day, to: Day }), { description: '不计入的日子，起止两日均不计' }),
    ),
  },
  { description: '一个问题', examples: [{ id: 1, start: '2026-01-20', period: '30d' }] },
);

/** Its answer. */
export const PeriodAnswerSchema = Type.Object(
  {
    id: Type.Unknown(),
    due: Type.Optional(Type.String({ description: '届满：日期，以小时计的为时刻' })),
    nominal: Type.Optional(Type.String({ description: '扣除和顺延以前' })),
    extended: Type.Optional(Type.String({ description: '扣除以后、顺延以前' })),
    excludedDays: Type.Optional(Type.Integer({ description: '扣除的日数' })),
    skipped: Type.Optional(
      Type.Array(Type.Object({ date: Day, name: Type.String() }), { description: '顺延所跳过的休息日' }),
    ),
    provisional: Type.Optional(Type.Boolean({ description: '所涉年份的放假安排尚未公布' })),
    unpublishedYears: Type.Optional(Type.Array(Type.Integer())),
    error: Type.Optional(
      Type.Object({ code: Type.String(), detail: Type.String() }, { description: '不能计算的原因；有它则无其他各项' }),
    ),
  },
  { description: '一个答复' },
);
