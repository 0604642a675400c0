import Type from 'typebox';
import { moneyStates } from '../../domain/engine/party-parts.ts';
import { partySteps, stepStates } from '../../domain/engine/party-sight.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { sides } from '../../domain/nodes/party.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const day = (description: string) => Type.String({ description, examples: ['2026-02-24'] });
const fen = (description: string) => Type.Integer({ description: `${description}，单位分` });

const Step = Type.Object({
  id: oneOf(
    Object.fromEntries(Object.entries(partySteps).map(([id, { zh }]) => [id, zh])) as Record<
      keyof typeof partySteps,
      string
    >,
    '步骤',
  ),
  zh: Type.String(),
  since: orNull(day('从哪一天起；没有进行或者尚未告知本人的为 null')),
  state: oneOf(stepStates, '现状'),
});

const Capacity = Type.Object({
  id: Type.String({ description: '当事人编号' }),
  name: Type.String({ description: '当事人' }),
  side: oneOf(sides, '哪一方'),
  leftOn: orNull(day('退出本案的日期：此后只能查阅此前告知的事项；仍在本案的为 null')),
});

const head = {
  id: Type.String({ description: '案件编号' }),
  caseNo: Type.String({ description: '案号' }),
  you: Type.Array(Capacity, { description: '本人在本案中代表哪些当事人' }),
  steps: Type.Array(Step, { description: '案件进行到哪一步：只依据已经告知本人的事项' }),
};

/** A case in the list of somebody who speaks for a party. */
export const PartyCaseLine = namedSchema('PartyCaseLine', Type.Object(head));

const Duty = Type.Object({
  zh: Type.String({ description: '应当办理的事项' }),
  who: oneOf({ court: '法院', you: '本人一方', other: '其他当事人' }, '由谁办理'),
  due: orNull(Type.String({ description: '最后一日；以小时计的为时刻；中止计算的为 null' })),
  provisional: Type.Boolean({ description: '所涉年份的放假安排尚未公布，暂定' }),
  overdue: Type.Boolean({ description: '已经届满' }),
  basis: Type.String({ description: '依据' }),
  because: orNull(Type.String({ description: '因何起算' })),
});

const Movement = Type.Object({
  on: day('日期'),
  zh: Type.String({ description: '事项' }),
  amountFen: fen('金额；退回本院的为负数'),
  toYou: Type.Boolean({ description: '发放给本人所代表的当事人，或者代其收取的人，或者为其提存' }),
});

const Part = Type.Object({
  amountFen: fen('金额'),
  state: oneOf(moneyStates, '现状'),
  zh: Type.String({ description: '现状' }),
  toYou: Type.Boolean({ description: '已发放给本人所代表的当事人，或者代其收取的人，或者为其提存' }),
  why: orNull(Type.String({ description: '缘由：本人的份额、延期或者提存的事由；没有的为 null' })),
  until: orNull(day('待发放的至迟何日发放，延期的延至何日；没有确定日期的为 null')),
});

const Receipt = Type.Object({
  receipt: Type.String({ description: '案款编号' }),
  amountFen: fen('到账金额'),
  arrivedOn: day('到账日期'),
  confirmedOn: orNull(day('法院确认日期')),
  restFen: fen('尚未发放、退还或者划转的'),
  parts: Type.Array(Part, { description: '分部分列明在哪里、为什么、到何时；合计为到账金额' }),
  movements: Type.Array(Movement, { description: '发放、退还、退汇等，先发生的在前' }),
});

/** A case as somebody sees it who speaks for a party of it. */
export const PartyCase = namedSchema(
  'PartyCase',
  Type.Object({
    ...head,
    officer: orNull(Type.String({ description: '承办人；尚未告知本人的为 null' })),
    duties: Type.Array(Duty, { description: '接下来由谁、在何时以前办理什么，为什么；先届满的在前' }),
    money: Type.Object({
      arrivedFen: fen('已告知本人的到账总额'),
      paidToYouFen: fen('已发放给本人所代表的当事人的，扣除退汇'),
      receipts: Type.Array(Receipt, { description: '逐笔案款' }),
    }),
    handIn: Type.Array(
      Type.Object({
        node: Type.String({ description: '登记的节点' }),
        zh: Type.String(),
        path: Type.String({ description: '提交到哪里（POST）；内容的写法见 GET /api/nodes' }),
      }),
      { description: '本人可以提交什么；代理人以其权限为限' },
    ),
  }),
);

/** What was done in a case, as a party hears of it. */
export const PartyToldItem = namedSchema(
  'PartyToldItem',
  Type.Object({
    at: InstantShown('发生的时刻'),
    zh: Type.String({ description: '告知的内容' }),
    toldAt: orNull(InstantShown('告知的时刻；正在告知的为 null')),
  }),
);

/** What a party has handed in. */
export const PartySubmission = namedSchema(
  'PartySubmission',
  Type.Object({
    receipt: Type.String({ description: '回执：同一提交总是同一回执，可据以与法院核对' }),
    node: Type.String({ description: '登记的节点' }),
    zh: Type.String(),
    at: InstantShown('提交的时刻'),
    subject: orNull(Type.String({ description: '所提交事项的编号，如申请、线索；没有的为 null' })),
    payload: Type.Unknown({ description: '所提交的内容，原样' }),
  }),
);
