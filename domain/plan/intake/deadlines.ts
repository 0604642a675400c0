import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { any, discharged, earliest, on } from '../opens.ts';

/** Handover, first reception, assignment: 武法〔2022〕11号 三·一(一). */
export const intakeDeadlines = {
  'filing-handover': deadline({
    zh: '立案材料移送初次接待窗口',
    basis: plan('三·一(一)1'),
    legal: { basis: law('审限规定7'), within: () => '3d' },
    opens: on('case.filed'),
    within: '0d',
    courtsOwn: true,
    done: any('material.received'),
    required: ['performed', 'no-property'],
    owner: 'filing',
  }),
  reception: deadline({
    zh: '完成初次接待',
    basis: plan('三·一(一)1–3'),
    opens: on('case.filed'),
    within: '0d',
    done: any('reception.held', 'reception.waived'),
    required: ['performed', 'no-property'],
    owner: 'reception',
  }),
  'assign-officer': deadline({
    zh: '确定承办人',
    preservation: 'too',
    basis: law('法发〔2006〕35号 2'),
    legal: { basis: law('法发〔2006〕35号 2'), within: () => '7d' },
    opens: on('case.filed'),
    within: '7d',
    done: discharged('确定承办人，或者分流时写明承办人', ['case.assigned', 'triage.decided'], (c) =>
      earliest([...c.all('case.assigned'), ...c.all('triage.decided')].filter((f) => f.payload.officer !== undefined)),
    ),
    required: '*',
    owner: 'command',
  }),
};
