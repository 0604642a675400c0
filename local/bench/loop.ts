// How long one command, and one reading, holds the event loop: of records as large as they may be, in this very process.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { loadCaseView } from '../../api/cases/load-case.ts';
import { openStore } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { readLog } from '../../db/cases/log.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { bounds } from '../../domain/nodes/bounds.ts';
import { nodeIds, type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { atMost, type Figure } from './figure.ts';
import type { Site } from './site.ts';

const PROMISED = 200; // ms
const DAY = 86_400_000;
const now = Date.parse('2026-03-02T10:00:00+08:00');
/** Every third asset is an account, the others are to be sealed. */
const kindOf = (n: number) => ['bank-account', 'vehicle', 'house'][n % 3];
const measureOf = (n: number): NodeId => (kindOf(n) === 'bank-account' ? 'asset.frozen' : 'asset.sealed');

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const instant = (at: number) => new Date(at).toISOString();

/** Returns of so many assets, as a takeover brings them. */
const returns = (assets: number, at: number) =>
  numbers(Math.ceil(assets / bounds.returned)).map((page) => ({
    node: 'query.returned',
    at: instant(at + page * 1_000),
    payload: {
      complete: page * bounds.returned >= assets,
      assets: numbers(Math.min(bounds.returned, assets - (page - 1) * bounds.returned)).map((n) => ({
        id: `a-${(page - 1) * bounds.returned + n}`,
        kind: kindOf((page - 1) * bounds.returned + n),
        holder: '李卫东',
        description: '建设银行尾号0001',
        valueFen: 2_000_000,
      })),
    },
  }));

/** A filing taken over: so many assets in its history, and so many rows in all. */
function filing(caseNo: string, filedAt: number, size: { readonly assets: number; readonly rows: number }) {
  const { example } = nodeRow('case.filed');
  const brought = [
    { node: 'case.assigned', at: instant(filedAt + 1_000), payload: nodeRow('case.assigned').example },
    { node: 'query.started', at: instant(filedAt + 2_000), payload: nodeRow('query.started').example },
    ...returns(size.assets, filedAt + 3_000),
  ];
  const measures = numbers(Math.max(size.rows - brought.length, 0)).map((n) => ({
    node: measureOf(n),
    subject: `a-${n}`,
    at: instant(filedAt + DAY + n * 1_000),
    payload: nodeRow(measureOf(n)).example,
  }));
  return { ...(example as object), caseNo, filedAt: instant(filedAt), history: [...brought, ...measures] };
}

/**
 * The longest turn of the event loop, in ms of this thread's own work: what others do on the machine at the same time does
 * not count. Answers that and the whole time on the wall clock.
 */
async function held(work: () => Promise<unknown>): Promise<{ readonly longest: number; readonly whole: number }> {
  const busy = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let longest = 0;
  let isOver = false;
  const turns = async () => {
    for (let before = busy(); !isOver; before = busy()) {
      await nextTurn();
      longest = Math.max(longest, busy() - before);
    }
  };
  const watching = turns();
  const began = performance.now();
  await work();
  const whole = performance.now() - began;
  isOver = true;
  await watching;
  return { longest, whole };
}

/** Takes each figure against the site's own store. */
export async function benchLoop({ info }: Site): Promise<Figure[]> {
  const store = openStore(info.databaseUrl, 2);
  const decide = decideAndRecord({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'nothing is sealed here, nobody asks who sent it',
    unsealedNodes: new Set(nodeIds),
    failed: () => undefined,
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched' as const),
  });
  const figures: Figure[] = [];
  const take = async (name: string, work: () => Promise<unknown>) => {
    const { longest, whole } = await held(work);
    figures.push(
      atMost(`event loop held: ${name}`, longest, PROMISED, { unit: 'ms', of: `${whole.toFixed(0)} ms in all` }),
    );
  };
  const send = async (caseId: string, command: CaseCommand, at = now) => {
    const { answer } = await decide({ caseId, time: at, clock: 0, seen: null, command });
    if (command.kind !== 'settle' && answer?.accepted !== true) throw new Error(JSON.stringify(answer));
  };
  const file = (caseNo: string, filedAt: number, size: { readonly assets: number; readonly rows: number }) => {
    const message = { body: filing(caseNo, filedAt, size), by: 'p-filing-1' };
    return send(parseCaseNumber(caseNo)?.id ?? '', { kind: 'file', message, spent: false });
  };
  const complete = (caseId: string, by: string, node: NodeId, more: object) => {
    const message = { node, payload: nodeRow(node).example, by, ...more };
    return send(caseId, {
      kind: 'complete',
      commandId: `${node} ${figures.length}`,
      waits: true,
      spent: false,
      message,
    });
  };
  try {
    await file('（2026）豫0823执900001号', now - 40 * DAY, { assets: 100, rows: 50 }); // what is read once is read
    await take('a takeover of 1,000 rows', () =>
      file('（2026）豫0823执900002号', now - 40 * DAY, { assets: 1_000, rows: bounds.history }),
    );
    await take(`a takeover of ${bounds.assets} assets`, () =>
      file('（2026）豫0823执900003号', now - 40 * DAY, { assets: bounds.assets, rows: 0 }),
    );
    await take(`a filing of ${bounds.assets} assets whose clocks run`, () =>
      file('（2026）豫0823执900004号', now - DAY / 2, { assets: bounds.assets, rows: 0 }),
    );
    const large = '2026-ha0823-zhi-900004';
    await take('a completion in it', () => complete(large, 'p-control-1', 'asset.frozen', { subject: 'a-3' }));
    const correction = { fact: 6, at: instant(now - DAY / 2 + 5_500), reason: '时间录入有误' };
    await take('a correction in it', () => complete(large, 'p-review-1', 'fact.corrected', { payload: correction }));
    await take('its settling: every clock warns', () => send(large, { kind: 'settle' }, now + 3 * DAY));
    await take('its settling: every clock calls for supervision', () => send(large, { kind: 'settle' }, now + 9 * DAY));
    await take('its case, read', async () =>
      JSON.stringify(await loadCaseView(store.db, large, { id: 'p-review-1', name: '', roles: ['review'] })),
    );
    await take('its log, read', () => readLog(store.db, large, { after: 0, limit: 500 }));
  } finally {
    await store.close();
  }
  return figures;
}
