// The guide of a tour: does a step, checks that what happened is what is being told, and says so.
import { isDeepStrictEqual } from 'node:util';
import { type RuleId, deadlineRow } from '../../domain/plan/deadlines.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Accepted } from '../../domain/engine/answer.ts';
import {
  type TourCase,
  type TourCourt,
  type TourDeadline,
  type LogLine,
  type TourRefusal,
  type Sending,
  TourError,
} from './court.ts';
import type { TourStep } from './examples.ts';
import { moment, type Printer } from './print.ts';

/** One case being walked through. */
export interface Guide {
  readonly court: TourCourt;
  readonly print: Printer;
  readonly caseId: string;
  /** A step of examples/tour.json, with other content where only now it is known. */
  readonly step: (name: string, payload?: object) => TourStep;
  /** Does a step; a TourError if it is refused. */
  readonly complete: (step: TourStep, more?: Sending) => Promise<Accepted>;
  /** Tries a step that has to be refused with this code; shows at most `most` of what is missing. */
  readonly refused: (
    step: TourStep,
    status: number,
    code: string,
    most?: number,
    more?: Sending,
  ) => Promise<TourRefusal>;
  readonly read: () => Promise<TourCase>;
  readonly log: () => Promise<readonly LogLine[]>;
  readonly moveTo: (to: Instant) => Promise<TourCase>;
}

/** Stops the tour where the court did something else. */
export function holds(condition: boolean, told: string, got?: unknown): asserts condition {
  if (!condition) throw new TourError(`not as told: ${told}${got === undefined ? '' : `; got ${JSON.stringify(got)}`}`);
}

/** Two things that have to be the same. */
export const same = (got: unknown, wanted: unknown, told: string): void =>
  holds(isDeepStrictEqual(got, wanted), `${told}: ${JSON.stringify(wanted)}`, got);

/** The deadline of a rule, the last that opened. Stops the tour where there is none. */
export function deadlineOf({ deadlines }: TourCase, rule: RuleId, subject?: string): TourDeadline {
  const found = deadlines.findLast((d) => d.rule === rule && (subject === undefined || d.subject === subject));
  holds(found !== undefined, `the case has a deadline ${rule}`);
  return found;
}

/** The sentences of a deadline's reasoning. */
export const reasons = ({ because }: TourDeadline): string[] => because.map(({ zh }) => zh);

const nameOf = (deadline: string): string => {
  const [rule = '', subject] = deadline.replace(/@\d+$/, '').split(':');
  return deadlineRow(rule as RuleId).zh + (subject === undefined ? '' : ` ${subject}`); // the API names its own rules
};

/** A guide through one case. */
export function guideThrough(
  court: TourCourt,
  print: Printer,
  caseId: string,
  steps: ReadonlyMap<string, TourStep>,
): Guide {
  const told = (step: TourStep, { by = court.person(step.role) }: Sending = {}) =>
    `${nodeRow(step.node).zh}${step.subject === undefined ? '' : ` ${step.subject}`}  ${by.name}（${roles[step.role]}）`;
  return {
    court,
    print,
    caseId,
    step(name, payload) {
      const found = steps.get(name);
      if (found === undefined) throw new TourError(`examples/tour.json has no step ${name}`);
      return payload === undefined ? found : { ...found, payload: { ...found.payload, ...payload } };
    },
    async complete(step, more) {
      const { status, body } = await court.send(caseId, step, more);
      holds(status === 200, `${step.node} is accepted`, body);
      const list = (label: string, ids: readonly string[]) =>
        ids.length === 0 ? '' : `  ${label}：${ids.map(nameOf).join('、')}`;
      const { say } = print;
      print.did(
        `${told(step, more)}${list(say('办结', 'done'), body.done)}${list(say('起算', 'started'), body.opened)}`,
      );
      return body;
    },
    async refused(step, status, code, most = 0, more) {
      const { status: got, body } = await court.send(caseId, step, more);
      same([got, body.code], [status, code], `${step.node} is refused`);
      const who = more?.by ?? court.person(step.role);
      print.refused(`${nodeRow(step.node).zh}  ${who.name}  → ${got} ${code}：${body.detail}`);
      const shown = body.missing.slice(0, most).map(({ zh, basis }) => zh + (basis === undefined ? '' : `，${basis}`));
      const rest = body.missing.length - shown.length;
      if (body.basis !== null) shown.unshift(`${print.say('依据：', 'Source: ')}${body.basis}`);
      if (most > 0 && rest > 0) shown.push(print.say(`……另缺${rest}项`, `… and ${rest} more`));
      print.because(shown);
      return body;
    },
    read: () => court.read(caseId),
    log: () => court.log(caseId),
    async moveTo(to) {
      const moved = await court.moveTo(caseId, to);
      print.lines(`⏩ ${print.say('本案时间拨到', 'The case’s time moves to')} ${moment(moved.now)}`);
      return moved;
    },
  };
}
