import type { NodeId } from '../domain/nodes/index.ts';
import type { RuleId } from '../domain/plan/deadlines.ts';

/** A provision of the plan, in few words, and what rests on it besides what cites it. */
interface Provision {
  readonly id: string;
  readonly zh: string;
  readonly nodes?: readonly NodeId[];
  readonly rules?: readonly RuleId[];
}

/** THE TABLE of the plan's provisions, in its order: 武法〔2022〕11号. */
export const provisions: readonly Provision[] = [
  {
    id: '一·一',
    zh: '责任到人，按时间节点推进',
    nodes: ['case.assigned', 'case.handed-over'],
    rules: ['assign-officer'],
  },
  { id: '一·二', zh: '执行指挥中心实体化', nodes: ['desk.assigned', 'assist.requested'] },
  { id: '一·三', zh: '统一指挥', nodes: ['supervision.opened'], rules: ['supervised-matter'] },
  { id: '一·四', zh: '分段执行', nodes: ['desk.assigned', 'case.handed-over'] },
  { id: '一·五', zh: '繁简分流', nodes: ['triage.decided'], rules: ['triage'] },
  { id: '第二章', zh: '团队设置及工作职责', nodes: ['case.assigned', 'desk.assigned', 'delegation.given'] },
  { id: '三·一', zh: '事务性工作集约办理', nodes: ['desk.assigned'] },
  { id: '三·一(一)1', zh: '立案材料移送，集中核对、初次接待' },
  { id: '三·一(一)2', zh: '登记接待的时间、地点、谈话人' },
  { id: '三·一(一)3', zh: '通过“初次接待”模块办理' },
  { id: '三·一(二)', zh: '查控：二十四小时内发起，当日启动传统查控' },
  { id: '三·一(二)1', zh: '查询并冻结账户类财产' },
  { id: '三·一(二)2', zh: '查询并查封车辆' },
  { id: '三·一(二)4', zh: '全省关联案件查询' },
  { id: '三·一(二)5', zh: '调取首封财产的权属档案' },
  { id: '三·一(二)6', zh: '财产信息登记汇总' },
  { id: '三·一(二)7', zh: '财产明细附卷，作为分流依据' },
  { id: '三·一(二)8', zh: '办理执行委托事项' },
  {
    id: '三·一(二)9',
    zh: '在流程系统中完成节点模块',
    nodes: ['query.started', 'query.returned', 'asset-schedule.filed'],
  },
  { id: '三·一(三)1', zh: '审理阶段送达情况' },
  { id: '三·一(三)2', zh: '二日内制作、送达三种文书' },
  { id: '三·一(三)3', zh: '失信、限高文书' },
  { id: '三·一(三)4', zh: '其他执行文书' },
  { id: '三·一(三)5', zh: '无法送达的公告' },
  { id: '三·一(四)1', zh: '登记首封财产，移交辅拍机构' },
  { id: '三·一(四)2', zh: '确定处置价、评估、公告、勘验' },
  { id: '三·一(四)3', zh: '审查辅拍机构' },
  { id: '三·一(五)1', zh: '案款管理' },
  { id: '三·一(五)2', zh: '节点审查、结案审查、督办预警' },
  { id: '三·一(五)3', zh: '质效分析' },
  { id: '三·一(六)1', zh: '指挥保障、远程指挥', nodes: ['assist.requested', 'assist.done'], rules: ['assist'] },
  { id: '三·一(六)2', zh: '信息化运用的监管和通报' },
  { id: '三·一(七)1', zh: '电子卷宗同步审查、纸质材料收取', nodes: ['material.handed-over', 'material.catalogued'] },
  { id: '三·一(七)2', zh: '二个工作日移送，至迟第二天扫描导入' },
  { id: '三·一(七)3', zh: '装订归档' },
  { id: '三·二', zh: '速执团队' },
  { id: '三·三', zh: '普执团队' },
  { id: '三·四', zh: '大额团队' },
  { id: '三·五', zh: '应急团队' },
  { id: '三·六', zh: '金融团队' },
  { id: '三·七1', zh: '实地调查的对象', nodes: ['field.investigated'] },
  { id: '三·七2', zh: '财产线索五日、四十八小时核查' },
  { id: '三·七3', zh: '穷尽调查手段' },
  { id: '三·七4', zh: '执法记录仪' },
  { id: '三·七5', zh: '拘传、提请公安查找' },
  { id: '三·七6', zh: '未实际扣押的车辆' },
  { id: '三·七7', zh: '公告悬赏' },
  { id: '三·七8', zh: '三日内解除控制' },
  { id: '三·七9', zh: '十日内扣划' },
  { id: '三·七10', zh: '结案前再次查控、终本约谈' },
  { id: '三·七11', zh: '一日内办理结案' },
  { id: '三·七12', zh: '三十日、三个月结案' },
  { id: '三·七13', zh: '六个月、扣除、延长' },
  { id: '四·一', zh: '督办、通报批评、依法依纪' },
  { id: '四·二', zh: '流程信息公开' },
  { id: '四·三', zh: '一案双查' },
  { id: '第五章', zh: '未尽事宜依照法律和上级规定', nodes: ['law.applied'] },
];
