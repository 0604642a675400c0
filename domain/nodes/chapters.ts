import { accountingNodes } from './accounting.ts';
import { afterClosingNodes } from './after-closing.ts';
import { applicationNodes } from './applications.ts';
import { approvalNodes } from './approvals.ts';
import { closingNodes } from './closing.ts';
import { clueNodes } from './clues.ts';
import { coercionNodes } from './coercion.ts';
import { controlNodes } from './control.ts';
import { disclosureNodes } from './disclosure.ts';
import { disposalNodes } from './disposal.ts';
import { saleNodes } from './sales.ts';
import { distributionNodes } from './distributions.ts';
import { documentNodes } from './documents.ts';
import { dossierNodes } from './dossier.ts';
import { fieldNodes } from './field.ts';
import { dualCheckNodes } from './dual-check.ts';
import { dutyNodes } from './duties.ts';
import { reconciliationNodes } from './reconciliation.ts';
import { reportNodes } from './reports.ts';
import { recordNodes } from './engine.ts';
import { formEndingNodes } from './form-endings.ts';
import { filingNodes } from './intake.ts';
import { letterNodes } from './letters.ts';
import { measureNodes } from './measures.ts';
import { matterNodes } from './matters.ts';
import { objectionNodes } from './objections.ts';
import { moneyMovementNodes } from './money-movements.ts';
import { moneyNodes } from './money.ts';
import { payeeAccountNodes } from './payee-accounts.ts';
import { partyNodes } from './parties.ts';
import { peopleNodes } from './people.ts';
import { propertyReportNodes } from './property-reports.ts';
import { relatedCaseNodes } from './related-cases.ts';
import { stayNodes } from './stays.ts';
import { endingNodes } from './endings.ts';
import { successionNodes } from './succession.ts';
import { trackNodes } from './termination-track.ts';
import { triageNodes } from './triage.ts';
import { unidentifiedNodes } from './unidentified.ts';
import { supervisionNodes } from './supervision.ts';

/** The chapters of the plan: what each is called, and its nodes. */
export const chapters = {
  intake: { zh: '立案与接待', nodes: filingNodes },
  people: { zh: '承办与岗位', nodes: peopleNodes },
  parties: { zh: '当事人', nodes: { ...partyNodes, ...successionNodes } },
  triage: { zh: '繁简分流', nodes: triageNodes },
  control: { zh: '财产查控', nodes: { ...controlNodes, ...measureNodes, ...relatedCaseNodes, ...propertyReportNodes } },
  clues: { zh: '财产线索', nodes: clueNodes },
  applications: { zh: '当事人申请', nodes: applicationNodes },
  documents: { zh: '文书与送达', nodes: documentNodes },
  coercion: { zh: '失信、限高与强制措施', nodes: { ...coercionNodes, ...fieldNodes } },
  disposal: { zh: '财产处置', nodes: { ...disposalNodes, ...saleNodes } },
  money: {
    zh: '案款',
    nodes: {
      ...moneyNodes,
      ...payeeAccountNodes,
      ...moneyMovementNodes,
      ...accountingNodes,
      ...formEndingNodes,
      ...distributionNodes,
    },
  },
  approvals: { zh: '报批', nodes: approvalNodes },
  closing: {
    zh: '结案与归档',
    nodes: { ...stayNodes, ...objectionNodes, ...trackNodes, ...endingNodes, ...closingNodes, ...afterClosingNodes },
  },
  dossier: { zh: '卷宗材料', nodes: dossierNodes },
  supervision: { zh: '督办与期限', nodes: { ...supervisionNodes, ...disclosureNodes } },
  matters: {
    zh: '登记事项',
    nodes: {
      ...matterNodes,
      ...letterNodes,
      ...dutyNodes,
      ...reportNodes,
      ...dualCheckNodes,
      ...unidentifiedNodes,
      ...reconciliationNodes,
    },
  },
  engine: { zh: '更正与撤回', nodes: recordNodes },
} as const;
