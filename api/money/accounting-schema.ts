import Type from 'typebox';
import { DateField, Id, record } from '../../domain/nodes/fields.ts';
import { accountedWith } from '../../domain/nodes/accounting.ts';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const FenShown = (description: string) => Type.Integer({ minimum: 0, description: `${description}（分）` });
const SignedFen = (description: string) => Type.Integer({ description: `${description}（分）` });

/** What is asked to see how a receipt would be accounted for. */
export const AccountingAskedBody = record({ receipt: Id('案款编号'), ...accountedWith });

/** How a receipt would be accounted for. */
export const AccountingPreview = namedSchema(
  'AccountingPreview',
  Type.Object(
    {
      receipt: Type.String({ description: '案款编号' }),
      amountFen: FenShown('案款金额'),
      countsOn: DateField('利息算至该日'),
      shares: Type.Array(
        Type.Object({
          claim: Type.String({ description: '受偿的债权，如 fee、i-1.principal' }),
          zh: Type.String({ description: '债权的名称' }),
          claimedFen: FenShown('应得'),
          fen: FenShown('分得'),
          reason: Type.String({ description: '计算的理由' }),
        }),
      ),
      surplusFen: FenShown('余款，退还缴款人'),
      payload: Type.Object(
        {},
        {
          additionalProperties: true,
          description: '照此登记 funds.allocated 的内容（payload）：与计算结果不同的，改 shares、写 override',
        },
      ),
    },
    { description: '一笔案款如何核算' },
  ),
);

/** What is owed of a claim on a day. */
export const ClaimOwed = namedSchema(
  'ClaimOwed',
  Type.Object(
    {
      on: DateField('截至该日，当日计入'),
      items: Type.Array(
        Type.Object({
          id: Type.String({ description: '申请执行的项目' }),
          unpaidFen: FenShown('尚欠本身'),
          interestFen: FenShown('尚欠一般债务利息'),
          doubledFen: FenShown('尚欠加倍部分债务利息'),
        }),
      ),
      lines: Type.Array(
        Type.Object({
          item: Type.String({ description: '申请执行的项目' }),
          part: Type.String({ description: 'interest 一般债务利息，doubled 加倍部分' }),
          zh: Type.String({ description: '怎样算得' }),
          fen: FenShown('金额'),
        }),
      ),
      dueFen: FenShown('被执行人尚欠的债权，已经到账的不再计息'),
      leftFen: orNull(SignedFen('申请执行人尚未得到的债权；没有金额的为 null')),
      oneMoreDayFen: FenShown('再过一日增加'),
      fee: orNull(
        Type.Object({
          fullFen: FenShown('全部执行到位的执行费'),
          feeFen: FenShown('按已执行到位的金额应收'),
          takenFen: FenShown('已收取、已核算'),
          dueFen: FenShown('尚应收'),
          assessed: Type.Boolean({ description: '已经核定' }),
          waived: Type.Boolean({ description: '免交' }),
        }),
      ),
    },
    { description: '债权在某日的数额' },
  ),
);
