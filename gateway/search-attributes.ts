import { Connection, type ConnectionOptions } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType as encodeType } from '@temporalio/common/lib/search-attributes.js';
import { reasonOf, StartError } from '../process/start-error.ts';

/** What the case workflow shows in Temporal's lists, and the type of each. */
export const SEARCH_ATTRIBUTES = {
  CaseNo: 'Keyword',
  Parties: 'Text',
  Stage: 'Keyword',
  Team: 'Keyword',
  Officer: 'Keyword',
  OfficerId: 'Keyword',
  Court: 'Keyword',
  NextDeadline: 'Keyword',
  NextDue: 'Keyword',
  UpcomingDue: 'Keyword',
  OverdueCount: 'Int',
} as const;

// numbers of temporal.api.enums.v1.IndexedValueType; the encoder answers undefined for undefined alone
const code = (type: 'KEYWORD' | 'TEXT' | 'INT') => encodeType(type) as number;
const CODES = { Keyword: code('KEYWORD'), Text: code('TEXT'), Int: code('INT') };

const CALL_MS = 5_000; // a server that dies meanwhile would be asked again for minutes

/** Registers those that the server lacks; as often as you like. Throws a StartError when the server will not have them. */
export async function registerSearchAttributes(options: ConnectionOptions, namespace: string): Promise<void> {
  const connection = await Connection.connect({ connectTimeout: 5_000, ...options }).catch((err: unknown) => {
    throw new StartError(
      `Temporal at ${options.address ?? ''} does not answer (${reasonOf(err)}): check TEMPORAL_ADDRESS.`,
    );
  });
  try {
    const soon = <T>(call: () => Promise<T>) => connection.withDeadline(Date.now() + CALL_MS, call);
    const { customAttributes } = await soon(() => connection.operatorService.listSearchAttributes({ namespace }));
    const wanted = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, type, CODES[type]] as const);
    const other = wanted.find(([name, , code]) => ![undefined, code].includes(customAttributes[name]));
    if (other !== undefined)
      throw new StartError(
        `Search attribute ${other[0]} of namespace ${namespace} is not of type ${other[1]}: use another namespace.`,
      );
    const missing = wanted.filter(([name]) => customAttributes[name] === undefined);
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map(([name, , code]) => [name, code]));
    await soon(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
  } catch (err) {
    if (err instanceof StartError) throw err;
    throw new StartError(
      `Temporal does not take the search attributes (${reasonOf(err)}): register ${Object.keys(SEARCH_ATTRIBUTES).join(', ')} by hand.`,
    );
  } finally {
    await connection.close();
  }
}
