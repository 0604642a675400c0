// Poison that is no node completion: bytes, other messages, filings, addresses.
import { messages } from '../../workflows/messages.ts';
import type { Bytes } from './doors.ts';
import { type Dose, j, type Kind, LONE, NUL, post, throughSignal, update } from './poison.ts';

/** `{"payload":{"reason":"外地务工"}}` as GBK has it, and what is no UTF-8 at all. */
const gbk = new Uint8Array([...Buffer.from('{"payload":{"reason":"'), 0xcd, 0xe2, 0xb5, 0xd8, ...Buffer.from('"}}')]);
const gbkMessage = new Uint8Array([
  ...Buffer.from('{"node":"reception.waived","by":"p-reception-1","payload":{"reason":"'),
  ...[0xcd, 0xe2, 0xb5, 0xd8, ...Buffer.from('"}}')],
]);
const overlong = new Uint8Array([...Buffer.from('{"payload":{"reason":"'), 0xc0, 0x80, ...Buffer.from('"}}')]);

const twice = '"payload":{"reason":"一"},"payload":{"reason":"二"}';
const twiceWithin = '"payload":{"reason":"一","reason":"二"}';
const whole = (fields: string): string => `{"node":"reception.waived","by":"p-reception-1",${fields}}`;

const told = (door: 'update' | 'signal', name: string, ...args: readonly Bytes[]): Dose => ({
  label: `${door} ${name}(${args.map(({ data }) => String(data).slice(0, 60)).join(', ')})`,
  give: ({ doors, id }) => doors[door](id, name, args),
});
const asked = (name: string, ...args: readonly Bytes[]): Dose => ({
  label: `query ${name}`,
  give: ({ doors, id }) => doors.query(id, name, args),
});

const get = (path: string, person = 'p-command-1'): Dose => ({
  label: `GET ${path}`,
  give: ({ doors, id }) => doors.http('GET', path.replace('{id}', id), { person }),
});
const cursor = (key: unknown): string => Buffer.from(typeof key === 'string' ? key : j(key)).toString('base64url');

/** A filing in order but for what is given, over HTTP and as the update that starts a workflow. */
function filings(...bad: readonly ((caseNo: string) => string)[]): readonly Dose[] {
  const bodyOf = (caseNo: string, more: string): string => {
    const filing = {
      caseNo,
      filedAt: new Date(Date.now() - 60_000).toISOString(),
      cause: '民间借贷纠纷',
      basis: '（2025）豫0823民初456号',
      claimFen: 25_000_000,
      applicants: [{ name: '张建国', kind: 'person' }],
      respondents: [{ name: '李卫东', kind: 'person' }],
      ...(JSON.parse(more) as object), // built below
    };
    return j(filing);
  };
  return bad.flatMap((more): readonly Dose[] => [
    {
      label: `POST /api/cases ${more('…').slice(0, 120)}`,
      give: ({ doors, caseNo }) =>
        doors.http('POST', '/api/cases', { body: bodyOf(caseNo, more(caseNo)), person: 'p-filing-1' }),
    },
    {
      label: `update fileCase ${more('…').slice(0, 120)}`,
      give: ({ doors, id, caseNo }) => {
        const data = `{"by":"p-filing-1","body":${bodyOf(caseNo, more(caseNo))}}`;
        return doors.start(id, messages.fileCase, [{ data }]);
      },
    },
  ]);
}

const brought = (entry: object) => () =>
  j({ history: [{ node: 'material.received', at: new Date(Date.now() - 30_000).toISOString(), payload: { items: ['判决书'] }, ...entry }] }); // prettier-ignore
const deep = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 0);

