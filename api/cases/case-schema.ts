import Type from 'typebox';
import { assetKinds } from '../../domain/nodes/asset-kinds.ts';
import { personal, recordAt } from '../../domain/nodes/field-classes.ts';
import { idKinds } from '../../domain/nodes/id-kinds.ts';
import { namedValues, ofFormat, oneOf, rowNames, stated } from '../../domain/nodes/fields.ts';
import { partyKinds } from '../../domain/nodes/party.ts';
import { stages } from '../../domain/plan/closing/stage.ts';
import { type Team, teams } from '../../domain/nodes/roles.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref, refOrNull } from '../http/named.ts';
import { TriageSchema } from './triage-view.ts';
import { DeadlineSchema, DeadlineBrief } from './deadline-schema.ts';

const Party = Type.Object({
  id: Type.String({ description: '当事人编号，文书的受送达人用它', examples: ['respondent-1'] }),
  name: Type.String({ description: '姓名或名称', ...personal('name') }),
  kind: oneOf(partyKinds, '自然人或组织'),
  partyOrGovernment: Type.Optional(Type.Boolean({ description: '是否党政机关' })),
  idNo: Type.Optional(Type.String({ description: '证件号码', ...ofFormat('id-number'), ...personal('id-number') })),
  idKind: Type.Optional(oneOf(idKinds, '证件种类；没有的为身份证或统一社会信用代码')),
  idNoUnverified: Type.Optional(Type.Boolean({ description: '证件号码有疑点，登记人已知' })),
  phone: Type.Optional(Type.String({ description: '联系电话', ...personal('digits') })),
  address: Type.Optional(Type.String({ description: '住所', ...personal('address') })),
  joinedAt: Type.Optional(InstantShown('立案之后加入的，加入的时刻')),
  leftAt: Type.Optional(InstantShown('已退出的，退出的时刻')),
});
const PersonName = orNull(
  Type.Object({ id: Type.String(), name: Type.String() }, { description: '承办人；尚未确定为 null' }),
);
const fen = (description: string) => orNull(Type.Integer({ description: `${description}（分）`, ...ofFormat('fen') }));
const team = Type.Unsafe<Team | null>({
  enum: [...Object.keys(teams), null],
  description: `团队：${Object.entries(teams)
    .map(([id, zh]) => `${id} ${zh}`)
    .join('，')}；尚未分流为 null`,
  ...stated({
    type: ['string', 'null'],
    enum: undefined,
    oneOf: [...namedValues(teams), { const: null, title: '尚未分流' }],
  }),
});

/** What every view of a case begins with. */
const head = {
  id: Type.String({ description: '案件编号，由案号得来' }),
  caseNo: Type.String({ description: '案号', ...ofFormat('case-number') }),
  type: Type.String({ description: '类型代字：执、执恢、执保' }),
  typeZh: Type.String({ description: '案件类型' }),
  title: Type.String({ description: '当事人（已隐名）' }),
  cause: Type.String({ description: '案由' }),
  claimFen: fen('申请执行标的'),
  stage: oneOf(stages, '阶段'),
  stageZh: Type.String(),
  team,
  teamZh: orNull(Type.String()),
  officer: PersonName,
  version: Type.Integer({ description: '最后一项记录的序号' }),
  filedAt: InstantShown('立案'),
  closedAt: orNull(InstantShown('结案')),
  nextDeadline: refOrNull(DeadlineBrief),
  overdue: Type.Integer({ description: '已逾期的期限数' }),
};

const Asset = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  description: Type.String(personal('words')),
  valueFen: fen('价值'),
  control: orNull(
    Type.String({
      description:
        'first 首封，waiting 轮候，skipped 不予控制，released 已解除，expired 期限届满已失效，passed-on 已转入他案；尚未控制为 null',
    }),
  ),
});
const Receipt = Type.Object({
  id: Type.String(),
  amountFen: Type.Integer({ description: '到账（分）', ...ofFormat('fen') }),
  restFen: Type.Integer({ description: '尚未发放（分）', ...ofFormat('fen') }),
});

