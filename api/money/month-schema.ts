import Type from 'typebox';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const fen = (zh: string) => Type.Integer({ description: `${zh}（分）` });

/** A month of the bank's, and the digest that both sides sign. */
export const MoneyMonth = namedSchema(
  'MoneyMonth',
  Type.Object(
    {
      month: Type.String({ examples: ['2026-03'] }),
      accounts: Type.Array(
        Type.Object({
          account: Type.String({ description: '本院账号' }),
          openingFen: orNull(fen('月初余额')),
          inFen: fen('收入'),
          outFen: fen('支出'),
          closingFen: orNull(fen('月末余额')),
        }),
        { description: '各账户，据银行流水' },
      ),
      recorded: Type.Array(
        Type.Object({ node: Type.String({ description: '节点' }), count: Type.Integer(), amountFen: fen('合计') }),
        { description: '当月登记的款项，已撤回的除外' },
      ),
      digest: Type.String({ description: '以上内容的摘要：双方签字时写明，其后有新的记录即不同' }),
    },
    { description: '月对账' },
  ),
);
