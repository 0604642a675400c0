/** A rate from a day on, until the next: percent a year, written as money-calc.md has it. */
export interface TableEntry {
  readonly from: string;
  readonly annual: string;
}

/**
 * The loan prime rates (LPR, 贷款市场报价利率) by which documents let money bear interest since 2019-08-20: the days of change, as
 * published by 全国银行间同业拆借中心, through 2025-07-21. What was published later a court adds to its settings (`rates`).
 */
export const lprTables = {
  'lpr-1y': [
    { from: '2019-08-20', annual: '4.25' },
    { from: '2019-09-20', annual: '4.20' },
    { from: '2019-11-20', annual: '4.15' },
    { from: '2020-02-20', annual: '4.05' },
    { from: '2020-04-20', annual: '3.85' },
    { from: '2021-12-20', annual: '3.80' },
    { from: '2022-01-20', annual: '3.70' },
    { from: '2022-08-22', annual: '3.65' },
    { from: '2023-06-20', annual: '3.55' },
    { from: '2023-08-21', annual: '3.45' },
    { from: '2024-07-22', annual: '3.35' },
    { from: '2024-10-21', annual: '3.10' },
    { from: '2025-05-20', annual: '3.00' },
  ],
  'lpr-5y': [
    { from: '2019-08-20', annual: '4.85' },
    { from: '2019-11-20', annual: '4.80' },
    { from: '2020-02-20', annual: '4.75' },
    { from: '2020-04-20', annual: '4.65' },
    { from: '2022-01-20', annual: '4.60' },
    { from: '2022-05-20', annual: '4.45' },
    { from: '2022-08-22', annual: '4.30' },
    { from: '2023-06-20', annual: '4.20' },
    { from: '2024-02-20', annual: '3.95' },
    { from: '2024-07-22', annual: '3.85' },
    { from: '2024-10-21', annual: '3.60' },
    { from: '2025-05-20', annual: '3.50' },
  ],
} as const satisfies Readonly<Record<string, readonly TableEntry[]>>;

/** The tables that a rule of interest may name. */
export const rateTableNames = {
  'lpr-1y': '一年期贷款市场报价利率',
  'lpr-5y': '五年期以上贷款市场报价利率',
} as const satisfies Readonly<Record<keyof typeof lprTables, string>>;

/** One of `rateTableNames`. */
export type RateTableName = keyof typeof rateTableNames;
