import { and, eq } from 'drizzle-orm';
import type { FormPerson } from '../../domain/plan/money/form-persons.ts';
import type { Db } from '../client.ts';
import { formPersons } from '../schema/index.ts';

/** Takes away the parts of persons in forms whose facts have been taken back. */
export async function removeFormPersons(tx: Db, record: string, gone: readonly FormPerson[]): Promise<void> {
  for (const { form, duty, person } of gone) {
    const them = and(eq(formPersons.form, form), eq(formPersons.duty, duty), eq(formPersons.person, person));
    await tx.delete(formPersons).where(and(eq(formPersons.record, record), them));
  }
}
