import { foldText } from './search.ts';

/** A name as accounts and payees are compared: width, letter case, the variants of dot and bracket aside (NFKC), and every blank. */
export const foldName = (text: string): string => foldText(text).replaceAll(/\s/gu, '');

const DASH = /[-\u2010-\u2015\u2212]/gu;

/** The number of an account as it is compared and given to the bank: as people group its digits makes no difference. */
export const foldNumber = (text: string): string => foldName(text).replaceAll(DASH, '');

/** How many digits the account of a bank has. */
const DIGITS = /^\d{8,32}$/u;

/** Whether a text is the number of an account of a bank. */
export const isAccountNumber = (text: string): boolean => DIGITS.test(foldNumber(text));

/** A holder as the bank is told: nothing around the name, one blank between its words, one dot between its parts. */
export const holderForBank = (text: string): string =>
  text.replaceAll(/\p{Cf}/gu, '').replaceAll(/[\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65]/gu, '·').replaceAll(/\s+/gu, ' ').trim(); // prettier-ignore

/** A number as the bank is told: its digits alone; what is no account's number stays as it was written. */
export const numberForBank = (text: string): string => (isAccountNumber(text) ? foldNumber(text) : text.trim());
