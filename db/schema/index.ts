export { accessLog } from './access.ts';
export { auditBatches, auditCheckpoints, auditPending } from './audit.ts';
export {
  bankLines,
  bankLinesLeft,
  basisNumber,
  cases,
  caseSearch,
  facts,
  filedIdNos,
  filedNames,
  isPreservationFiled,
  naming,
} from './cases.ts';
export { deadlines } from './deadlines.ts';
export { inbox, staffContacts, staffMessages } from './inbox.ts';
export { calendarYears, courtSettings, lawDrafts, rules } from './law.ts';
export { formPersons, ledgerBalances, ledgerEntries, ledgerLeft, ledgerLines, storedSide } from './ledger.ts';
export { caseLog } from './log.ts';
export { outbox } from './outbox.ts';
export { bankStatementLines, bankStatements } from './statements.ts';
export { assignments, people, peopleChanged, peopleCommands } from './people.ts';
export { sessionEvents, sessions } from './sessions.ts';
export { webhookChanged, webhookDeliveries, webhooks } from './webhooks.ts';
