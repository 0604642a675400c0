// Poison in the shape of a node completion: through HTTP, the update and the signal alike.
import { doses, j, type Kind, LONE, type Message, NUL } from './poison.ts';

const nested = (depth: number, open = '[', close = ']'): string => `${open.repeat(depth)}0${close.repeat(depth)}`;
const deepObject = nested(1_000, '{"a":', '}');
const megabyte = '长'.repeat(340_000); // three bytes each
const many = <T>(n: number, make: (i: number) => T): readonly T[] => Array.from({ length: n }, (_, i) => make(i));

const asset = (more: object) => ({
  id: 'a-1',
  kind: 'vehicle',
  holder: '李卫东',
  description: '轿车',
  valueFen: 1,
  ...more,
});
const returned = (assets: string): Message => ({
  node: j('query.returned'),
  by: j('p-control-1'),
  payload: `{"complete":true,"assets":${assets}}`,
});
const valued = (number: string): Message =>
  returned(`[${j(asset({ valueFen: 0 })).replace('"valueFen":0', `"valueFen":${number}`)}]`);
const sealedUntil = (until: string): Message => ({
  node: j('asset.sealed'),
  by: j('p-control-1'),
  subject: j('a-1'),
  payload: j({ order: 'first', ruling: '之一', until }),
});
const corrected = (more: string): Message => ({
  node: j('fact.corrected'),
  by: j('p-review-1'),
  payload: `{"fact":2,"reason":"录入有误",${more}}`,
});
const assigned = (payload: object, by = 'p-applicant-1'): Message => ({
  node: j('case.assigned'),
  by: j(by),
  payload: j(payload),
});
const reason = (text: string): Message => ({ payload: j({ reason: text }) });

/** The kinds, each with a few of its siblings. */
export const poisonedMessages: readonly Kind[] = [
  {
    name: 'NUL in a text',
    doses: doses(reason(`外地${NUL}务工`), {
      node: j('material.received'),
      payload: j({ items: ['判决书', NUL], note: NUL }),
    }),
  },
  {
    name: 'NUL in a key',
    doses: doses({ payload: j({ reason: '外地', [`a${NUL}`]: 1 }) }, corrected(`"payload":${j({ [`a${NUL}b`]: 1 })}`)),
  },
  {
    name: 'lone surrogate',
    doses: doses(reason(`${LONE}外地`), { payload: j({ reason: '外地', [LONE]: 1 }) }, reason('\udc00\ud800')),
  },
  {
    name: 'instants of year 26, 9999 and the last there is',
    doses: doses(
      ...[
        '0026-01-20T16:20:00+08:00',
        '9999-12-31T23:59:59Z',
        '+292277-01-01T00:00:00Z',
        '-000001-01-01T00:00:00Z',
      ].map((at) => ({ at: j(at) })),
    ),
  },
  {
    name: 'dates of year 26 and 9999',
    doses: doses(sealedUntil('0026-01-21'), sealedUntil('9999-12-31'), {
      node: j('supervision.opened'),
      by: j('p-review-1'),
      subject: j('m-1'),
      payload: j({ about: '反馈', owner: 'officer', due: '292277-01-01' }),
    }),
  },
  {
    name: 'nesting of 1,000',
    doses: doses(
      { payload: nested(1_000) },
      { payload: `{"reason":"外地","x":${nested(1_000)}}` },
      corrected(`"payload":${deepObject}`),
    ),
  },
  { name: '1 MB of text', doses: doses(reason(megabyte), corrected(`"payload":${j({ reason: megabyte })}`)) },
  {
    name: 'arrays of 5,000',
    doses: doses(
      { node: j('material.received'), payload: j({ items: many(5_000, (i) => `第${i}件`) }) },
      returned(j(many(5_000, (i) => asset({ id: `a-${i}` })))),
    ),
    mayPass: true, // five thousand short texts are within bounds
  },
  {
    name: 'numbers that are none, or no integers',
    doses: doses(...['1e400', 'NaN', '1e-7', '-1e400', '9007199254740993', '0.1'].map(valued)),
  },
  { name: 'minus nothing', doses: doses(valued('-0')), mayPass: true },
  {
    name: 'a sender that is no text',
    doses: doses(...['{"toString":1}', '[]', '5', 'null', j(`p-${NUL}`), j(LONE)].map((by) => ({ by }))),
  },
  { name: 'a seal that is none', doses: doses(...['5', '{}', '[]', j(NUL)].map((seal) => ({ seal }))), mayPass: true },
  {
    name: 'a subject that is no text',
    doses: doses(...['[]', '{}', '5', j(`a${NUL}`)].map((subject) => ({ ...sealedUntil('2028-01-21'), subject }))),
  },
  {
    name: 'a command id that is none',
    doses: doses(
      ...['{"a":1}', '[]', j(`k-${NUL}`), j('k'.repeat(100_000)), j(LONE)].map((commandId) => ({ commandId })),
    ),
  },
  {
    name: 'a node of the language, not of the plan',
    doses: doses(...['__proto__', 'constructor', 'toString', `a${NUL}`, 'x'.repeat(10_000)].map((node) => ({ node: j(node) })), { node: '5' }, { node: '[]' }), // prettier-ignore
  },
  {
    name: 'a payload with a prototype',
    doses: doses(
      { payload: '{"reason":"外地","__proto__":{"reason":"x"}}' },
      { payload: '{"constructor":{"prototype":{"reason":"x"}}}' },
      corrected('"payload":{"__proto__":{"a":1}}'),
    ),
  },
  {
    name: 'a correction that carries poison',
    doses: doses(
      corrected(`"at":"0026-01-20T16:20:00+08:00"`),
      corrected(`"at":${j(`2026${NUL}`)}`),
      corrected(`"payload":${j({ cause: NUL, [LONE]: NUL })}`),
      corrected('"payload":{"claimFen":1e400}'),
      { ...corrected('"payload":{}'), payload: '{"fact":1e400,"reason":"x","payload":{}}' },
    ),
  },
  {
    name: 'persons with NUL, named by a party',
    doses: doses(
      assigned({ officer: `a${NUL}` }),
      assigned({ officer: 'p-officer-1', panel: [NUL, LONE] }),
      assigned({ officer: 'p-officer-1', clerk: NUL }, 'p-command-1'),
      assigned({ officer: '__proto__' }, 'p-respondent-1'),
    ),
  },
];
