import { describe, expect, test } from 'vitest';
import type { PeriodAnswer } from '../../../domain/time/question.ts';
import { REFUSAL_CODES } from '../../../domain/time/check-question.ts';
import { answerQuestion } from '../../../domain/time/question.ts';
import { periodLine, seedCalendar } from '../../support/seed-calendar.ts';

const noon = '2026-01-20T12:00:00+08:00';
const week = [{ from: '2026-01-21', to: '2026-01-27' }];

function codeOf(question: unknown): string {
  const answer: PeriodAnswer = answerQuestion(question, seedCalendar);
  return 'error' in answer ? answer.error.code : `due ${answer.due}`;
}

function startCode(start: unknown): string {
  return codeOf({ start, period: '0d', roll: 'none' });
}

function excludedCode(excluded: unknown, period = '1d'): string {
  return codeOf({ start: noon, period, roll: 'none', excluded });
}

describe('bad-question', () => {
  test.each([[null], [1], ['2026-01-20'], [true], [[]], [[{ start: '2026-01-20', period: '1d' }]]])(
    '%j is not an object',
    (question) => {
      expect(answerQuestion(question, seedCalendar)).toMatchObject({ id: null, error: { code: 'bad-question' } });
    },
  );
  test.each(['Start', 'rolls', '', 'constructor', '__proto__'])('the field %j is unknown', (field) => {
    const question: unknown = JSON.parse(`{"id":7,"start":"2026-01-20","period":"1d","${field}":null}`);
    expect(answerQuestion(question, seedCalendar)).toMatchObject({ id: 7, error: { code: 'bad-question' } });
  });
});

describe('bad-start', () => {
  test.each([
    [undefined],
    [null],
    [0],
    [20260120],
    [{}],
    [''],
    ['2026-02-29'],
    ['2100-02-29'],
    ['2026-13-01'],
    ['2026-00-10'],
    ['2026-04-31'],
    ['2026-1-20'],
    ['20260120'],
    ['2026/01/20'],
    [' 2026-01-20'],
    ['2026-01-20\n'],
    ['+002026-01-20'],
    ['２０２６-01-20'],
    ['2026-01-20T16:20:00'],
    ['2026-01-20T16:20'],
    ['2026-01-20T16+08:00'],
    ['2026-01-20T24:00:00+08:00'],
    ['2026-01-20T23:59:60+08:00'],
    ['2026-01-20T16:60:00+08:00'],
    ['2026-01-20 16:20:00+08:00'],
    ['2026-01-20T16:20:00z'],
    ['2026-01-20t16:20:00Z'],
    ['2026-01-20T16:20:00+0800'],
    ['2026-01-20T16:20:00+08'],
    ['2026-01-20T16:20:00+24:00'],
    ['2026-01-20T16:20:00+08:60'],
    ['2026-01-20T16:20:00.+08:00'],
    ['2026-01-20T16:20:00.1234567+08:00'],
    ['2026-01-20T16:20:00,5+08:00'],
    ['2026-02-30T16:20:00Z'],
    ['2026-01-20T16:20:00Z+08:00'],
    ['2026-01-20T16:20:00+08:00[Asia/Shanghai]'],
    ['2026-01-20Z'],
  ])('%j', (start) => {
    expect(startCode(start)).toBe('bad-start');
  });
  test('a date alone is not enough for hours', () => {
    expect(codeOf({ start: '2026-01-20', period: '0h' })).toBe('bad-start');
  });
  test.each([
    ['2026-01-20T16:20Z', '2026-01-21'],
    ['2026-01-20T15:59:59.999999Z', '2026-01-20'],
    ['2026-01-20T00:00:00.1+08:00', '2026-01-20'],
    ['2026-01-20T23:59:59-23:59', '2026-01-22'],
    ['2026-01-20T00:00:00-00:00', '2026-01-20'],
    ['2024-02-29', '2024-02-29'],
  ])('but %j is a start on %s', (start, day) => {
    expect(startCode(start)).toBe(`due ${day}`);
  });
});

describe('bad-period', () => {
  test.each([
    [undefined],
    [null],
    [30],
    [''],
    ['d'],
    ['30'],
    ['30 d'],
    [' 30d'],
    ['30d '],
    ['30d\n'],
    ['+5d'],
    ['05d'],
    ['00d'],
    ['-0d'],
    ['-0wd'],
    ['--5d'],
    ['-05d'],
    ['5D'],
    ['5WD'],
    ['5w'],
    ['1.5d'],
    ['1e3d'],
    ['５d'],
    ['-24h'],
    ['-1h'],
    ['5days'],
    ['wd'],
    [['5d']],
  ])('%j', (period) => {
    expect(codeOf({ start: noon, period })).toBe('bad-period');
  });
});

