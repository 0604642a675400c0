// A large court, written straight into Postgres: what lists read of it and no more. Nobody in it is real.
import pg from 'pg';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { maskedTitle } from '../../domain/words/titles.ts';
import { searchText } from '../../domain/record/search.ts';
import { caseBound, type Team, teams } from '../../domain/nodes/roles.ts';
import { deadlineRow, ruleIds } from '../../domain/plan/deadlines.ts';
import { closedStages, type Stage } from '../../domain/plan/closing/stage.ts';

const DAY = 86_400_000;
const NEVER = '9999-01-01T00:00:00Z';
/** Cases that are closed, beside each open one: they stand in the same lists. */
const CLOSED = 0.2;
export const OFFICERS = 100;
export const causes = ['民间借贷纠纷', '买卖合同纠纷', '金融借款合同纠纷', '机动车交通事故责任纠纷', '劳动争议', '离婚后财产纠纷', '建设工程施工合同纠纷', '追索劳动报酬纠纷', '房屋租赁合同纠纷', '船舶碰撞损害责任纠纷']; // prettier-ignore
const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈']; // prettier-ignore
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海波鑫源宇辰浩然子涵雨泽思远嘉怡梓晨俊熙诗琪']; // prettier-ignore
const openStages: readonly Stage[] = ['intake', 'control', 'control', 'control', 'control', 'disposal', 'disposal', 'disposal', 'payout', 'control']; // prettier-ignore
const teamIds = Object.keys(teams) as Team[]; // the keys of a constant record are exactly its type

/** Any number from 0 to `below`, the same for the same `n` and `salt`. */
function spread(n: number, salt: number, below: number): number {
  let hash = Math.imul(n + 1, 0x9e_37_79_b1) ^ Math.imul(salt, 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 13)) >>> 0) % below;
}
const pick = <T>(from: readonly T[], n: number, salt: number): T => from[spread(n, salt, from.length)] as T; // below its length
/** When a case's deadline is due: in the next half year, or in the three weeks before. Postgres counts it in the same way. */
const dayAt = (today: number, n: number, g: number): number => today + (((n * 7_919 + g * 104_729) % 200) - 20) * DAY;

/** A person's name, of two or three characters. */
export const nameOf = (n: number): string =>
  pick(surnames, n, 3) + pick(given, n, 5) + (n % 4 === 0 ? '' : pick(given, n, 11));

export const caseNoOf = (n: number): string => `（${2024 + (n % 3)}）豫0823执${100_000 + n}号`;
const teamOf = (n: number) => (n % 500 === 3 ? 'emergency' : pick(teamIds.slice(0, 4), n, 19));
export const officerOf = (n: number): string => `p-bench-${n % OFFICERS}`;

function stageOfCase(n: number, isOpen: boolean): Stage {
  if (!isOpen) return n % 3 === 0 ? 'closed' : 'archived';
  return n % 1_000 === 7 ? 'closing' : pick(openStages, n, 7); // hardly any: the stage is short
}

/** A case's row, and what it is found by. */
function rowOf(n: number, today: number, isOpen: boolean) {
  const id = parseCaseNumber(caseNoOf(n))?.id ?? '';
  const stage = stageOfCase(n, isOpen);
  const filedAt = new Date(today - spread(n, 1, 900) * DAY + (n % 86_400) * 1_000).toISOString();
  const party = (name: string) => ({ name, kind: 'person', idNo: '410823197001010011', phone: '13800000000' });
  const filing = {
    caseNo: caseNoOf(n),
    filedAt,
    cause: pick(causes, n, 13),
    basis: '（2025）豫0823民初456号',
    claimFen: 100_000 * (1 + spread(n, 17, 900)),
    applicants: [party(nameOf(n))],
    respondents: [party(nameOf(n + 7)), party(nameOf(n + 11))],
  };
  const assets = ['a-1', 'a-2', 'a-3'].map((asset) => ({ id: asset, kind: 'bank-account', description: '建设银行尾号0001', valueFen: 3_000_000, control: 'first' })); // prettier-ignore
  const isAssigned = stage !== 'intake' || n % 3 === 0;
  const row = {
    id,
    kind: 'case',
    case_no: caseNoOf(n),
    court: '豫0823',
    version: 12,
    filing,
    filing_hash: id,
    filed_at: filedAt,
    entered_at: filedAt,
    closed_at: closedStages.has(stage) ? new Date(today - (n % 60) * DAY).toISOString() : null,
    stage,
    team: isAssigned ? teamOf(n) : null,
    officer: isAssigned ? officerOf(n) : null,
    clock_offset: 0,
    next_due_at: isOpen ? new Date(Math.min(...openDays(today, n))).toISOString() : NEVER,
    next_wake_at: isOpen ? new Date(today + (2 + (n % 90)) * DAY).toISOString() : null,
    snapshot: {
      title: maskedTitle(filing),
      cause: filing.cause,
      claimFen: filing.claimFen,
      stage,
      assets,
      receipts: [],
      filedAt,
    },
  };
  return { row, found: { case_id: id, text: searchText(filing) } };
}

