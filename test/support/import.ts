// A bank's file sent over HTTP, followed to its end.
import { setTimeout as delay } from 'node:timers/promises';
import type { WholeCourt } from './court.ts';

/** An imported file as the API shows it. */
export interface ImportedView {
  readonly id: string;
  readonly doneAt: string | null;
  readonly counts: readonly { readonly status: string; readonly kind: string | null; readonly code: string | null; readonly state: string; readonly count: number }[]; // prettier-ignore
  readonly lead: readonly object[];
}

const URL = '/api/money/statements';

/** Sends a file as somebody of finance and waits until each of its lines is what it becomes. */
export async function imported(court: WholeCourt, file: string, query = '', by = 'p-finance-1'): Promise<ImportedView> {
  const api = court.api.as(by);
  const sent = await api.post<ImportedView>(`${URL}${query}`, Buffer.from(file), { 'content-type': 'text/csv' });
  if (sent.status !== 202 && sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  for (let i = 0; i < 300 && sent.body.id !== undefined; i += 1) {
    const { body } = await api.get<ImportedView>(`${URL}/${sent.body.id}`);
    if (body.doneAt !== null) return body;
    await delay(200);
  }
  throw new Error('the import did not come to its end');
}

/** Each way in which lines ended, with how many. */
export const endsOf = ({ counts }: ImportedView): readonly string[] =>
  counts.map(({ status, code, kind, state, count }) => `${status} ${code ?? kind ?? ''} ${state} ${count}`).toSorted();
