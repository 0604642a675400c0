// `node local/embedded/furnish.ts API`: a dozen cases in every stage of life for a running trial court, over HTTP alone. Its data
// folder is what the tests of an upgrade start from (`local/export-data.ts`). All people and numbers are invented.
import { isLineNode } from '../../domain/plan/money/bank-lines.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { civilYear, HOUR, parseInstant } from '../../domain/time/instant.ts';
import { type TourCase, type TourCourt, enterCourt } from '../tour/court.ts';
import { commandLine, endsPlainly } from '../command-line.ts';
import { readFiling, readSteps, readTakeover, type TourStep } from '../tour/examples.ts';

endsPlainly('furnish');
const usage = 'node local/embedded/furnish.ts API';
const [address = 'http://127.0.0.1:3000'] = commandLine({ usage, most: 1 }).words;
const steps = readSteps();
const example = readFiling();
const takeover = readTakeover();

const court: TourCourt = await enterCourt(address, new AbortController().signal);

/** A case as the court's people work on it. */
interface Desk {
  readonly id: string;
  /** Takes steps of the tour, one after the other. */
  readonly take: (...names: readonly string[]) => Promise<void>;
  /** Records what the tour does not know. */
  readonly note: (role: TourStep['role'], node: TourStep['node'], payload: object, subject?: string) => Promise<number>;
  /** Lets days of the case's own time pass. */
  readonly wait: (days: number) => Promise<TourCase>;
}

async function file(number: number, body: object = { ...example, filedAt: new Date().toISOString() }): Promise<Desk> {
  const filed = await court.file({ ...body, caseNo: `（${civilYear(Date.now())}）豫0823执${number}号` });
  if (filed.status !== 201) throw new Error(JSON.stringify(filed.body));
  const { id } = filed.body;
  const send = async (step: TourStep): Promise<number> => {
    const { status, body: answer } = await court.send(id, step);
    if (status !== 200) throw new Error(`${id} ${step.node}: ${JSON.stringify(answer)}`);
    return answer.fact;
  };
  process.stdout.write(`${id}\n`);
  return {
    id,
    take: async (...names) => {
      for (const name of names) {
        const step = steps.get(name);
        if (step === undefined) throw new Error(`the tour has no step ${name}`);
        // one line of the bank's is one receipt in the court
        const line = isLineNode(step.node) && {
          payload: { ...step.payload, reference: `YH-EXAMPLE-${number}` },
        };
        await send({ ...step, ...line });
      }
    },
    note: (role, node, payload, subject) =>
      send({ role, node, payload, ...(subject !== undefined && { subject }) } as TourStep), // whoever writes it here knows the node
    wait: async (days) => court.moveTo(id, (parseInstant((await court.read(id)).now) ?? 0) + days * 24 * HOUR),
  };
}

const INTAKE = ['material', 'reception', 'assignment'];
const DESKS = ['query', 'related-cases', 'trial-service', 'enforcement-notice', 'property-report-order', 'summons'];
const CONTROL = ['query-returned', 'freeze-account', 'seal-vehicle', 'traditional-query', 'traditional-returned', 'wait-for-house', 'asset-schedule', 'triage']; // prettier-ignore
const MONEY = ['funds-arrived', 'funds-reviewed', 'funds-confirmed'];
const RELEASE = ['release-account', 'release-vehicle', 'release-house'];
const PAYOUT = ['account-confirmed', 'payout-applied', 'payout-reviewed', 'payout-approved', 'payout-paid'];

const TO_CLOSING = [
  ...INTAKE,
  ...DESKS,
  ...CONTROL,
  ...MONEY,
  ...PAYOUT,
  ...RELEASE,
  'closing-submitted',
  'closing-reviewed',
  'closed',
];

await file(1); // filed a moment ago, nothing done
await file(2, takeover); // taken over after months, much of it late

const control = await file(3); // open control deadlines
await control.take(...INTAKE, 'query', 'query-returned');

const idle = await file(4); // nobody worked for a month: every rung up to criticism, supervised matters
await idle.wait(30);

const closed = await file(5); // closed; the archive's clock still runs
await closed.take(...TO_CLOSING);

const archived = await file(6); // its workflow has ended
await archived.take(...TO_CLOSING, 'archived');

const still = await file(7); // every clock stopped or run out: it sleeps for good
await still.take(...INTAKE, ...DESKS, ...CONTROL);
await still.note('supervising-leader', 'exclusion.approved', {
  ground: 'suspension',
  document: '（2026）豫0823执7号中止裁定',
  from: (await court.read(still.id)).now.slice(0, 10),
  review: addDays((await court.read(still.id)).now.slice(0, 10), 60),
});
await still.wait(80); // nobody looked at the stop again: the ladder of that has been climbed too

const payout = await file(8); // the payout is late by days
await payout.take(...INTAKE, ...DESKS, ...CONTROL, ...MONEY);
await payout.wait(16);

const months = await file(9); // done but for the long clocks: it sleeps for months
await months.take(...INTAKE, ...DESKS, ...CONTROL);

const mended = await file(10); // a withdrawn fact and a corrected one
await mended.take(...INTAKE);
const query = await mended.note('property-control', 'query.started', { systems: ['总对总网络查控系统'] });
await mended.note('property-control', 'fact.withdrawn', { fact: query, reason: '误录到本案' });

const forgotten = await file(11); // closed and never archived: the last rung has long fallen
await forgotten.take(...TO_CLOSING);
await forgotten.wait(45);

const waiting = await file(12); // money has just been confirmed
await waiting.take(...INTAKE, ...DESKS, ...CONTROL);
await waiting.wait(40);
await waiting.take(...MONEY);
