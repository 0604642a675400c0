import { titleOfFounding } from '../domain/engine/found.ts';
import type { EngineFounding } from '../domain/engine/foundings.ts';
import { createGateway } from './cases.ts';
import { readStart } from './start.ts';
import type { Sweeping } from './sweeping.ts';

/** Founds a matter in the engine's own name, unless it is there: asked again it founds nothing more. False: it was not taken. */
export const foundByItself =
  (sweeping: Sweeping) =>
  async ({ id, body }: EngineFounding): Promise<boolean> => {
    const { store, sealKey, log } = sweeping;
    if (sealKey === undefined) return false;
    if ((await readStart(store.db, id)) !== undefined) return true;
    const start = { caseId: id, caseNo: id, title: titleOfFounding(body) };
    const answer = await createGateway({ ...sweeping, sealKey }).fileCase(start, { body, by: 'system' });
    if (!answer.accepted) log.error({ id, answer: answer.zh }, 'a matter could not be founded');
    return answer.accepted;
  };
