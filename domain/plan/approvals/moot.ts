import { outlasts } from '../../nodes/closing-kinds.ts';
import type { Decision } from '../../nodes/approvals.ts';
import { nodeRow } from '../../nodes/index.ts';
import { type Case, endOf } from '../../record/case.ts';
import { withdrawnSeqs } from '../../record/effective.ts';
import type { Fact } from '../../record/fact.ts';
import type { RefusalCode } from '../../record/refusal.ts';
import { stagesOf } from '../control/stages.ts';
import { emptied, restFen } from '../money/readings.ts';
import { isOnWhatWasAsked } from './as-asked.ts';
import { type Request, requestOf } from './readings.ts';

/** What took a request's object away, and why nobody decides on it any more. */
export interface Moot {
  readonly fact: Fact;
  readonly code: RefusalCode;
  readonly zh: string;
}

type Look = (c: Case, request: Request) => Moot | undefined;

const gone = (code: RefusalCode, fact: Fact | undefined, zh: string): Moot | undefined => fact && { code, fact, zh };

/** The step with which an asset left force after the request. */
const freed = (c: Case, { made }: Request, asset: string): Fact | undefined =>
  stagesOf(c, asset).find(
    ({ step, hold, before }) => step.seq > made.seq && before.controls.length > 0 && hold.controls.length === 0,
  )?.step;

const listed = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];

/** A decision on several assets is made as it was asked for, or not at all. */
const anyFreed: Look = (c, request) => {
  for (const id of listed(request.asks.payload['assets'])) {
    const fact = freed(c, request, id);
    if (fact !== undefined) return gone('not-in-force', fact, `${id} 的控制已经终止`);
  }
  return undefined;
};

const allFreed: Look = (c, request) => {
  const steps = listed(request.asks.payload['scope']).map((id) => freed(c, request, id));
  if (steps.length === 0 || steps.includes(undefined)) return undefined;
  const last = steps.flatMap((step) => step ?? []).toSorted((a, b) => a.seq - b.seq);
  return gone('not-in-force', last.at(-1), '所针对的财产的控制均已终止');
};

const auctionGone: Look = (c, request) => {
  const asset = request.asks.about ?? '';
  const withdrawn = c.all('auction.withdrawn', asset).find(({ seq }) => seq > request.made.seq);
  return (
    gone('node-missing', withdrawn, `${asset} 的拍卖已经撤回`) ??
    gone('not-in-force', freed(c, request, asset), `${asset} 的控制已经终止`)
  );
};

const partyGone: Look = (c, { made, asks: { payload } }) => {
  const { party } = payload;
  const left = typeof party === 'string' ? c.all('party.left', party).find(({ seq }) => seq > made.seq) : undefined;
  return gone('unknown-party', left, `${String(party)} 已经退出本案`);
};

const paidOut: Look = (c, { made, asks: { about = '' } }) =>
  restFen(c, about) > 0
    ? undefined
    : gone('amount-exceeds', emptied(c, { subject: about, at: made.at }), `案款 ${about} 已经付清`);

/** The receipt that a form is to be paid from: other forms have taken it all. */
const moneyGone: Look = (c, { id, made }) =>
  restFen(c, made.subject ?? '') > 0
    ? undefined
    : gone('amount-exceeds', emptied(c, { subject: made.subject, at: made.at }), `${id} 所发的案款已经付清`);

const restored: Look = (c, { made }) =>
  gone(
    'already-recorded',
    c.all('restoration.decided').find(({ seq, payload }) => seq > made.seq && payload.granted),
    '已经决定恢复执行',
  );

/** A closing that was taken back on its own, or whose dossier has been archived. */
const closingGone: Look = (c, { made, asks: { payload } }) => {
  const gonesince = withdrawnSeqs(c.record);
  const own = c.record.find((f) => f.node === 'fact.withdrawn' && f.seq > made.seq && f.payload.fact === payload['fact'] && !gonesince.has(f.seq)); // prettier-ignore
  return (
    gone('already-recorded', own, '结案已经撤回') ??
    gone('not-correctable', c.first('dossier.archived'), '卷宗已经归档')
  );
};

/** THE TABLE of what takes the object of a request away, besides the end of the record. */
const looks: { readonly [D in Decision]?: Look } = {
  'payout.approved': moneyGone,
  'payout.delay-approved': paidOut,
  'restriction.decided': partyGone,
  'sanction.decided': partyGone,
  'warrant.issued': partyGone,
  'release.decided': anyFreed,
  'stay.ordered': allFreed,
  'auction.terms-set': auctionGone,
  'restoration.decided': restored,
  'fact.withdrawn': closingGone,
};

/** The end of the record, where the decision does not outlast it. */
const recordEnded: Look = (c, { made, asks: { of } }) => {
  const ended = endOf(c);
  const isOver = ended !== undefined && ended.seq > made.seq && !outlasts(nodeRow(of).afterClosing, c.first('case.closed')?.payload.kind); // prettier-ignore
  return isOver ? gone('case-closed', ended, c.kind === 'case' ? '案件已经结案' : '此项已经办结') : undefined;
};

/** What was asked for was decided without naming the request: alone, or as another asked for it. */
const decidedElsewhere: Look = (c, request) => {
  const { of } = request.asks;
  const own = (c.all(of) as readonly Fact[]).find(
    (f) => f.seq > request.made.seq && requestOf(f) !== request.id && isOnWhatWasAsked(request, f),
  );
  return gone('already-recorded', own, `已另行登记“${nodeRow(of).zh}”`);
};

/**
 * Why nobody decides any more on what was asked for: its object is gone, or it was decided without the request. Undefined
 * while it can still be decided, and for one that has its answer.
 */
export function moot(c: Case, request: Request): Moot | undefined {
  if (request.ended !== undefined) return undefined;
  const found = [recordEnded, decidedElsewhere, looks[request.asks.of]].flatMap((look) => look?.(c, request) ?? []);
  return found.toSorted((a, b) => a.fact.seq - b.fact.seq)[0];
}
