import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { documentKinds, initialOf } from '../../nodes/documents.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { eachRespondent, forEachRespondent, thoseFiled } from '../parties/readings.ts';
import { firstIssue, firstServiceRecord } from './readings.ts';

const kinds = initialOf(documentKinds);

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentDeadlines = {
  'trial-service-record': deadline({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    opens: thoseFiled,
    within: '2d',
    courtsOwn: true,
    done: forEachRespondent('已就每一被执行人登记', ['trial-service.recorded'], (c, id) => [firstServiceRecord(c, id)]),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'documents',
  }),
  'initial-documents': deadline({
    zh: '制作送达执行通知书、报告财产令、传票',
    basis: plan('三·一(三)2'),
    legal: { basis: law('民诉解释480'), within: () => '10d' },
    about: 'party',
    opens: eachRespondent,
    within: '2d',
    // three kinds × each respondent (engine.md 8)
    done: forEachRespondent('三种文书均已向每一被执行人发出', ['documents.issued'], (c, id) =>
      kinds.map((kind) => firstIssue(c, kind, id)),
    ),
    required: ['performed', 'no-property'],
    owner: 'documents',
  }),
};
