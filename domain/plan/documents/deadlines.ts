import type { Case } from '../../record/case.ts';
import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { documentKinds, initialOf } from '../../nodes/documents.ts';
import { any, discharged, on, together } from '../opens.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { firstIssue } from './readings.ts';
import { respondentIds } from '../../record/parties.ts';

const kinds = initialOf(documentKinds);

/** Each initial kind × each respondent: the first issue of each, or undefined where one is missing (engine.md 8). */
const initialDocuments = (c: Case) =>
  respondentIds(c).flatMap((respondent) => kinds.map((kind) => firstIssue(c, kind, respondent)));

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentDeadlines = {
  'trial-service-record': deadline({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    opens: on('case.filed'),
    within: '2d',
    courtsOwn: true,
    done: any('trial-service.recorded'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'documents',
  }),
  'initial-documents': deadline({
    zh: '制作送达执行通知书、报告财产令、传票',
    basis: plan('三·一(三)2'),
    legal: { basis: law('民诉解释480'), within: () => '10d' },
    opens: on('case.filed'),
    within: '2d',
    done: discharged('三种文书均已向每一被执行人发出', ['documents.issued'], (c) => together(initialDocuments(c))),
    required: ['performed', 'no-property'],
    owner: 'documents',
  }),
};
