// What poison is made of: every field is JSON text, so that it can hold what no object of ours could.
import type { Bytes, Doors, Heard } from './doors.ts';

/** Where one poisoned command goes: a case that is nobody else's. */
export interface Target {
  readonly id: string;
  readonly caseNo: string;
  readonly doors: Doors;
}

/** One poisoned command. */
export interface Dose {
  /** The door and the beginning of what went through it, for people. */
  readonly label: string;
  readonly give: (to: Target) => Promise<Heard>;
}

/** Poison of one kind. */
export interface Kind {
  readonly name: string;
  readonly doses: readonly Dose[];
  /** The rest of the message is in order, and the poison may be overlooked: it may become a fact. */
  readonly mayPass?: true;
  /** Its case is not filed before: the poison is the filing. */
  readonly unfiled?: true;
}

/** A node completion; each field is JSON text. What is left out is as it should be, what is undefined does not stand there. */
export interface Message {
  readonly node?: string;
  readonly payload?: string | undefined;
  readonly at?: string;
  readonly subject?: string;
  readonly by?: string;
  readonly commandId?: string;
  readonly seal?: string;
}

/** JSON text of a value. */
export const j = (value: unknown): string => JSON.stringify(value);
/** NUL, and half of a pair, as JSON escapes them. */
export const NUL = '\u0000';
export const LONE = '\ud800';

/** A message that is in order but for what is given. */
export const waived: Message = {
  node: j('reception.waived'),
  payload: j({ reason: '外地务工' }),
  by: j('p-reception-1'),
};

const textOf = (fields: object): string =>
  `{${Object.entries(fields)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `${j(name)}:${text}`)
    .join(',')}}`;

/** The same message through the three doors. */
export const doses = (...messages: readonly Message[]): readonly Dose[] =>
  messages.flatMap((m) => {
    const message = { ...waived, ...m };
    const text = textOf(message);
    return [overHttp(message), update(text), throughSignal(text)];
  });

/** Bytes as the one argument of the update that completes a node. */
export const update = (data: Bytes['data'], encoding?: string | null): Dose => ({
  label: label('update', data),
  give: ({ doors, id }) => doors.update(id, 'completeNode', [bytes(data, encoding)]),
});

/** Bytes as the one argument of the signal. */
export const throughSignal = (data: Bytes['data'], encoding?: string | null): Dose => ({
  label: label('signal', data),
  give: ({ doors, id }) => doors.signal(id, 'nodeCompleted', [bytes(data, encoding)]),
});

/** A body for a node. */
export const post = (
  node: string,
  body: string | Uint8Array<ArrayBuffer>,
  person = 'p-reception-1',
  key?: string,
): Dose => ({
  label: label(`POST ${node}`, body),
  give: ({ doors, id }) =>
    doors.http('POST', `/api/cases/${id}/nodes/${encodeURIComponent(node)}`, {
      body,
      person,
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    }),
});

const bytes = (data: Bytes['data'], encoding?: string | null): Bytes =>
  encoding === undefined ? { data } : { data, encoding };

/** Who sends, and the key, stand in headers; where they cannot stand there, they stand in the body, where nothing belongs. */
function overHttp({ node = '""', by = '""', commandId, ...rest }: Message): Dose {
  const read = (text: string): unknown => JSON.parse(text);
  const person: unknown = read(by);
  const key: unknown = commandId === undefined ? undefined : read(commandId);
  const isPerson = typeof person === 'string' && /^p-[a-z]+-\d$/.test(person);
  const isKey = typeof key === 'string' && /^[\x21-\x7e]+$/.test(key);
  const body = textOf({ ...rest, ...(!isPerson && { by }), ...(commandId !== undefined && !isKey && { commandId }) });
  const name = read(node);
  return post(
    typeof name === 'string' ? name : node,
    body,
    isPerson ? person : 'p-reception-1',
    isKey ? key : undefined,
  );
}

const label = (door: string, data: Bytes['data']): string =>
  `${door} ${typeof data === 'string' ? j(data.slice(0, 120)) : Buffer.from(data.slice(0, 60)).toString('hex')}`;
