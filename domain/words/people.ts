import { roles } from '../nodes/roles.ts';
import type { PeopleChanged } from '../people/change.ts';
import type { Assignment } from '../people/register.ts';
import { instantZh } from './time.ts';

const stretchZh = ({ from, to }: Assignment): string =>
  `自${instantZh(from)}起${to === null ? '' : `，至${instantZh(to)}`}`;

/** What a change of the register did, in a sentence. `name`: of whom it is about. */
export function peopleChangeZh({ kind, person, before, after }: PeopleChanged, name: string): string {
  if (typeof after === 'string')
    return typeof before === 'string' ? `${before}（${person}）更正姓名为${after}` : `登记人员${after}（${person}）`;
  const who = `${name}（${person}）`;
  return kind === 'given'
    ? `${who}担任${roles[after.role]}，${stretchZh(after)}`
    : `${who}不再担任${roles[after.role]}，${after.to === after.from ? '自始未担任' : `至${after.to === null ? '' : instantZh(after.to)}`}`;
}
