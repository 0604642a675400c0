import Type from 'typebox';
import { BankLine } from './bank-line.ts';
import { personal } from './field-classes.ts';
import { DateField, IdOf, InstantText, Maybe, oneOf, PersonId, record, Text } from './fields.ts';

/** How money came to a case (docs/spec/money.md 3). */
export const fundsSources = {
  paid: '缴款人自行缴纳',
  deducted: '划拨、提取',
  sale: '拍卖、变卖价款',
  'third-party': '第三人、协助单位交付',
  'other-court': '他院转来',
  cash: '现金、票据',
  claim: '认领不明款',
  transfer: '本院他案划转',
} as const;

/** When the bank moved the money. */
export const bookedAt = Type.Optional(InstantText('银行记账时刻'));

/** What is known of an arrival besides its sum and payer; releases before the ledger knew none of it. */
export const arrivalFields = {
  bookedAt,
  source: Type.Optional(oneOf(fundsSources, '款项来源')),
  countsOn: Type.Optional(DateField('被执行人失去该款之日，利息算至该日；不写为银行记账之日')),
  payerAccount: Maybe('缴款人账户', personal('digits')),
  payerParty: Type.Optional(IdOf('party', '缴款人在本案的当事人编号')),
  officers: Type.Optional(
    Type.Array(PersonId('经手人'), {
      minItems: 2,
      maxItems: 5,
      title: '经手人',
      description: '收取现金的两名以上经手人',
    }),
  ),
  cashReceipt: Maybe('现金收据号'),
  line: Type.Optional(BankLine),
  from: Type.Optional(
    record(
      {
        record: Text('不明款的编号，或者划出案件的编号', { maxLength: 64 }),
        receipt: Maybe('划出案件中的案款编号'),
        form: Maybe('划出的审批表编号'),
        lot: Maybe('该款最初到账的编号（案件编号/案款编号）'),
      },
      { title: '来自', description: '来自：认领的不明款，或者本院划出的案件' },
    ),
  ),
};

/** What a payment says besides, of the bank's. */
export const bankSide = { bookedAt, line: Type.Optional(BankLine) };

/** Why the bank sends money back 退票. */
export const returnReasons = {
  name: '户名不符',
  account: '账号不符',
  closed: '账户已销户、止付',
  limit: '超过限额',
  recalled: '本院追回',
  other: '其他',
} as const;

/** The bank's own reason for a return, beside its words. */
export const returnKind = Type.Optional(oneOf(returnReasons, '退票原因的种类'));