const kindNames = rowNames(assetKinds);
/** What may have been done about an asset last. */
export const assetSteps = {
  frozen: '已冻结',
  sealed: '已查封',
  seized: '已扣押',
  skipped: '不予控制',
  'taken-over': '已承接控制',
  promoted: '已转为首封',
  renewed: '已续行控制',
  deducted: '已扣划',
  released: '已解除',
  disposed: '处置',
  expired: '控制已届满失效',
  'passed-on': '控制已转入他案',
  none: '尚未处理',
};

/** An asset in the list of a case's assets. */
export const CaseAsset = namedSchema(
  'CaseAsset',
  Type.Object(
    {
      id: Type.String({ description: '财产编号', examples: ['a-1'] }),
      kind: oneOf(kindNames, '种类'),
      kindZh: Type.String(),
      holder: Type.String({ description: '权利人', ...personal('name') }),
      description: Type.String({ description: '财产描述', ...personal('words') }),
      valueFen: fen('价值'),
      fact: Type.Integer({ description: '查到它的那一项记录的序号' }),
      last: oneOf(assetSteps, '最近一次处理'),
      lastZh: Type.String(),
      lastFact: orNull(Type.Integer({ description: '最近一次处理的记录的序号；尚未处理为 null' })),
      lastAt: orNull(InstantShown('最近一次处理的时刻；尚未处理为 null')),
      order: orNull(Type.String({ description: 'first 首封，waiting 轮候；没有控制的为 null' })),
    },
    { description: '财产' },
  ),
);

/** A case as the contract has it. */
export const CaseDocument = namedSchema(
  'Case',
  Type.Object(
    {
      ...head,
      court: Type.String({ description: '法院代字' }),
      basis: Type.String({ description: '执行依据文号' }),
      applicants: Type.Array(Party),
      respondents: Type.Array(Party),
      warnings: Type.Array(Type.Object({ id: Type.String({ description: '所在字段或者事项' }), zh: Type.String() }), {
        description: '疑点：立案时已知而仍登记的，控制的财产超出债权的，拍卖中的财产有案外人异议的',
      }),
      links: Type.Array(
        Type.Object({
          id: orNull(
            Type.String({
              description: '关联案件的编号：本院案件见 GET /api/cases/{id} 和 /assets；不是案号的为 null',
            }),
          ),
          caseNo: Type.String({ description: '关联案件的案号' }),
          as: Type.String({ description: '何种关联' }),
          party: orNull(Type.String({ description: '所涉当事人' })),
          kindZh: orNull(Type.String({ description: '其结案方式；未结或者未写明的为 null' })),
          closedOn: orNull(Type.String({ description: '其结案之日' })),
          fact: Type.Integer({ description: '登记关联的记录的序号' }),
        }),
        { description: '关联案件：立案时系统找到的前案、保全案件，人工登记的在后' },
      ),
      teamBecause: Type.Array(Type.Object({ no: Type.String(), zh: Type.String() }), {
        description: '分流决定写明的标准，起决定作用的在前；按现有记录建议的见 triage',
      }),
      triage: refOrNull(TriageSchema),
      now: InstantShown('本案现在的时间'),
      offered: Type.Array(Type.String(), { description: '现在可以登记的节点' }),
      assets: Type.Array(Asset, { description: '财产，至多100项；全部见 /assets' }),
      assetCount: Type.Integer({ description: '财产项数' }),
      receipts: Type.Array(Receipt, { description: '到账，至多100笔；尚有余款的在前' }),
      receiptCount: Type.Integer({ description: '到账笔数' }),
      matters: Type.Array(
        Type.Object({
          id: Type.String(),
          kindZh: Type.String(),
          title: Type.String({ description: '何人之事（已隐名）' }),
        }),
        { description: '与本案有关的登记事项，至多100项；全部见 GET /api/matters?case=' },
      ),
      deadlineCount: Type.Integer({ description: '期限数，含已了结的' }),
      openDeadlineCount: Type.Integer({ description: '尚未了结的期限数，含中止计算的' }),
      deadlines: Type.Array(ref(DeadlineSchema), {
        description: '期限，至多100项：在办的在前，按届满先后；已了结的在后；全部见 /deadlines',
      }),
    },
    { description: '案件', ...recordAt('id') },
  ),
);

/** A case in a list. */
export const CaseLine = namedSchema('CaseLine', Type.Object(head, { description: '案件列表的一行' }));
