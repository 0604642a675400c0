let failed = 0;

/** Says whether something holds, with what was found if it does not. */
export function check(what: string, holds: boolean, found?: unknown): void {
  process.stdout.write(`${holds ? '    ok  ' : 'NOT OK  '}  ${what}${holds ? '' : `: ${JSON.stringify(found)}`}\n`);
  if (!holds) failed += 1;
}

/** How many things did not hold. */
export const failures = (): number => failed;
