import Type from 'typebox';
import { personal, recordAt } from '../../domain/nodes/field-classes.ts';
import { oneOf, record } from '../../domain/nodes/fields.ts';
import { paymentStates } from '../../domain/plan/money/payments.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';
import { ProblemSchema } from '../http/problem.ts';

/** How many forms one batch takes. */
const MOST_FORMS = 500;

/** A form that the bank is to pay. */
const PaymentView = Type.Object(
  {
    case: Type.String({ description: '案件编号' }),
    caseNo: Type.String({ description: '案号' }),
    form: Type.String({ description: '审批表' }),
    state: oneOf(paymentStates, '状态'),
    amountFen: Type.Integer({ description: '金额（分）' }),
    payee: Type.String({ description: '收款人户名', ...personal('name') }),
    account: Type.String({ description: '收款账号', ...personal('digits') }),
    bank: Type.String({ description: '开户行；审批表未写的为空' }),
    bankCode: Type.String({ description: '联行号；审批表未写的为空' }),
    purpose: Type.String({ description: '用途' }),
    reference: orNull(Type.String({ description: '付款指令号；尚未提交的为 null' })),
    batch: orNull(Type.String({ description: '付款批次号' })),
    sentAt: orNull(InstantShown('提交银行的时刻')),
    failed: orNull(Type.String({ description: '银行未受理的原因' })),
  },
  recordAt('case'),
);

/** What is to be ordered at the bank, and what lies there. */
export const PaymentList = namedSchema(
  'PaymentList',
  Type.Object(
    {
      items: Type.Array(PaymentView),
      amountFen: Type.Integer({ description: '合计（分）' }),
    },
    { description: '已批准、经银行付出的审批表：待提交的，已提交而尚无结果的' },
  ),
);

/** Which forms are ordered. */
export const PaymentBatch = record({
  forms: Type.Optional(
    Type.Array(
      record({
        case: Type.String({ maxLength: 64, description: '案件编号，也可写案号' }),
        form: Type.String({ maxLength: 64, description: '审批表编号' }),
      }),
      { minItems: 1, maxItems: MOST_FORMS, description: '提交哪些；不写的，为全部待提交的，银行未受理过的除外' },
    ),
  ),
});

/** What came of each, and the file. */
export const PaymentBatchDone = namedSchema(
  'PaymentBatchDone',
  Type.Object(
    {
      batch: Type.String({ description: '付款批次号' }),
      file: Type.String({ description: '付款文件（CSV）的地址' }),
      results: Type.Array(
        Type.Object({
          case: Type.String(),
          form: Type.String(),
          reference: orNull(Type.String({ description: '付款指令号；没有提交的为 null' })),
          problem: Type.Unsafe<object | null>({ anyOf: [ref(ProblemSchema), { type: 'null' }], description: '没有提交的原因' }), // prettier-ignore
        }),
        { description: '逐份审批表的结果' },
      ),
    },
    { description: '一批付款指令' },
  ),
);
