import Type from 'typebox';
import { accounts } from '../../domain/money/ledger/accounts.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { ages } from '../../domain/plan/money/unidentified.ts';
import { unpaidGrounds } from '../../domain/plan/money/unpaid.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const fen = (zh: string) => Type.Integer({ description: `${zh}（分）` });
const text = (zh: string) => Type.String({ description: zh });
const accountNames = Object.fromEntries(Object.entries(accounts).map(([id, { zh }]) => [id, zh])) as Record<
  keyof typeof accounts,
  string
>; // one for each
const Account = oneOf(accountNames, '科目');

/** A month's books: what the bank, the enforcement side and finance have, in what they differ, and the digest that both sides sign. */
export const MoneyMonth = namedSchema(
  'MoneyMonth',
  Type.Object(
    {
      month: Type.String({ examples: ['2026-03'] }),
      signedAt: orNull(InstantShown('双方签字完毕的时刻：以下为签字时的账目，其后的列入以后的月份；尚未的为 null')),
      accounts: Type.Array(
        Type.Object({
          account: text('本院账号'),
          openingFen: orNull(fen('月初余额')),
          inFen: fen('收入'),
          outFen: fen('支出'),
          closingFen: orNull(fen('月末余额')),
        }),
        { description: '各账户，据银行流水' },
      ),
      ledger: Type.Array(
        Type.Object({
          account: Account,
          openingFen: fen('月初'),
          inFen: fen('增加'),
          outFen: fen('减少'),
          closingFen: fen('月末'),
        }),
        { description: '财务账：各科目，按银行日期' },
      ),
      unpaid: Type.Array(
        Type.Object({
          record: text('案件编号'),
          caseNo: text('案号'),
          receipt: text('案款编号'),
          lot: text('该款在总账中的编号'),
          arrivedOn: text('到账之日'),
          amountFen: fen('到账金额'),
          unpaidFen: fen('月末未发放'),
          age: oneOf(ages, '账龄'),
          ground: oneOf(unpaidGrounds, '未发放的缘由'),
        }),
        { description: '执行清单：月末未发放的各笔，据案件的记录' },
      ),
      aged: Type.Array(
        Type.Object({ account: Account, age: oneOf(ages, '账龄'), count: Type.Integer(), amountFen: fen('合计') }),
        { description: '不明款、提存、在途付款的账龄' },
      ),
      recorded: Type.Array(Type.Object({ node: text('节点'), count: Type.Integer(), amountFen: fen('合计') }), {
        description: '当月登记的款项，已撤回的除外',
      }),
      late: Type.Array(
        Type.Object({
          record: text('案件、事项的编号'),
          fact: Type.Integer({ description: '记录的序号' }),
          node: text('节点'),
          valueOn: text('银行日期'),
          fen: fen('金额'),
        }),
        { description: '涉及以前月份：以前月份签字之后登记的' },
      ),
      differences: Type.Array(
        Type.Object({
          record: text('案件编号'),
          lot: text('该款在总账中的编号'),
          enforcementFen: fen('执行清单'),
          financeFen: fen('财务账'),
        }),
        { description: '执行清单与财务账不一致之处：查清之前不能签字' },
      ),
      delayedWithoutApproval: Type.Array(
        Type.Object({
          record: text('案件编号'),
          caseNo: text('案号'),
          receipt: text('案款编号'),
          form: text('审批表编号'),
          node: text('节点'),
          on: text('批准、支付之日'),
          office: oneOf(
            { 'supervising-leader': roles['supervising-leader'], president: roles.president },
            '应由谁批准',
          ),
        }),
        { description: '当月逾期发放而未经批准延期的，不在摘要之内' },
      ),
      digest: text('以上内容的摘要：双方签字时写明，其后有新的记录即不同'),
    },
    { description: '月对账' },
  ),
);
