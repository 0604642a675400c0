import type { FastifyRequest } from 'fastify';
import { refuse } from '../../../domain/record/refusal.ts';
import { refused } from '../errors.ts';
import { personOf } from './auth.ts';

/** A hook for routes that are an administrator's alone: asked before anything that was sent is looked at. */
export function administratorOnly(request: FastifyRequest): Promise<void> {
  const { name, roles } = personOf(request);
  return roles.includes('administrator')
    ? Promise.resolve()
    : Promise.reject(refused(refuse('wrong-role', `${name}不能改动日历和规则，应由系统管理员（administrator）`)));
}
