import type { Static } from 'typebox';
import { lawInForce } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { namesOf } from '../../db/people/names.ts';
import { foreseeSteps } from '../../domain/engine/foresee.ts';
import { blank, type Command } from '../../domain/engine/handle.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { inSlices } from '../../process/in-slices.ts';
import { refused } from '../http/errors.ts';
import { foreseenView, inTurn, MOST_LISTED } from './node-preview.ts';
import type { NodePreview } from './node-preview-schema.ts';

/** What founding a record now would start: the same judgement, and nothing is written. Throws the refusal that it would be answered. */
export async function previewFounding(
  { db, laws }: { readonly db: Db; readonly laws: LawLibrary },
  caseId: string,
  command: Extract<Command, { kind: 'file' | 'found' }>,
): Promise<Static<typeof NodePreview>> {
  const inForce = await lawInForce(db);
  const library = await laws.load(db, [inForce]);
  const now = Date.now();
  const moment = { now, wokenFor: null, inForce, laws: library, caseId };
  const foreseen = await inTurn(() => inSlices(foreseeSteps(blank, command, moment)));
  if (isRefusal(foreseen)) throw refused(foreseen);
  const listed = foreseen.deadlines.slice(0, MOST_LISTED);
  const names = await namesOf(db, listed.map(({ holder }) => holder)); // prettier-ignore
  return {
    ...{ accepted: true, dryRun: true, fact: foreseen.fact, now: formatInstant(now), count: foreseen.deadlines.length },
    deadlines: listed.flatMap((each) => foreseenView(each, names)),
  };
}
