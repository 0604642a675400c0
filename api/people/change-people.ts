import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import Type from 'typebox';
import { type Db, withTx } from '../../db/client.ts';
import { lockRegister, readPeopleCommand, readRegister, writeChanges, writePeopleCommand } from '../../db/people/register.ts'; // prettier-ignore
import { INSTANT_FORM, readInstant } from '../../domain/gate/instant.ts';
import { changedInTurn } from '../../domain/people/change.ts';
import { type PeopleChange, type Register, rolesAt } from '../../domain/people/register.ts';
import { refuse, type Refusal } from '../../domain/record/refusal.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { ApiDeps } from '../app-types.ts';
import { type ProblemCode, refused } from '../http/errors.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import { personOf } from '../http/plugins/auth.ts';
import type { PeopleAnswer } from './people-schema.ts';
import { changeView } from './people-view.ts';

/** The query of every change of the register. */
export const DryRun = Type.Object(
  { dryRun: Type.Optional(Type.Boolean({ description: '只预览，不变更' })) },
  { additionalProperties: false },
);

/** What any change of the register may be answered. */
export const changeCodes = ['wrong-role', 'bad-idempotency-key', 'key-reused', 'own-right', 'no-such-person'] as const satisfies readonly ProblemCode[]; // prettier-ignore

/** An instant out of a body; null: it says none. Throws `bad-instant`. */
export function instantIn(name: string, text: string | undefined): Instant | null {
  if (text === undefined) return null;
  const at = readInstant(text);
  if (at === undefined) throw refused(refuse('bad-instant', `${name} ${INSTANT_FORM}`, undefined, [{ id: name, zh: INSTANT_FORM }])); // prettier-ignore
  return at;
}

/** What somebody asks of the register. */
export interface PeopleAsked<M extends object = object> {
  /** What it comes to, with the register as it is; or why not. */
  readonly changes: (
    register: Register,
    now: Instant,
    tx: Db,
  ) => readonly PeopleChange[] | Promise<readonly PeopleChange[]>;
  readonly reason: string;
  /** What is compared where the same key comes again. */
  readonly body: unknown;
  /** What is answered besides, once the changes are known. */
  readonly more?: () => M;
}

type Request = FastifyRequest<{ Headers: { 'idempotency-key'?: string }; Querystring: { dryRun?: boolean } }>;

/**
 * Changes the register, or shows what would change: one transaction in which nobody else changes it, with what was checked, written and
 * noted. Whoever asks holds the right to at that very moment. Sets the header of the key; answers what the command answered first.
 */
export async function changePeople<M extends object = object>(
  store: ApiDeps['store'],
  request: Request,
  reply: Pick<FastifyReply, 'header'>,
  asked: PeopleAsked<M>,
): Promise<Static<typeof PeopleAnswer> & M> {
  const { id: by, name } = personOf(request);
  const dryRun = request.query.dryRun === true;
  const id = idempotencyKey(request.headers['idempotency-key']);
  if (!dryRun) reply.header('idempotency-key', id);
  const hash = bodyHash({ to: request.routeOptions.url ?? '', params: request.params, body: asked.body });
  return withTx(store, async (tx) => {
    const at = await lockRegister(tx);
    const register = await readRegister(tx);
    if (!rolesAt(register, by, at).includes('security-administrator')) throw refused(notTheirs(name));
    const before = dryRun ? undefined : await readPeopleCommand(tx, { by, id });
    if (before?.hash === hash) return before.answer as Static<typeof PeopleAnswer> & M; // as it was written
    if (before !== undefined) throw refused(refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个'));
    const changes = await asked.changes(register, at, tx);
    const outcome = changedInTurn(register, changes, { by, now: at });
    if ('refusal' in outcome) throw refused(outcome.refusal);
    const { register: after, did } = outcome;
    const done = dryRun ? did : await writeChanges(tx, did, { by, id, at, reason: asked.reason });
    const shown = done.map((each) => changeView(each, after.people.get(each.person) ?? '', at));
    const answer = { dryRun, changes: shown, ...asked.more?.() } as Static<typeof PeopleAnswer> & M; // whoever names M says it
    if (!dryRun) writePeopleCommand(tx, { by, id, hash, at }, answer);
    return answer;
  });
}

const notTheirs = (name: string): Refusal =>
  refuse('wrong-role', `${name}不能改动人员和角色，应由安全管理员（security-administrator）`);
