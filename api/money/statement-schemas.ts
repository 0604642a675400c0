import Type from 'typebox';
import { personal } from '../../domain/nodes/field-classes.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { lineStates } from '../../domain/plan/money/line-outcome.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref, refOrNull } from '../http/named.ts';

/** What becomes of lines (docs/spec/money.md 11), in words. */
export const lineStatuses = {
  matched: '已匹配',
  unidentified: '不明款',
  suspicious: '可疑',
  duplicate: '重复',
  broken: '无法识读',
} as const;

const fen = (zh: string) => orNull(Type.Integer({ description: `${zh}（分）；文件未写的为 null` }));
const text = (zh: string, more: object = {}) => orNull(Type.String({ description: zh, ...more }));

/** A line as it was read, and what becomes of it. */
export const StatementLineView = namedSchema(
  'StatementLine',
  Type.Object(
    {
      row: Type.Integer({ description: '文件中的行号' }),
      serial: Type.String({ description: '银行流水号；付款指令的答复为指令号' }),
      bankSerial: text('付款指令的答复：银行流水号'),
      bookedAt: orNull(InstantShown('银行入账的时刻')),
      direction: orNull(Type.Enum(['credit', 'debit'], { description: 'credit 收入，debit 支出' })),
      amountFen: fen('金额'),
      balanceFen: fen('余额'),
      subAccount: text('案件子账户'),
      counterName: text('对方户名', personal('name')),
      counterAccount: text('对方账号', personal('digits')),
      counterBank: text('对方开户行'),
      summary: text('摘要', personal('words')),
      remark: text('附言', personal('words')),
      status: oneOf(lineStatuses, '结果'),
      kind: text('是什么：arrival 到账，payment 付款，failure 付款未受理，return 退票，reversal 冲正，charge 手续费，bank-interest 结息，unknown-debit 不明支出'), // prettier-ignore
      code: text('原因'),
      case: text('所属的案件'),
      forms: Type.Array(Type.String(), { description: '所付、所退的审批表' }),
      proposals: Type.Array(Type.Object({ case: Type.String(), sign: Type.String() }), { description: '可能所属的案件，须两人认领' }), // prettier-ignore
      flags: Type.Array(Type.String(), { description: '审查时应注意：possible-double 疑似重复，closed-case 案件已结，other-day 非当日' }), // prettier-ignore
      state: oneOf(lineStates, '办到哪一步'),
      record: text('所登记的案件、不明款的编号'),
      reason: text('为何待人工处理'),
    },
    { description: '银行流水的一笔' },
  ),
);

/** How far the lines of a file have come. */
export const ImportProgressView = namedSchema(
  'ImportProgress',
  Type.Object(
    {
      status: Type.Enum(['running', 'done']),
      paused: Type.Boolean({ description: '已暂停' }),
      total: Type.Integer({ description: '开始时待登记的笔数' }),
      recorded: Type.Integer({ description: '已登记' }),
      refused: Type.Integer({ description: '未能登记，待人工处理' }),
      unanswered: Type.Integer({ description: '案件暂未答复' }),
    },
    { description: '逐笔登记的进度' },
  ),
);

/** A statement, with how many lines have come to what. */
export const StatementView = namedSchema(
  'Statement',
  Type.Object(
    {
      id: Type.String({ description: '编号：同一文件总是同一个' }),
      account: Type.String({ description: '本院账号' }),
      day: Type.String({ description: '银行日', examples: ['2026-03-10'] }),
      layout: Type.Enum(['own', 'bank', 'answers'], {
        description: 'own 本系统的格式，bank 银行的格式，answers 银行对付款指令的答复',
      }),
      openingFen: fen('期初余额'),
      closingFen: fen('期末余额'),
      differenceFen: fen('期末减期初再减各笔发生额；0 为相符'),
      breaks: Type.Array(Type.Integer(), { description: '余额与上一笔不衔接的行号' }),
      lines: Type.Integer({ description: '笔数' }),
      counts: Type.Array(
        Type.Object({
          status: oneOf(lineStatuses, '结果'),
          kind: text('是什么'),
          code: text('原因'),
          state: oneOf(lineStates, '办到哪一步'),
          count: Type.Integer(),
        }),
        { description: '各种结果各有几笔' },
      ),
      ignored: Type.Array(Type.Object({ row: Type.Integer(), why: Type.String() }), { description: '不是流水的行' }),
      importedBy: text('导入人；预览的为 null'),
      importedAt: orNull(InstantShown('导入的时刻；预览的为 null')),
      doneAt: orNull(InstantShown('逐笔登记完毕的时刻')),
      progress: refOrNull(ImportProgressView),
      lead: Type.Array(ref(StatementLineView), { description: '预览：不是已匹配的各笔，至多200笔' }),
    },
    { description: '一个银行流水文件' },
  ),
);
