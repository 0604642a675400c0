// What a record says in others: by which fact, in which of them.
import type { NodeId } from '../nodes/index.ts';
import { recordKindRow } from '../nodes/record-kinds.ts';
import { assetThere } from '../plan/control/taking-over.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import { moneyOf } from '../plan/money/journal.ts';
import { countsOn } from '../plan/money/serving.ts';
import { arrivedOn, claimedReceipts } from '../plan/money/unidentified.ts';
import type { Case } from '../record/case.ts';
import { caseIdOf, isOfOneCourt, parseCaseNumber } from '../record/case-number.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';

/** What a fact says in another record. */
export interface Saying {
  readonly node: NodeId;
  readonly subject: string | null;
  readonly at: Instant;
  readonly payload: object;
  /** The other record, by its id. */
  readonly record: string;
}

/** What of a record is said in others, by its place: in the case that it judges; in those whose controls it took over, that it takes up again, for which money is claimed. */
export function said(c: Case): ReadonlyMap<string, Saying> {
  if (c.kind === 'case') return new Map([...controlsTaken(c), ...takenUp(c), ...transfers(c)]);
  if (c.kind === 'unidentified-receipt') return new Map(claimed(c));
  const record = aboutOf(c);
  const { judges, foundedBy, endedBy } = recordKindRow(c.kind);
  if (judges !== true || record === null) return new Map();
  const nodes = [foundedBy, ...endedBy];
  return new Map(nodes.flatMap((node): readonly Fact[] => c.all(node)).map((f) => [`${f.seq}`, { ...f, record }]));
}

/** By the place of the fact that says so; of several that it says, numbered. */
type Said = readonly [place: string, saying: Saying];

/** What was claimed arrives in each of its cases, on the day of the claim; towards the debt it counts from the bank's day. */
const claimed = (c: Case): readonly Said[] =>
  c.all('funds.claimed').flatMap(({ seq, at, subject }) => {
    const line = c.first('funds.unidentified')?.payload;
    const cases = c.first('claim.proposed', subject)?.payload.cases ?? [];
    if (line === undefined) return [];
    const isWhole = cases.length === 1; // a line of the bank's stands once in the court: shared out it is none's alone
    const arrival = {
      payer: line.payer ?? '户名不详',
      source: 'claim',
      countsOn: arrivedOn(c),
      ...(isWhole && { line: line.line }),
    };
    return claimedReceipts(c, cases).map(({ record, receipt, fen }, i): Said => {
      return [`${seq}.${i + 1}`, { node: 'funds.arrived', subject: receipt, at, record, payload: { amountFen: fen, ...arrival } }]; // prettier-ignore
    });
  });

const controlsTaken = (c: Case): readonly Said[] =>
  c.all('asset.taken-over').flatMap(({ seq, at, payload }): Said[] => {
    const record = otherCase(c, payload.from);
    const to = c.filed.payload.caseNo;
    return record === undefined
      ? []
      : [[`${seq}`, { node: 'asset.passed-on', subject: assetThere(payload), payload: { to }, at, record }]];
  });

function takenUp(c: Case): readonly Said[] {
  const { restoredFrom, caseNo } = c.filed.payload;
  const record = restoredFrom === undefined ? undefined : otherCase(c, restoredFrom);
  const payload = { caseNo, as: 'restored' };
  return record === undefined
    ? []
    : [[`${c.filed.seq}`, { node: 'case.linked', subject: null, payload, at: c.filed.at, record }]];
}

/** Money that leaves for another case arrives there, in the lot of the bank's line that brought it (docs/spec/money.md 3). */
const transfers = (c: Case): readonly Said[] =>
  c.all('funds.transferred').flatMap(({ seq, at, subject: form, payload }): Said[] => {
    const record = otherCase(c, payload.case);
    const receipt = moneyOf(c).before.form(form)?.receipt;
    const arrived = c.first('funds.arrived', receipt?.id);
    if (record === undefined || receipt === undefined || arrived === undefined) return [];
    const own = caseIdOf(c.filed.payload.caseNo);
    const from = { record: own, receipt: receipt.id, lot: receipt.lot, ...(form !== null && { form }) };
    const arrival = { amountFen: payload.amountFen, payer: arrived.payload.payer, source: 'transfer', countsOn: countsOn(arrived), from }; // prettier-ignore
    return [[`${seq}`, { node: 'funds.arrived', subject: `${own}.${seq}`, payload: arrival, at, record }]];
  });

/** The transfer that brought a receipt into another case. */
export const transferOf = (c: Case, receipt: string | null): FactOf<'funds.transferred'> | undefined =>
  c.all('funds.transferred').find(({ seq }) => receipt === `${caseIdOf(c.filed.payload.caseNo)}.${seq}`);

/** A case of this court by its number, as far as that tells: whether it is here its sender finds out. */
function otherCase(c: Case, named: string): string | undefined {
  const { id } = parseCaseNumber(named) ?? {};
  return id !== undefined && id !== caseIdOf(c.filed.payload.caseNo) && isOfOneCourt(c.filed.payload.caseNo, named)
    ? id
    : undefined;
}
