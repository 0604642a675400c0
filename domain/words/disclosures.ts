import { yuan } from '../money/yuan.ts';
import { assetKind } from '../nodes/asset-kinds.ts';
import { closingKinds } from '../nodes/closing-kinds.ts';
import { documentNames } from '../nodes/document-kinds.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import { sides } from '../nodes/party.ts';
import { stopGroundNames } from '../nodes/stop-grounds.ts';
import { readInstant } from '../gate/instant.ts';
import { kindOf } from '../plan/control/assets.ts';
import { documents } from '../plan/documents/readings.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { dateOf } from '../time/instant.ts';
import type { About, Says } from './says.ts';
import { dateZh, instantZh } from './time.ts';
import { toldMoney } from './told-money.ts';

/** What was paid on an instalment: all of it, some, or nothing. */
const paidOn = ({ paid, amountFen }: PayloadOf<'settlement.instalment'>): string => {
  if (amountFen === 0) return '未按期履行';
  return `${paid ? '已履行' : '部分履行'}${yuan(amountFen)}`;
};

/** An asset as parties hear of it: its kind and number, never its description, which may hold accounts and addresses. */
const assetZh = (c: Case, id: string): string => {
  const kind = kindOf(c, id);
  return `财产${id}${kind === undefined ? '' : `（${assetKind(kind).zh}）`}`;
};

/** What was done to the asset that a fact is about: `查封财产a-1（房屋）`. */
const toAsset =
  (done: string) =>
  (_: unknown, { c, subject }: About): string =>
    `${done}${assetZh(c, subject)}`;

/** The same with the day until which it holds. */
const untilZh =
  (done: string) =>
  ({ until }: { readonly until: string }, { c, subject }: About): string =>
    `${done}${assetZh(c, subject)}，期限至${dateZh(until)}`;

const ruled = (done: string) => (p: { readonly ruling: string }) => `${done}，文书：${p.ruling}`;

const momentOf = (text: string): string => {
  const at = readInstant(text);
  return at === undefined ? text : instantZh(at);
};

const way = { auction: '拍卖', sale: '变卖', 'in-kind': '以物抵债' } as const;
const round = { first: '第一次拍卖', second: '第二次拍卖', sale: '变卖' } as const;
const restricted = { consumption: '限制消费', dishonesty: '纳入失信被执行人名单' } as const;
const sanctions = { fine: '罚款', detention: '拘留', 'exit-ban': '限制出境', referral: '移送追究刑事责任' } as const;

/**
 * THE TABLE of what parties hear of a fact, in words (plan §6): what was done, sums, days and numbers of documents. Free
 * text is left out, and with it whatever it may say of other persons, plans and reviews. A node without a line is told by
 * its name.
 */
