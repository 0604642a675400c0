import type { FastifyRequest } from 'fastify';
import { type Role, roles } from '../../../domain/nodes/roles.ts';
import { refuse } from '../../../domain/record/refusal.ts';
import { refused } from '../errors.ts';
import { personOf } from './auth.ts';

/** A hook for routes of some offices alone: asked before anything that was sent is looked at. */
export const officesOnly =
  (...offices: readonly Role[]) =>
  (request: FastifyRequest): Promise<void> => {
    const { name, roles: held } = personOf(request);
    if (offices.some((office) => held.includes(office))) return Promise.resolve();
    const who = offices.map((office) => `${office} ${roles[office]}`).join('、');
    return Promise.reject(refused(refuse('wrong-role', `${name}不能办理此项，应由：${who}`)));
  };