/** The kinds, each with a few of its siblings. */
export const poisonedBytes: readonly Kind[] = [
  {
    name: 'a message that is no object',
    doses: ['null', '5', '"text"', '[]', 'true', '[[]]'].flatMap((text) => [
      update(text),
      throughSignal(text),
      post('reception.waived', text),
    ]),
  },
  {
    name: 'no argument, or too many',
    doses: [
      told('update', 'completeNode'),
      told('signal', 'nodeCompleted'),
      told('update', 'completeNode', { data: '{}' }, { data: '{}' }),
      told('signal', 'nodeCompleted', { data: '{}' }, { data: '5' }),
      told('signal', 'nodeCompleted', { data: '', encoding: 'binary/null' }),
    ],
  },
  {
    name: 'bytes that are no JSON',
    doses: ['{bad', '', '{"by":"p-reception-1"', '\u0000'].flatMap((text) => [
      throughSignal(text),
      update(text),
      post('reception.waived', text),
    ]),
  },
  {
    name: 'an encoding that nobody knows',
    doses: ['binary/encrypted', 'json/protobuf', 'binary/protobuf', null].flatMap((encoding) => [
      throughSignal(whole(twice), encoding),
      update(whole(twice), encoding),
    ]),
  },
  {
    name: 'the same key twice',
    doses: [twice, twiceWithin].flatMap((fields) => [
      post('reception.waived', `{${fields}}`),
      update(whole(fields)),
      throughSignal(whole(fields)),
    ]),
    mayPass: true, // Temporal's own converter has read it before anybody of ours sees it
  },
  {
    name: 'GBK, and other bytes that are no UTF-8',
    doses: [
      post('reception.waived', gbk),
      post('reception.waived', overlong),
      update(gbkMessage),
      throughSignal(gbkMessage),
    ],
    mayPass: true, // as above
  },
  {
    name: 'signals, updates and queries that nobody knows',
    doses: [
      told('signal', 'nobody', { data: '{}' }),
      told('update', 'nobody', { data: '{}' }),
      told('signal', '__proto__', { data: '{bad' }),
      told('update', 'constructor', { data: '{bad' }),
      told('signal', `a\u0001b`, { data: '{}' }),
      asked('nobody'),
    ],
  },
  {
    name: 'garbage for the messages without arguments',
    doses: [
      ...['"x"', '{}', '5', j(NUL), '{bad', j(LONE), '"00000000-0000-0000-0000-000000000000"'].map((data) =>
        told('update', messages.applyLaw, { data }),
      ),
      ...['{bad', '[]', j(NUL)].flatMap((data) => [
        told('update', messages.settleNow, { data }),
        told('signal', messages.refresh, { data }),
      ]),
      ...['case', 'deadlines', 'nextDeadline'].map((name) => asked(name, { data: '{bad' })),
    ],
  },
  {
    name: 'a filing that is poison',
    unfiled: true,
    doses: filings(
      () => j({ filedAt: '0026-01-20T16:20:00+08:00' }),
      () => j({ filedAt: '9999-01-20T16:20:00+08:00' }),
      () => j({ cause: `借贷${NUL}` }),
      () => j({ applicants: [{ name: LONE, kind: 'person' }] }),
      () => j({ respondents: [{ name: '李', kind: 'person', idNo: NUL }] }),
      () => j({ cause: deep(1_000) }),
    ),
  },
  {
    name: 'a filing whose history is poison',
    unfiled: true,
    doses: filings(
      brought({ at: '0026-01-20T16:20:00+08:00' }),
      brought({ payload: { items: [NUL] } }),
      brought({ payload: { items: ['x'], [`k${NUL}`]: 1 } }),
      brought({ node: '__proto__' }),
      brought({ node: 'reception.waived', payload: { reason: LONE } }),
      brought({ node: 'case.assigned', payload: { officer: NUL } }),
    ),
  },
  {
    name: 'addresses and cursors',
    doses: [
      ...[
        '/api/cases?q=%00',
        '/api/cases?officer=%00',
        '/api/cases/%00/log',
        '/api/cases/%00',
        '/api/worklist?person=%00',
      ],
      ...[
        '/api/cases?filedFrom=0000-01-01T00:00:00Z',
        '/api/cases?filedTo=9999-12-31T00:00:00Z',
        '/api/cases?q=%ED%A0%80',
      ],
      ...[
        ['-filedAt', 9_007_199_254_740_991, 'x'],
        ['-filedAt', -62_167_219_200_000, 'x'],
        ['filedAt', 0, NUL],
      ].map((key) => `/api/cases?cursor=${cursor(key)}`),
      ...[[1e300], [9_007_199_254_740_991], ['x'], null].map((key) => `/api/cases/{id}/log?cursor=${cursor(key)}`),
      `/api/cases/{id}/log?cursor=${cursor('{bad')}`,
      '/api/cases/{id}/deadlines/%00/explanation',
      '/api/law/drafts/%00',
    ].map((path) => get(path)),
  },
];