const table: { readonly [N in NodeId]?: Says<N> } = {
  'case.filed': (p) =>
    `立案执行，案号${p.caseNo}，执行依据${p.basis}${p.claimFen === null ? '' : `，申请执行标的${yuan(p.claimFen)}`}`,
  'filing.corrected': () => '更正本案立案信息',
  'exclusion.approved': (p) =>
    `批准扣除执行期限：${stopGroundNames[p.ground]}，自${dateZh(p.from)}起${p.to === undefined ? '' : `至${dateZh(p.to)}`}`,
  'exclusion.ended': (p) => `扣除执行期限的事由消失，扣除至${dateZh(p.to)}`,
  'extension.approved': (p) => `批准延长执行期限至${dateZh(p.until)}`,
  'reception.held': () => '完成初次接待',
  'case.assigned': () => '确定或者变更本案承办人员',
  'party.identified': () => '完成您的身份核验，相应账号可以办理本案事项',
  'address.confirmed': () => '登记您确认的送达地址和联系方式',
  'party.joined': (p) => `变更、追加${sides[p.side]}，裁定：${p.ruling}`,
  'party.left': (p) => `当事人退出本案，裁定：${p.ruling}`,
  'party.ceased': (p) => `查明一方当事人于${dateZh(p.on)}死亡或者终止`,
  'succession.established': () => '查明权利义务承受人的情况',
  'whereabouts.unknown': () => '被执行人下落不明，正在查找',
  'query.started': () => '发起网络财产查询',
  'query.returned': (p) => `收到网络财产查询反馈，查得财产${p.assets.length}项`,
  'traditional-query.started': () => '启动传统财产查控',
  'traditional-query.returned': (p) => `收到传统财产查控反馈，查得财产${p.assets.length}项`,
  'asset.frozen': untilZh('冻结'),
  'asset.sealed': untilZh('查封'),
  'asset.seized': untilZh('扣押'),
  'asset.taken-over': (p, { c }) => `承接在先案件对${assetZh(c, p.id)}的控制，期限至${dateZh(p.until)}`,
  'asset.promoted': untilZh('轮候转为首封：'),
  'asset.renewed': untilZh('续行控制'),
  'asset.skipped': toAsset('决定不予控制'),
  'asset.released': toAsset('解除控制'),
  'asset.deducted': (p, { c, subject }) => `从${assetZh(c, subject)}扣划${yuan(p.amountFen)}`,
  'asset.surrender-ordered': (p, { c, subject }) => `责令您于${dateZh(p.by)}前交回${assetZh(c, subject)}`,
  'asset.applicant-told': (_, { c, subject }) => `请您协助查找${assetZh(c, subject)}`,
  'release.decided': (p, { c }) =>
    `${p.granted ? '决定解除' : '决定不解除'}对下列财产的控制：${p.assets.map((id) => assetZh(c, id)).join('、')}`,
  'debt.notified': (p) => `向第三人发出履行到期债务通知，金额${yuan(p.amountFen)}`,
  'debt.answered': (p) => `收到第三人对到期债务通知的答复：${{ objected: '异议', paid: '已付', acknowledged: '承认' }[p.outcome]}`, // prettier-ignore
  'property-report.received': (p) => `收到被执行人的财产报告，报告财产${p.items.length}项`,
  'clue.submitted': () => '收到您提交的财产线索',
  'clue.received': (p) => `登记您提供的财产线索${p.specific ? '' : '；线索不明确具体，请补充'}`,
  'clue.verified': (p) => `财产线索核查完毕：${p.real ? '属实' : '不属实'}`,
  'clue.fully-verified': (p) => `财产线索全面核查完毕：${p.real ? '属实' : '不属实'}`,
  'measure.taken': () => '就您提供的财产线索采取措施',
  'application.received': () => '收到您的申请',
  'application.decided': (p) => `对您的申请作出答复：${p.granted ? '准许' : '不予准许'}`,
  'documents.issued': (p) => `制作并发出文书：${documentNames[p.kind]}`,
  'document.sent': (_, { c, subject }) => {
    const kind = documents(c).get(subject)?.payload.kind;
    return `寄出文书${kind === undefined ? '' : `：${documentNames[kind]}`}`;
  },
  'notice.published': (p) => `公告送达，公告编号${p.reference}`,
  'respondent.appeared': () => '被执行人到案',
  'summons.excused': () => '被执行人未到有正当理由',
  'respondent.compelled': () => '对被执行人拘传到案',
  'field.investigated': () => '进行实地调查',
  'search.conducted': () => '进行搜查',
  'reward.published': () => '发布执行悬赏公告',
  'audit.reported': () => '收到审计报告',
  'restriction.decided': (p) =>
    `${p.granted ? '决定' : '决定不'}${restricted[p.kind]}${p.until === undefined ? '' : `，期限至${dateZh(p.until)}`}`,
  'restriction.lifted': (p) => `自${dateZh(p.on)}起屏蔽、解除或者撤销对您的限制措施`,
  'sanction.decided': (p) =>
    `决定对您${sanctions[p.kind]}${p.days === undefined ? '' : `${p.days}日`}${p.amountFen === undefined ? '' : yuan(p.amountFen)}`, // prettier-ignore
  'detention.started': (p) => `自${momentOf(p.takenAt)}起执行拘留`,
  'sanction.ended': (p) => `对您的强制措施于${dateZh(p.on)}结束`,
  'disposal.registered': toAsset('登记处置'),
  'auction.decided': (p, { c, subject }) => `裁定拍卖${assetZh(c, subject)}，裁定：${p.ruling}`,
  'auction.withdrawn': (p, { c, subject }) => `撤回对${assetZh(c, subject)}的拍卖，裁定：${p.ruling}`,
  'price.started': toAsset('启动定价：'),
  'price.set': (p, { c, subject }) => `确定${assetZh(c, subject)}的参考价${yuan(p.priceFen)}`,
  'auction.announced': (p, { c, subject }) =>
    `发布${round[p.round]}公告：${assetZh(c, subject)}，${momentOf(p.startsAt)}至${momentOf(p.endsAt)}，${p.url}`,
  'auction.held': (p, { c, subject }) =>
    `${assetZh(c, subject)}${round[p.round]}：${p.outcome === 'sold' ? `成交${p.priceFen === undefined ? '' : `，${yuan(p.priceFen)}`}` : '流拍'}`, // prettier-ignore
  'in-kind.asked': (p, { c, subject }) =>
    `就${assetZh(c, subject)}征询以物抵债：${p.answer === 'accepts' ? '接受' : '不接受'}`,
  'sale.price-paid': toAsset('价款付清：'),
  'asset.disposed': (p, { c, subject }) =>
    `${assetZh(c, subject)}以${way[p.way]}方式处置，${yuan(p.priceFen)}，裁定：${p.ruling}`,
  'asset.handed-over': toAsset('交付'),
  'disposal.impossible': toAsset('暂不能处置'),
  ...toldMoney,
  'performance.recorded': (p) => `登记部分履行${yuan(p.amountFen)}`,
  'performance.completed': () => '义务已经履行完毕',
  'stay.ordered': (p) => `${{ suspended: '中止', postponed: '暂缓' }[p.kind]}执行，自${dateZh(p.from)}起，文书：${p.ruling}`, // prettier-ignore
  'stay.ended': (p) => `自${dateZh(p.on)}起恢复执行`,
  'settlement.reached': (p) => `双方达成执行和解，分${p.instalments.length}期履行`,
  'settlement.instalment': (p) => `和解协议第${p.n}期${paidOn(p)}`,
  'settlement.breached': (p) => `自${dateZh(p.on)}起未按和解协议履行`,
  'settlement.performed': (p) => `和解协议于${dateZh(p.on)}履行完毕`,
  'termination.interviewed': () => '就终结本次执行程序约谈申请执行人',
  'enforcement.dismissed': ruled('裁定驳回执行申请'),
  'enforcement.refused': ruled('裁定不予执行'),
  'enforcement.terminated': ruled('裁定终结执行'),
  'case.cancelled': () => '本案销案',
  'case.transferred': (p) => `本案移送${p.to}`,
  'transfer.accepted': (p) => `本案已由受移送的法院立案，案号${p.caseNo}`,
  'preservation.carried-out': (p) =>
    `财产保全${{ full: '已全部实施', partial: '已部分实施', none: '未能实施：没有可供保全的财产' }[p.result]}`,
  'case.closed': (p) => `本案结案：${closingKinds[p.kind]}${p.document === undefined ? '' : `，文书：${p.document}`}`,
  'termination.published': (p) => `终结本次执行程序的案件已录入案件库并公布，编号${p.reference}`,
};

/**
 * What a party hears of a fact, a sentence with its day: `2026年1月20日，本院冻结财产a-1（银行账户），期限至2027年1月20日。` `own`: the parties for
 * whom it is, by their ids; what is theirs alone (a share, a ground) is said to nobody else.
 */
export function toldZh(
  c: Case,
  { node, payload, subject, at }: Pick<Fact, 'node' | 'payload' | 'subject' | 'at'>,
  own: readonly string[] = [],
): string {
  const says: Says<NodeId> | undefined = table[node]; // a row of the table gets payloads of its own node alone
  const said = says?.(payload, { c, subject: subject ?? '', at, own }) ?? `办理“${nodeRow(node).zh}”`;
  return `${dateZh(dateOf(at))}，${said}。`;
}

/** What a party hears who was told of a fact before it was corrected or withdrawn. */
export function changeZh(c: Case, change: Fact, meant: Fact | undefined, own: readonly string[] = []): string {
  const { at, node } = change;
  const was = meant === undefined ? '' : `：${toldZh(c, meant, own)}`;
  const how = node === 'fact.withdrawn' ? '撤回此前告知的事项' : '更正此前告知的事项，现为';
  return `${dateZh(dateOf(at))}，${how}${was === '' ? '。' : was}`;
}