describe('bad-roll', () => {
  test.each([[null], [''], ['None'], ['next'], ['modified'], [true], [['none']]])('%j', (roll) => {
    expect(codeOf({ start: noon, period: '1d', roll })).toBe('bad-roll');
  });
  test('hours never roll: only none may be given', () => {
    expect(codeOf({ start: noon, period: '1h', roll: 'next-working-day' })).toBe('bad-roll');
    expect(codeOf({ start: noon, period: '1h', roll: 'none' })).toBe('due 2026-01-20T14:00:00+08:00');
  });
});

describe('bad-excluded', () => {
  test.each([
    [null],
    [{}],
    [''],
    [{ from: '2026-01-21', to: '2026-01-27' }],
    [[null]],
    [[[]]],
    [[{}]],
    [[{ from: '2026-01-21' }]],
    [[{ from: '2026-01-21', to: null }]],
    [[{ from: '2026-01-27', to: '2026-01-26' }]],
    [[{ from: '2026-02-29', to: '2026-03-01' }]],
    [[{ from: '2026-01-21T00:00:00+08:00', to: '2026-01-27' }]],
    [[{ from: '2026-01-21', to: '2026-01-27', why: '评估' }]],
    [[...week, 5]],
  ])('%j', (excluded) => {
    expect(excludedCode(excluded)).toBe('bad-excluded');
  });
  test.each(['1h', '0h', '0d', '0wd', '0m', '0y', '-1d', '-1wd', '-1m'])(
    'not for %s, not even an empty list',
    (period) => {
      expect(excludedCode(week, period)).toBe('bad-excluded');
      expect(excludedCode([], period)).toBe('bad-excluded');
    },
  );
});

describe('out-of-range', () => {
  test.each([
    ['1989-12-31', '1d', {}],
    ['2101-01-01', '-1d', {}],
    ['2100-12-31', '1d', {}],
    ['1990-01-01', '-1d', {}],
    ['0000-01-01', '1d', {}],
    ['1989-12-31T15:59:59.999999Z', '1d', {}],
    ['2100-12-31T22:00:00+08:00', '1h', {}],
    ['2100-12-31T23:00:00+08:00', '0h', {}],
    ['2026-01-20', '100000d', {}],
    ['2026-01-20', '100001d', { roll: 'none' }],
    ['2026-01-20', '-100001wd', {}],
    ['2026-01-20', '100000wd', {}],
    ['2026-01-20', '-100000wd', {}],
    ['2026-01-20', '99999m', {}],
    ['2026-01-20', '-100000y', {}],
    ['2026-01-20', `${'9'.repeat(400)}d`, {}],
    ['2100-12-01', '30d', { excluded: [{ from: '2100-12-31', to: '2100-12-31' }] }],
    ['2026-01-20', '1d', { excluded: [{ from: '0001-01-01', to: '9999-12-31' }] }],
    ['2026-01-20', '1wd', { excluded: [{ from: '0001-01-01', to: '9999-12-31' }] }],
  ])('%s %s %j', (start, period, more) => {
    expect(codeOf({ start, period, ...more })).toBe('out-of-range');
  });
  test('the borders themselves are within', () => {
    expect(startCode('1989-12-31T16:00:00Z')).toBe('due 1990-01-01');
    expect(codeOf({ start: '2100-12-30', period: '1d', roll: 'none' })).toBe('due 2100-12-31');
    expect(codeOf({ start: '2100-12-31T22:59:59+08:00', period: '0h' })).toBe('due 2100-12-31T23:00:00+08:00');
    expect(codeOf({ start: '2000-01-01T00:00:00+08:00', period: '100000h' })).toBe('due 2011-05-29T17:00:00+08:00');
    expect(
      excludedCode([
        { from: '0001-01-01', to: '2026-01-20' },
        { from: '2026-02-01', to: '9999-12-31' },
      ]),
    ).toBe('due 2026-01-21');
  });
});

describe('the first reason wins', () => {
  /** Each field wrong in its own way; mending them in the order of the contract shows one code after the other. */
  test('in the order of the contract', () => {
    const steps: [fix: Record<string, unknown>, code: string][] = [
      [{ odd: 1, start: 'x', period: 'x', roll: 'x', excluded: 'x' }, 'bad-question'],
      [{ odd: undefined }, 'bad-start'],
      [{ start: '1970-01-01' }, 'bad-period'],
      [{ period: '5h' }, 'bad-start'],
      [{ start: '1970-01-01T00:00:00Z' }, 'bad-roll'],
      [{ roll: 'none' }, 'bad-excluded'],
      [{ excluded: undefined }, 'out-of-range'],
    ];
    let question: Record<string, unknown> = {};
    for (const [fix, code] of steps) {
      question = Object.fromEntries(Object.entries({ ...question, ...fix }).filter(([, value]) => value !== undefined));
      expect(codeOf(question)).toBe(code);
    }
  });
  test('bad-json comes before all of them', () => {
    expect(periodLine('{"id":1,"odd"')).toMatch(/^\{"id":null,"error":\{"code":"bad-json",/);
  });
  test('and there are seven', () => {
    expect(REFUSAL_CODES).toHaveLength(7);
  });
});
