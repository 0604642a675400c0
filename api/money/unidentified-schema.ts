import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { ages } from '../../domain/plan/money/unidentified.ts';
import { InstantShown } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** How many are listed. */
export const MOST_UNIDENTIFIED = 10_000;

/** What has not been claimed yet, and the same by age. */
export const UnidentifiedList = namedSchema(
  'UnidentifiedList',
  Type.Object(
    {
      items: Type.Array(
        Type.Object({
          id: Type.String({ description: '不明款的编号：见 GET /api/matters/{id}' }),
          serial: Type.String({ description: '银行流水号' }),
          amountFen: Type.Integer({ description: '金额（分）' }),
          arrivedAt: InstantShown('到账'),
          days: Type.Integer({ description: '已有几日' }),
          age: oneOf(ages, '账龄'),
        }),
        { description: `尚未了结的各笔，到账早的在前，至多${MOST_UNIDENTIFIED}笔` },
      ),
      ages: Type.Array(
        Type.Object({
          age: oneOf(ages, '账龄'),
          count: Type.Integer(),
          amountFen: Type.Integer({ description: '合计（分）' }),
        }),
        { description: '按账龄合计' },
      ),
    },
    { description: '不明款明细和账龄' },
  ),
);
