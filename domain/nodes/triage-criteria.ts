import type { Team } from './roles.ts';

/** What says into which team's hands a case goes: its team, its number in the plan, its words. */
interface CriterionRow {
  readonly team: Team;
  readonly no: string;
  readonly zh: string;
}

/** THE TABLE of criteria (三·二–六, plan §4), those of a team in the order of their numbers. */
export const triageCriteria = {
  'fast-1': { team: 'fast', no: '三·二1', zh: '银行存款、网络资金账户资金可足额清偿债权' },
  'fast-2': { team: 'fast', no: '三·二2', zh: '发送协助执行通知书即可办结的行为执行' },
  'fast-3': { team: 'fast', no: '三·二3', zh: '动产、机动车过户' },
  'fast-4': {
    team: 'fast',
    no: '三·二4',
    zh: '无可供执行财产，被执行人下落不明，审理时公告送达，且没有准确的执行线索',
  },
  'fast-5': { team: 'fast', no: '三·二5', zh: '已主动履行、愿意主动履行或者有较大和解可能' },
  'fast-6': { team: 'fast', no: '三·二6', zh: '查控组初步判断不予受理或者驳回申请' },
  'fast-7': { team: 'fast', no: '三·二7', zh: '上一被执行案件终本结案后六个月内立案' },
  'fast-8': { team: 'fast', no: '三·二8', zh: '其他简单易执、易结案件' },
  'financial-1': { team: 'financial', no: '三·六', zh: '涉金融案件' },
  'large-1': { team: 'large', no: '三·四1', zh: '标的100万元以上' },
  'large-2': { team: 'large', no: '三·四2', zh: '掺杂历史遗留问题较多' },
  'large-3': { team: 'large', no: '三·四3', zh: '案件整体较为复杂、疑难、敏感、影响较大' },
  'ordinary-1': { team: 'ordinary', no: '三·三1', zh: '标的3万元以上' },
  'ordinary-2': {
    team: 'ordinary',
    no: '三·三2',
    zh: '需要处分房产、土地、车辆、股票、股权、证券、机器设备等财产',
  },
  'ordinary-3': { team: 'ordinary', no: '三·三3', zh: '判项涉及房产、土地使用权、股权等财产过户' },
  'ordinary-4': { team: 'ordinary', no: '三·三4', zh: '判项涉及返还房产、商铺、机器设备等' },
  'ordinary-5': { team: 'ordinary', no: '三·三5', zh: '刑事判决涉及扣押物品处分或者退赔不明确，情况较为复杂' },
  'ordinary-6': { team: 'ordinary', no: '三·三6', zh: '被执行人为党政机关' },
  'ordinary-7': { team: 'ordinary', no: '三·三7', zh: '家事、劳资、相邻关系等纠纷，双方对立严重' },
  'ordinary-8': { team: 'ordinary', no: '三·三8', zh: '财产不足以清偿或者已经处置完，需要终本' },
  'emergency-1': { team: 'emergency', no: '三·五', zh: '标的额小于3万元' },
} as const satisfies Readonly<Record<string, CriterionRow>>;

export type CriterionId = keyof typeof triageCriteria;

export const criterionIds = Object.keys(triageCriteria) as CriterionId[]; // the keys of a constant record are exactly its type

/** A criterion's row without its own type: what generic code reads. */
export const criterionRow = (id: CriterionId): CriterionRow => triageCriteria[id];

/** What a court puts in order where criteria of several teams match (plan §4, X5): `ordinary` is 2–8. */
export const triageGroups = {
  fast: '速执',
  financial: '金融',
  large: '大额',
  ordinary: '普执2–8',
  emergency: '应急',
  'ordinary-amount': '普执1',
} as const;

export type TriageGroup = keyof typeof triageGroups;

export const triageGroupIds = Object.keys(triageGroups) as TriageGroup[]; // the keys of a constant record are exactly its type

export const groupOf = (id: CriterionId): TriageGroup =>
  id === 'ordinary-1' ? 'ordinary-amount' : triageCriteria[id].team;
