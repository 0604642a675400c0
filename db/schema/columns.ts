import { customType } from 'drizzle-orm/pg-core';

/** An instant as epoch milliseconds in the domain, `timestamptz` in Postgres. */
export const instant = customType<{ data: number; driverData: string | Date }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (ms) => new Date(ms).toISOString(),
  fromDriver: (value) => (value instanceof Date ? value : new Date(value)).getTime(),
});

/** Fen as a bigint in the domain; as text on its way, which holds any of them exactly. */
export const fen = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'bigint',
  toDriver: (amount) => amount.toString(),
  fromDriver: BigInt,
});
