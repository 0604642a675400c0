import type { Case } from '../../record/case.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant } from '../../time/instant.ts';
import { type Basis, law, plan } from '../../nodes/basis.ts';
import type { DocumentKind } from '../../nodes/document-kinds.ts';
import { firstIssue } from '../documents/readings.ts';
import { unpaidReceipts } from '../money/readings.ts';
import { respondents } from '../../record/parties.ts';
import { assetsInForce } from '../control/measures.ts';
import { firstRound } from '../control/rounds.ts';

/** A condition of 终结本次执行程序, read from the record. A gate whose nodes cannot be recorded yet stays shut. */
export interface Gate {
  readonly id: string;
  readonly zh: string;
  readonly basis: Basis;
  readonly met: (c: Case, now: Instant) => boolean;
}

const shut = () => false;
const rules = law('法〔2016〕373号 1–5');

const issued = (c: Case, kind: DocumentKind): boolean =>
  respondents(c).every(({ id }) => firstIssue(c, kind, id) !== undefined);

/** Nothing of the case's money lies with the court: paid, refunded, escrowed or transferred (plan §5). */
export const noRest: Gate = {
  id: 'Z15',
  zh: '案款已发放完毕',
  basis: law('法发〔2017〕6号'),
  met: (c) => unpaidReceipts(c).length === 0,
};

/** Every measure has been released, waiting ones too (查封规定28). */
export const nothingInForce: Gate = {
  id: 'in-force',
  zh: '各项财产的控制（含轮候）均已解除（asset.released）',
  basis: law('查封规定28'),
  met: (c) => assetsInForce(c).length === 0,
};

/** The gates of law.md §4 (Z1–Z15) and of plan 三·七10, in the order in which a file is checked. */
export const closingGates: readonly Gate[] = [
  {
    id: 'Z1',
    zh: '已向每一被执行人发出执行通知书和报告财产令',
    basis: rules,
    met: (c) => issued(c, 'enforcement-notice') && issued(c, 'property-report-order'),
  },
  { id: 'Z2', zh: '财产报告已核查，违反报告义务的已处理', basis: rules, met: shut },
  { id: 'Z3', zh: '已发出限制消费令', basis: rules, met: shut },
  { id: 'Z4', zh: '符合条件的已纳入失信名单，或说明不符合的理由', basis: rules, met: shut },
  { id: 'final-recheck', zh: '结案前再次网络查控、全省关联案件查询并分析', basis: plan('三·七10'), met: shut },
  {
    id: 'Z6',
    zh: '传统查控已完成',
    basis: rules,
    met: (c) => firstRound(c).traditionalBack,
  },
  {
    id: 'Z7',
    zh: '已查询全省关联案件',
    basis: plan('三·一(二)4'),
    met: (c) => c.first('related-cases.checked') !== undefined,
  },
  { id: 'Z8', zh: '财产线索、悬赏、审计申请均已处理', basis: rules, met: shut },
  { id: 'Z9', zh: '已控制财产不能处置的理由', basis: rules, met: shut },
  { id: 'Z10', zh: '下落不明的已查找，妨害执行的已处罚', basis: rules, met: shut },
  {
    id: 'Z11',
    zh: '自立案之日起已超过三个月',
    basis: law('法〔2016〕373号 1(4)'),
    met: (c, now) => now >= endOfDay(addMonths(dateOf(c.filed.at), 3)),
  },
  { id: 'termination-interview', zh: '与申请执行人约谈并制作笔录', basis: plan('三·七10'), met: shut },
  { id: 'Z13', zh: '申请执行人签字确认，或合议庭审查核实并报院长批准', basis: law('民诉解释517'), met: shut },
  { id: 'Z14', zh: '终本裁定内容完备并送达', basis: rules, met: shut },
  noRest,
];
