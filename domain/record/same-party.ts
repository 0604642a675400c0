import type { NamedParty } from '../nodes/party.ts';
import { refuse, type Refusal } from './refusal.ts';
import { foldText } from './search.ts';

type Known = Pick<NamedParty, 'name' | 'idNo'>;

/**
 * Why a correction of parties is none: it would add or drop one, call two by each other's names, or put another person under
 * an id that stands for somebody (engine.md 22). Who joins and who leaves are facts of their own.
 */
export function notThoseParties(was: readonly NamedParty[], next: readonly NamedParty[]): Refusal | undefined {
  const key = ({ id, side }: NamedParty) => `${side} ${id}`;
  const [before, after] = [new Map(was.map((p) => [key(p), p])), new Map(next.map((p) => [key(p), p]))];
  const gone = was.filter((p) => !after.has(key(p)));
  const added = next.filter((p, i) => !before.has(key(p)) || next.findIndex((other) => other.id === p.id) < i);
  if (gone.length + added.length > 0) {
    return refuse(
      'not-correctable',
      '更正立案信息不能增减当事人或改变其编号：新加入的登记 party.joined，退出的登记 party.left；姓名、号码有误的在原处更正',
      undefined,
      [
        ...gone.map(({ id }) => ({ id, zh: '更正后没有了' })),
        ...added.map(({ id }) => ({ id, zh: '立案时没有，或者写了两次' })),
      ],
    );
  }
  const names = new Map(was.map((p) => [foldText(p.name), p]));
  for (const now of next) {
    const old = before.get(key(now));
    const namesake = names.get(foldText(now.name));
    const isMoved = namesake !== undefined && namesake.id !== now.id && isRenamed(namesake, after.get(key(namesake)));
    if (old !== undefined && isRenamed(old, now) && (isMoved || isAnother(old, now))) return another(now.id);
  }
  return undefined;
}

/**
 * Why corrections that each change little make somebody else in the end: a name is held to the one that was filed first, until
 * a number says who it is.
 */
export function notBySteps(names: {
  readonly first: readonly NamedParty[];
  readonly was: readonly NamedParty[];
  readonly is: readonly NamedParty[];
}): Refusal | undefined {
  const of = (parties: readonly NamedParty[], { id, side }: NamedParty) =>
    parties.find((p) => p.id === id && p.side === side);
  for (const now of names.is) {
    const [first, was] = [of(names.first, now), of(names.was, now)];
    if (first === undefined || was === undefined || !isRenamed(was, now)) continue;
    if (isAnotherBySteps({ first, was, now })) return another(now.id);
  }
  return undefined;
}

/** The same of one party: steps that are small each may lead to somebody else, unless a number says who it was all along. */
export function isAnotherBySteps({ first, was, now }: Readonly<Record<'first' | 'was' | 'now', Known>>): boolean {
  const number = foldText(was.idNo ?? '');
  return isAnother(was, now) || (isAnother(first, now) && (number === '' || number !== foldText(now.idNo ?? '')));
}

const isRenamed = (was: Known, now: Known | undefined): boolean => foldText(was.name) !== foldText(now?.name ?? '');

/** Whether a correction puts somebody else in a party's place: nearly all of the name is another, and no number says it is the same. */
export function isAnother(was: Known, now: Known): boolean {
  const isKnown = [was.idNo, now.idNo].every((no) => no !== undefined && foldText(no) !== '');
  if (isKnown) return isRenamed(was, now) && foldText(was.idNo ?? '') !== foldText(now.idNo ?? '');
  return !isAlike(foldText(was.name), foldText(now.name));
}

/** Whether two cases name one and the same: by the number where both have it, else by the name. */
export const isOne = (one: Known, other: Known): boolean =>
  one.idNo !== undefined && other.idNo !== undefined
    ? foldText(one.idNo) === foldText(other.idNo)
    : !isRenamed(one, other);

/** What is said where a correction names another person; no names: refusals are logged. */
export const another = (id: string): Refusal =>
  refuse(
    'not-correctable',
    `编号 ${id} 所指的当事人不变，不能更正为另一人：另一人以 party.joined（inPlaceOf）加入，原当事人以 party.left 退出；确系同一人的，先更正补上其证件号码 idNo，再更正姓名`,
    undefined,
    [{ id, zh: '更正后的姓名是另一人的' }],
  );

/** At least half of the longer name stands in the other. */
function isAlike(a: string, b: string): boolean {
  const rest = [...a];
  const [mine, theirs] = [rest.length, [...b].length];
  let shared = 0;
  for (const char of b) {
    const at = rest.indexOf(char);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return 2 * shared >= Math.max(mine, theirs);
}
