/**
 * How much one record may hold and one command may bring: what keeps any command short, whatever was sent before
 * (docs/decisions/017). Far above what a case of real life comes to.
 */
export const bounds = {
  /** Assets in a record. */
  assets: 5_000,
  /** Facts in a record, the engine's own included. */
  facts: 20_000,
  /** Characters in all contents of a record. */
  characters: 8_000_000,
  /** Rows of history in one filing. */
  history: 1_000,
  /** Assets in one return, and leads to related cases in one query. */
  returned: 500,
  /** Parties on one side. */
  parties: 200,
  /** Entries of any other list: systems asked, documents received. */
  list: 100,
} as const;