const OPEN = 8;
const ENDED = 4;
const openDays = (today: number, n: number) => Array.from({ length: OPEN }, (_, i) => dayAt(today, n, i + 1));

/** Of the table's rules in turn; `$1` rules with owners, `$2` today, `$3` from which number of case on. */
const deadlinesOfCases = `
  insert into deadlines (case_id, id, rule, subject, seq, opened_at, target_due, legal_due, due_at, provisional,
      status, rung, ended_at, ended_by, owner_role, owner_person, because, fired, since, rules_version, calendar_version, digest)
    select c.id, r.rule || ':s-' || g || '@' || g + 2, r.rule, 's-' || g, g + 2, c.filed_at,
      to_char(due + interval '7 hours', 'YYYY-MM-DD'), null, due, false,
      case when g > ${OPEN} then 'done' else 'open' end, null, case when g > ${OPEN} then due end,
      case when g > ${OPEN} then 9 end, r.role, case when r.bound then c.officer end, r.because, '[]', c.filed_at, 1, 1, c.id
  from (select *, split_part(id, '-', 4)::int - 100000 as n from cases where stage not in ('closed', 'archived')) c
  cross join generate_series(1, ${OPEN + ENDED}) g
  cross join lateral (select $2::timestamptz + ((c.n::bigint * 7919 + g * 104729) % 200 - 20) * interval '1 day' as due) d
  join json_to_recordset($1) as r (no int, rule text, role text, bound boolean, because jsonb)
    on r.no = (c.n + g * 5) % json_array_length($1)`;

const because = Array.from({ length: 4 }, (_, i) => ({ kind: 'counted', zh: `自立案次日起算，遇节假日顺延，第${i}步`, from: '2026-01-20', to: '2026-02-24', basis: '武法〔2022〕11号 三·一(一)' })); // prettier-ignore
const ruleRows = ruleIds.map((rule, no) => {
  const { owner } = deadlineRow(rule);
  const role = typeof owner === 'string' ? owner : 'officer';
  return { no, rule, role, bound: caseBound.has(role), because };
});

/** Writes rows by the names of their columns: the others keep what the table gives them. */
async function fill(client: pg.Client, table: 'cases' | 'case_search', rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const sql = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`;
  await client.query(sql, [JSON.stringify(rows)]);
}

/** Fills a database with so many open cases, eight open deadlines each, and a fifth as many closed ones. */
export async function seedCourt(databaseUrl: string, open: number, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `with p as (insert into people select 'p-bench-' || n, '执行员' || n from generate_series(0, ${OFFICERS - 1}) n returning id)
       insert into assignments (person, role) select id, 'officer' from p`,
    );
    const today = Math.floor(Date.now() / DAY) * DAY - 8 * 3_600_000; // midnight in the court's zone
    const all = Math.floor(open * (1 + CLOSED));
    for (let from = 0; from < all; from += 2_000) {
      const numbers = Array.from({ length: Math.min(2_000, all - from) }, (_, i) => from + i);
      // closed ones among the others, as they come
      const rows = numbers.map((n) => rowOf(n, today, n % 6 !== 5));
      const [ofCases, found] = [rows.map(({ row }) => row), rows.map((r) => r.found)];
      await fill(client, 'cases', ofCases);
      await fill(client, 'case_search', found);
    }
    say(`… ${all} cases`);
    await client.query(deadlinesOfCases, [JSON.stringify(ruleRows), new Date(today).toISOString()]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
