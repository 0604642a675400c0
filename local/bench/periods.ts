/** Measures the command of `local/periods.ts`: a million mixed questions through it as a child process. */
import { atMost, type Figure } from './figure.ts';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { addDays } from '../../domain/time/civil-date.ts';

const QUESTIONS = 1_000_000;
const BATCH = 1_000;

type Random = (below: number) => number;

/** Mulberry32: small, seeded, good enough to mix questions. */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function intervals(start: string, random: Random): { from: string; to: string }[] {
  return Array.from({ length: 1 + random(3) }, () => {
    const from = addDays(start, random(120) - 20);
    return { from, to: addDays(from, random(60)) };
  });
}

/** One question in eight is one to refuse. */
function question(id: number, random: Random): unknown {
  const date = addDays('2005-01-01', random(365 * 24));
  const instant = `${date}T${10 + random(14)}:${10 + random(50)}:${10 + random(50)}${random(2) === 0 ? 'Z' : '+08:00'}`;
  const start = random(2) === 0 ? date : instant;
  const roll = ['next-working-day', 'previous-working-day', 'none', 'sideways'][random(4)];
  switch (random(8)) {
    case 0:
      return { id, start: instant, period: `${random(100)}h` };
    case 1:
      return { id, start, period: `${random(60)}wd` };
    case 2:
      return { id, start, period: `${1 + random(90)}wd`, excluded: intervals(date, random) };
    case 3:
      return { id, start, period: `${1 + random(24)}m`, excluded: intervals(date, random) };
    case 4:
      return { id, start, period: `-${1 + random(400)}d`, roll };
    case 5:
      return { id, start: `${date.slice(0, 8)}${20 + random(15)}`, period: `${random(6)}y`, roll };
    default:
      return { id, start, period: `${random(200)}d` };
  }
}

/** Memory at its highest so far, in MiB, as Linux keeps it; NaN elsewhere. */
function peakMemory(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** Counts answer lines and looks at the child's memory at a tenth and at the end, while it still lives. */
function watch(child: ChildProcessWithoutNullStreams): Promise<{ tenth: number; end: number }> {
  let [answers, tenth] = [0, NaN];
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) answers++;
      if (answers >= QUESTIONS / 10 && Number.isNaN(tenth)) tenth = peakMemory(child.pid);
      if (answers >= QUESTIONS) resolve({ tenth, end: peakMemory(child.pid) });
    });
  });
}

/** Asks a million seeded questions; the child's time includes its start, not the end of its input. */
export async function benchPeriods(): Promise<Figure[]> {
  const random = randomFrom(20260120);
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../periods.ts', import.meta.url))]);
  child.stderr.pipe(process.stderr);
  const watched = watch(child);
  for (let id = 0; id < QUESTIONS; id += BATCH) {
    const lines = Array.from({ length: BATCH }, (_, i) => JSON.stringify(question(id + i, random)));
    if (!child.stdin.write(`${lines.join('\n')}\n`)) await once(child.stdin, 'drain');
  }
  const memory = await watched;
  const seconds = (performance.now() - began) / 1000;
  child.stdin.end();
  await once(child, 'exit');
  const of = `${memory.tenth.toFixed(0)} MiB at a tenth of the input, ${memory.end.toFixed(0)} MiB at the end`;
  return [
    atMost('periods: 1,000,000 mixed questions', seconds, 20, { unit: 's', digits: 1 }),
    atMost('periods: peak memory, end to a tenth', memory.end / memory.tenth, 1.5, { unit: '', digits: 2, of }),
  ];
}

if (import.meta.main) console.table(await benchPeriods());
