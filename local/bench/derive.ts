/** Measures `derive` on busy cases: two hundred facts with eighty open deadlines, five hundred with as many deadlines, twice that. */
import { readFileSync } from 'node:fs';
import { readCase } from '../../domain/record/case.ts';
import { derive } from '../../domain/engine/derive.ts';
import { asFact, type Fact } from '../../domain/record/fact.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import type { Law } from '../../domain/plan/law.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { planSettings } from '../../domain/plan/rule-settings.ts';
import { type CalendarSource, yearsIn, courtCalendar } from '../../domain/time/court-calendar.ts';
import { HOUR, startOfDay } from '../../domain/time/instant.ts';
import { atMost, type Figure, percentile } from './figure.ts';

const BLOCKS = 15;
const RUNS = 40; // of each block
const WARM_UP = 400; // until nothing is compiled any more

function law(): Law {
  const file = new URL('../../db/seed/calendar-years.json', import.meta.url);
  const source = JSON.parse(readFileSync(file, 'utf8')) as CalendarSource; // our own file, checked by a test
  const book = new Map(
    planSettings().map((s) => [s.rule, [{ ...s, version: 1, effectiveFrom: null, reachesOpen: false }]]),
  );
  return {
    ...{ rules: 1, calendar: 1, settings: 1, courtSettings: defaultSettings },
    ...{ book, courtCalendar: courtCalendar(yearsIn(source)) },
  };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

interface Size {
  readonly assets: number;
  /** Documents issued, of each of three kinds. */
  readonly documents: number;
}

const everybody = ['applicant-1', 'respondent-1', 'respondent-2', 'respondent-3'].map((party) => ({
  ...{ party, channel: 'sandbox', outcome: 'told' },
}));

/**
 * A case with three respondents, assets, documents and five receipts, each row's example for a payload; nothing is paid.
 * What the parties are told is told them before the next thing happens: half of what an engine records is that.
 */
function busyRecord(size: Size): readonly Fact[] {
  const record: Fact[] = [];
  let at = startOfDay('2026-01-20') + 9 * HOUR;
  const add = (node: NodeId, subject: string | null = null, payload: object = {}) => {
    at += HOUR / 2;
    const whole = { ...(nodeRow(node).example as object), ...payload };
    const { by, disclose } = nodeRow(node);
    const seq = record.length + 1;
    record.push(asFact({ seq, node, subject, payload: whole, at, recordedAt: at, by: 'bench', as: by, via: 'api' }));
    if (disclose !== 'nobody') add('node.disclosed', null, { facts: [seq], deliveries: everybody });
  };
  add('law.applied', null, { rules: 1, calendar: 1, settings: 1 });
  add('case.filed', null, { respondents: numbers(3).map((n) => ({ name: `被执行人${n}`, kind: 'person' })) });
  for (const node of ['material.received', 'reception.held', 'case.assigned', 'query.started'] as const) add(node);
  const assets = numbers(size.assets).map((n) => {
    const kind = ['bank-account', 'vehicle', 'house'][n % 3];
    return { id: `a-${n}`, kind, holder: '李卫东', description: '财产', valueFen: 2_000_000 };
  });
  add('query.returned', null, { assets });
  for (const { id, kind } of assets) {
    if (kind === 'bank-account') add('asset.frozen', id, { amountFen: 2_000_000 });
    else add('asset.sealed', id);
  }
  for (const node of ['related-cases.checked', 'trial-service.recorded', 'asset-schedule.filed'] as const) add(node);
  for (const kind of ['enforcement-notice', 'property-report-order', 'summons']) {
    for (const n of numbers(size.documents))
      add('documents.issued', null, { kind, recipients: [`respondent-${(n % 3) + 1}`] });
  }
  for (const id of numbers(5).map((n) => `r-${n}`)) {
    const steps = [
      'funds.arrived',
      'funds.reviewed',
      'funds.confirmed',
      'payout.applied',
      'payout.material-reviewed',
      'payout.approved',
    ];
    const form = `f-${id}`;
    for (const node of steps.slice(0, 4)) add(node as NodeId, id, node === 'payout.applied' ? { form } : {}); // five of the table's
    for (const node of steps.slice(4)) add(node as NodeId, form); // see above
  }
  for (const n of numbers(6)) add('supervision.opened', `m-${n}`, { deadline: `seal-vehicle:a-${n}@7` });
  add('exclusion.approved');
  return record;
}

/**
 * The time of reading and deriving busy cases in one warm process: the median of blocks, each with its collections of garbage,
 * for the cores are now faster, now slower. Twice the case takes twice the time.
 */
export function benchDerive(): Figure[] {
  const inForce = law();
  const timed = (size: Size) => {
    const record = busyRecord(size);
    const once = () => derive(readCase([...record]), () => inForce).length; // a record of its own: nothing is remembered
    for (let i = 0; i < WARM_UP; i++) once();
    const means = Array.from({ length: BLOCKS }, () => {
      const began = process.threadCpuUsage(); // this thread's own work: what others do on the machine does not count
      for (let i = 0; i < RUNS; i++) once();
      const { user, system } = process.threadCpuUsage(began);
      return (user + system) / 1_000 / RUNS;
    });
    const derived = derive(readCase([...record]), () => inForce);
    const open = derived.filter(({ status }) => status === 'open').length;
    return { name: `${record.length} facts, ${derived.length} deadlines (${open} open)`, ms: percentile(means, 0.5) };
  };
  const busy = timed({ assets: 18, documents: 17 });
  const large = timed({ assets: 50, documents: 60 });
  const twice = timed({ assets: 102, documents: 122 });
  const ms = { unit: 'ms', digits: 2 };
  return [
    atMost(`derive: ${busy.name}`, busy.ms, 2, ms),
    atMost(`derive: ${large.name}`, large.ms, 4, ms),
    atMost(`derive: ${twice.name} against half`, twice.ms / large.ms, 2.3, { unit: 'times', digits: 2 }),
  ];
}

if (import.meta.main) console.table(benchDerive());
