import { withNames } from './persons.ts';
import { numberedName } from './titles.ts';

/** A notice as it stands in the outbox: with ids for persons, and its record as it calls itself. */
interface Written {
  readonly caseNo: string;
  readonly text: string;
}

/** The same as people read it: with the names of persons in place of their ids, and the number of its record. */
export function noticeRead({ caseNo, text }: Written, record: string, names: ReadonlyMap<string, string>): Written {
  const numbered = numberedName(caseNo, record);
  return {
    caseNo: numbered,
    text: withNames(
      text.replace(caseNo, () => numbered),
      names,
    ),
  };
}
