// The two numbers that prove themselves: GB 11643-1999 (居民身份证) and GB 32100-2015 (统一社会信用代码). Both find any single wrong
// character and any two neighbours swapped.
import { parseCivilDate } from '../time/civil-date.ts';

const REGION = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/; // GB/T 2260, with the residence permits of 81, 82, 83
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';

/** What is wrong with a resident's number in capitals, as a Chinese clause; undefined if nothing is. */
export function residentFlaw(idNo: string): string | undefined {
  if (/^\d{15}$/.test(idNo)) return '是15位的旧身份证号，请写18位的';
  if (!/^\d{17}[\dX]$/.test(idNo)) return '身份证号应为18位：17位数字，末位数字或X';
  if (!REGION.test(idNo)) return '身份证号开头的地区代码不存在';
  const born = `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`;
  if (!/^(18|19|20)/.test(born) || parseCivilDate(born) === undefined) return `身份证号中的出生日期 ${born} 不存在`;
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, i) => total + weight * Number(idNo[i]), 0);
  return RESIDENT_CHECKS[sum % 11] === idNo[17] ? undefined : '身份证号的校验码不符，其中有错字';
}

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'; // without I, O, S, V, Z
const CREDIT_FORM = /^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/;
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What is wrong with a credit code in capitals, as a Chinese clause; undefined if nothing is. */
export function creditCodeFlaw(idNo: string): string | undefined {
  if (idNo.length !== 18) return '统一社会信用代码应为18位';
  if (!CREDIT_FORM.test(idNo)) return '统一社会信用代码只有数字和大写字母（没有 I、O、S、V、Z），第3至8位为数字';
  const valueAt = (i: number) => CREDIT_CHARACTERS.indexOf(idNo.charAt(i));
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * valueAt(i), valueAt(17));
  return sum % 31 === 0 ? undefined : '统一社会信用代码的校验码不符，其中有错字';
}
