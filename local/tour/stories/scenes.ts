// What most stories have in common: the first days of a case, money that comes and goes, a closing.
import { finalCategories } from '../../../domain/nodes/related-cases.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { civilYear, parseInstant } from '../../../domain/time/instant.ts';
import { TourError } from '../court.ts';
import { guideThrough, holds } from '../guide.ts';
import { type How, measure, type Scene, stepOf } from '../scene.ts';

/** An asset as a query brings it back. */
export const account = (id: string, valueFen: number, holder = '李卫东') => ({
  ...{ id, kind: 'bank-account', holder, valueFen },
  description: `农村商业银行账户尾号${id.replace(/\D/g, '').padStart(4, '0')}`,
});

/** Reception, the officer, what the trial tells, the query sent, related cases: the day of filing. */
export async function receiveCase({ does }: Scene): Promise<void> {
  await does('material.received');
  await does('reception.held');
  await does('case.assigned');
  await does('trial-service.recorded');
  await does('query.started');
  await does('related-cases.checked', { leads: [] });
}

/** The first three documents, to each of the respondents. */
export async function serve({ does, id }: Scene, respondents: readonly string[] = ['respondent-1']): Promise<void> {
  const says = {
    'enforcement-notice': { account: '6217000000000000001', performWithin: 10 },
    'property-report-order': { reportWithin: 10 },
    summons: { appearOn: { instant: '2099-06-30T09:00:00+08:00', place: '第三执行谈话室', persons: ['party'] } },
  };
  for (const [kind, more] of Object.entries(says))
    await does('documents.issued', {
      kind,
      id: `${kind}-${respondents.join('-')}`,
      recipients: respondents,
      channel: 'post',
      reference: id,
      ...more,
    });
}

/** The query comes back with accounts, each of which is frozen first in order. */
export async function freeze({ does }: Scene, accounts: readonly ReturnType<typeof account>[]): Promise<void> {
  await does('query.returned', { complete: true, assets: accounts });
  for (const { id, valueFen } of accounts)
    await does('asset.frozen', measure({ amountFen: valueFen }), { subject: id });
}

/** The schedule of what was found, and the team that is proposed, which review decides on. */
export async function sortOut({ does, read, print }: Scene, found: readonly { id: string; valueFen: number }[]) {
  await does('asset-schedule.filed', { items: found.map(({ id, valueFen }) => ({ asset: id, valueFen })) });
  const { triage } = await read();
  holds(triage?.proposal != null, 'a team is proposed', triage);
  for (const { zh, because } of triage.criteria) print.lines(`${zh}：${because}`);
  await does('triage.decided', { team: triage.proposal, criteria: triage.criteria.map(({ id }) => id) });
  return triage;
}

/** Money comes to the court's account and is confirmed. */
export async function arrive({ does, id }: Scene, receipt: string, amountFen: number): Promise<void> {
  await does('funds.arrived', { amountFen, reference: `YH-${id}-${receipt}` }, { subject: receipt });
  await does('funds.reviewed', {}, { subject: receipt });
  await does('funds.confirmed', { amountFen }, { subject: receipt });
}

/** An application for payment to the applicant, its approval, the payment. */
export async function payOut(
  { does, id }: Scene,
  receipt: string,
  amountFen: number,
  by: How['by'] = 'officer',
): Promise<void> {
  const subject = `FK-${receipt}`;
  const payeeAccount = `account-${receipt}`;
  await does('payee-account.confirmed', {}, { subject: payeeAccount });
  await does('payout.applied', { amountFen, form: subject, payee: '张建国', payeeAccount }, { subject: receipt, by });
  await does('payout.material-reviewed', {}, { subject });
  await does('payout.approved', { amountFen }, { subject });
  await does(
    'payout.paid',
    { amountFen, payee: '张建国', payeeAccount, reference: `ZF-${id}-${receipt}` },
    { subject },
  );
}

/** The president waives the fee where anything was collected; the officer submits, review passes, the case is closed. */
export async function close({ does }: Scene, kind = 'performed'): Promise<void> {
  const waived = { feeFen: 0, waived: true, document: '免交执行费决定书' };
  if (kind === 'performed') await does('fee.assessed', waived, { by: 'president' });
  await does('closing.submitted', { kind });
  await does('closing.reviewed', { kind });
  await does('case.closed', { kind });
}

/** Every category of the final query, nothing found. */
export const nothingFound = Object.keys(finalCategories).map((kind) => ({ kind, result: '无' }));

/** An objection is filed as a case of its own, ruled on by a panel that carried out nothing, and its case hears of it. */
export async function ruleApart(
  { court, print, id, read }: Scene,
  objection: string,
  { panel, outcome }: { readonly panel: readonly string[]; readonly outcome: string },
): Promise<void> {
  const { now, deadlines } = await read();
  const received = deadlines.find(({ rule, subject }) => rule === 'objection-file' && subject === objection);
  holds(received !== undefined, 'the objection waits to be filed');
  const caseNo = `（${civilYear(Date.now())}）豫0823执异${Date.now() % 9_999_999}号`;
  const payload = { caseNo, case: id, objection, kind: 'third-party', receivedOn: received.openedAt.slice(0, 10) };
  const { status, body } = await court.found('filing', { kind: 'objection-case', payload });
  holds(status === 201, 'the objection is filed', body);
  print.did(`${caseNo} ${print.say('异议立案', 'the objection is filed')}  ${body.id}`);
  const own = guideThrough(court, print, body.id, new Map());
  await own.moveTo((parseInstant(now) ?? Number.NaN) + 60_000);
  await own.complete(stepOf('case.assigned', { panel, officer: undefined }));
  const [by = 'p-none'] = panel;
  await own.complete(stepOf('objection.decided', { outcome }, { subject: objection }), { by: court.known(by) });
  for (let i = 0; i < 60; i += 1) {
    if ((await court.log(id)).some((line) => line.type === 'fact' && line.node === 'objection.decided')) return;
    await delay(500);
  }
  throw new TourError(`${id} did not hear of the ruling on ${objection}`);
}
