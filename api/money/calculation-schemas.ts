import Type, { type TSchema } from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { owedParts } from '../../domain/money/interest-question.ts';

const fen = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 10 ** 15, description: `${description}（分）` });
const Day = Type.String({ description: '日期', examples: ['2026-01-20'] });
const Percent = Type.String({ description: '百分数，一至三位整数，至多六位小数', examples: ['3.45'] });
const Id = Type.Optional(Type.Unknown({ description: '任意，原样返回' }));
const Name = Type.String({ description: '名称：1至40个 A–Z a–z 0–9 . _ -', examples: ['loan'] });
const Basis = Type.Integer({ description: '一年按360日还是365日', enum: [360, 365] });
const partNames = { costs: '费用', interest: '一般债务利息', principal: '本金', doubled: '加倍部分债务利息' };

/** A part of what is owed, in the answer's words. */
const Part = oneOf(partNames, '哪一部分');

const Rule = Type.Object(
  {
    from: Day,
    to: Type.Optional(Day),
    annual: Type.Optional(Percent),
    daily: Type.Optional(Percent),
    table: Type.Optional(Name),
    basis: Type.Optional(Basis),
    times: Type.Optional(Percent),
    plus: Type.Optional(Percent),
    fixedOn: Type.Optional(Day),
  },
  { description: '本金的一般债务利息：annual 与 basis、daily、table 与 basis 三者之一；to 不写则计至清偿' },
);

const InterestItem = Type.Object({
  id: Name,
  kind: oneOf({ principal: '本金（借款、价款、赔偿、违约金）', interest: '文书写明数额的利息', costs: '诉讼费等' }, '种类'), // prettier-ignore
  amount: fen('金额'),
  dueOn: Type.Optional(Day),
  doubled: Type.Optional(Type.Boolean({ description: '是否计加倍部分；不写则有履行期的本金计' })),
  interest: Type.Optional(Rule),
});

const list = (item: TSchema, description: string) => Type.Optional(Type.Array(item, { description }));
const PaymentSchema = Type.Object({ on: Day, amount: fen('金额') });
const Stretch = Type.Object({ from: Day, to: Day });

const InterestQuestion = Type.Object(
  {
    id: Id,
    kind: Type.Literal('interest'),
    asOf: Day,
    items: Type.Array(InterestItem, { description: '1至50项，按清偿的先后' }),
    tables: Type.Optional(Type.Object({}, { description: '利率表：{名称: [{from, annual}]}', additionalProperties: true })), // prettier-ignore
    payments: list(PaymentSchema, '付款，按先后，on 为利息计至之日'),
    excluded: list(Stretch, '不计加倍部分的日子，起止两日均不计'),
    order: Type.Optional(Type.Array(oneOf(partNames, '部分'), { description: `清偿顺序；不写则 ${owedParts.join('、')}` })), // prettier-ignore
  },
  { title: '利息', description: '某日所欠' },
);

const FeeQuestion = Type.Object(
  {
    id: Id,
    kind: Type.Literal('fee'),
    items: Type.Array(Type.Object({ id: Name, amount: Type.Optional(fen('金额')) }), { description: '申请执行的各项' }), // prettier-ignore
    flat: Type.Optional(fen('各项均无金额的，法院核定的执行费，5000至50000')),
    collected: Type.Optional(fen('已执行到位')),
    taken: Type.Optional(fen('已收取的执行费')),
  },
  { title: '执行费', description: '执行申请费（诉讼费用交纳办法14条1项）' },
);

const Claim = Type.Object({ id: Name, amount: fen('债权') });
const Rank = Type.Object({
  share: oneOf({ 'in-order': '依次', 'pro-rata': '按比例' }, '同一顺位如何受偿'),
  claims: Type.Array(Claim, { description: '1至200项' }),
});

const AllocationQuestion = Type.Object(
  {
    id: Id,
    kind: Type.Literal('allocate'),
    amount: fen('款项'),
    ranks: Type.Array(Rank, { description: '1至20个顺位，依次受偿' }),
    deduct: list(Type.Object({ from: Name, amount: fen('数额'), to: Name }), '从某项所得中扣给他人（悬赏金）'),
  },
  { title: '分配', description: '一笔款项如何受偿' },
);

/** A question of the contract (docs/spec/money-calc.md), as it is documented: what is wrong with one is said in its answer. */
export const CalculationQuestionSchema = Type.Union([InterestQuestion, FeeQuestion, AllocationQuestion], {
  description: '一个问题',
  examples: [
    { id: 1, kind: 'interest', asOf: '2024-04-01', items: [{ id: 'debt', kind: 'principal', amount: 10_000_000, dueOn: '2024-03-31' }] }, // prettier-ignore
    { id: 2, kind: 'fee', items: [{ id: 'loan', amount: 3_000_000 }] },
  ],
});

const Answered = { additionalProperties: true };
const sums = (names: Readonly<Record<string, string>>) =>
  Type.Object(Object.fromEntries(Object.entries(names).map(([name, zh]) => [name, fen(zh)])));
const Line = Type.Object({
  ...{ item: Name, part: Part, from: Day, to: Day, days: Type.Integer() },
  ...{
    base: fen('基数'),
    rate: Percent,
    per: Type.String({ enum: ['day', 'year/360', 'year/365'] }),
    amount: fen('利息'),
  },
});

const InterestAnswer = Type.Object(
  {
    id: Type.Unknown(),
    due: sums({ ...partNames, total: '合计' }),
    paid: sums({ ...partNames, surplus: '余款' }),
    items: Type.Array(Type.Object({ id: Name, unpaid: fen('未清偿') }, Answered)),
    lines: Type.Array(Line, { description: '逐段计算：一段之内基数、利率不变' }),
    payments: Type.Array(Type.Object({ on: Day, amount: fen('金额'), surplus: fen('余款') }, Answered)),
    oldRuleDays: Type.Integer({ description: '2014年8月1日以前的加倍部分日数：只计日数，依原规定另算' }),
  },
  { title: '利息' },
);

const FeeAnswer = Type.Object(
  {
    id: Type.Unknown(),
    ...{ base: fen('基数'), fee: fen('执行费'), full: fen('全额'), due: fen('应收'), refund: fen('应退') },
    steps: Type.Array(Type.Object({ part: fen('该档金额'), rate: Type.String(), amount: fen('该档执行费') }, Answered)), // prettier-ignore
  },
  { title: '执行费' },
);

const AllocationAnswer = Type.Object(
  {
    id: Type.Unknown(),
    ranks: Type.Array(Type.Object({ paid: fen('受偿'), unpaid: fen('未受偿'), ratio: Type.String() })),
    shares: Type.Array(Type.Object({ id: Name, rank: Type.Integer(), net: fen('净得') }, Answered)),
    deductions: Type.Array(Type.Object({ from: Name, to: Name, amount: fen('扣给'), short: fen('不足') })),
    surplus: fen('余款'),
  },
  { title: '分配' },
);

const Refused = Type.Object(
  { id: Type.Unknown(), error: Type.Object({ code: Type.String(), detail: Type.String() }) },
  { title: '不能计算', description: '不能计算的原因' },
);

/** Its answer. */
export const CalculationAnswerSchema = Type.Union([InterestAnswer, FeeAnswer, AllocationAnswer, Refused], {
  description: '一个答复',
});
