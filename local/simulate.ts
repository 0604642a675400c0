// `npm run simulate -- --operations=1000000 --seed=7`: what moves money, by chance, put to the engine's own decision, with all that
// must always hold (docs/spec/money.md 14) looked at after each. Prints its seed; the same seed does the same. `--postgres=20` does it in a
// database of an instance of its own instead, so many cases, in each of which two workers write at once.
import { openSite } from './bench/site.ts';
import { commandLine, endsPlainly, wholeNumber } from './command-line.ts';
import { simulateInPostgres } from './simulate/postgres.ts';
import { simulate } from './simulate/run.ts';

endsPlainly('simulate');
const { values } = commandLine({
  usage: 'npm run simulate -- [--operations=100000] [--seed=7] [--postgres=20]',
  options: { operations: { type: 'string' }, postgres: { type: 'string' }, seed: { type: 'string' } },
});
const operations = wholeNumber('--operations', values.operations ?? '100000');
const seed = wholeNumber('--seed', values.seed ?? String(Date.now() % 1_000_000_000), 0);
if (values.postgres === undefined) inMemory();
else await inPostgres(wholeNumber('--postgres', values.postgres));

async function inPostgres(cases: number): Promise<void> {
  const EACH = 60;
  const seeds = Array.from({ length: cases }, (_, i) => seed + i);
  const { site, close } = await openSite();
  try {
    const { accepted, refused, broken } = await simulateInPostgres({
      databaseUrl: site.info.databaseUrl,
      seeds,
      each: EACH,
    });
    process.stdout.write(
      `seed ${seed}, ${cases} cases, two writers in each: ${accepted} accepted, ${refused} refused\n`,
    );
    if (broken === undefined) process.stdout.write('M1 M2 M8 M9 M10 hold in each\n');
    else {
      process.stdout.write(`BROKEN in the case of seed ${broken.seed}: ${broken.law}\n`);
      process.exitCode = 1;
    }
  } finally {
    await close();
  }
}

function inMemory(): void {
  process.stdout.write(`seed ${seed}, ${operations} operations\n`);
  const began = performance.now();
  const result = simulate({
    operations,
    seed,
    onProgress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done}`);
    },
  });
  const seconds = (performance.now() - began) / 1_000;
  const table = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, times]) => `  ${String(times).padStart(9)}  ${name}`)
      .join('\n');
  process.stdout.write(`\naccepted\n${table(result.accepted)}\nrefused\n${table(result.refused)}\n`);
  process.stdout.write(`${result.operations} operations in ${seconds.toFixed(1)} s, ${Math.round(result.operations / seconds)} a second\n`); // prettier-ignore
  if (result.broken === undefined) process.stdout.write('M1 M2 M3 M4 M5 M6 M7 M8 M9 M10 M11 held after each\n');
  else {
    const { law, caseSeed, record } = result.broken;
    const lines = record.map((f) => `${f.seq} ${f.node} ${f.subject ?? ''} ${JSON.stringify(f.payload)} by ${f.by}`);
    process.stdout.write(`BROKEN after ${result.operations} operations (seed ${seed}, case ${caseSeed}): ${law}\n${lines.join('\n')}\n`); // prettier-ignore
    process.exitCode = 1;
  }
}
