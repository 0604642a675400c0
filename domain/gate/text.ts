/** Characters that a text may have at most; what a field allows is less. */
export const LONGEST_TEXT = 20_000;

/** Control characters. Tab, line feed and carriage return are text; NUL is what Postgres cannot keep. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * White space, format characters, fillers, code points that are no characters, and marks that only change the character
 * before them: alone they show nothing. (Unicode: Cf, Cn, M, Default_Ignorable_Code_Point, and the blank Braille pattern.)
 */
const INVISIBLE = /^[\s\p{Cf}\p{Cn}\p{M}\p{Default_Ignorable_Code_Point}\u2800]+$/u;
const BLANK = /^\s*$/;

/** What turns the direction of the text around it: a reader would see another text than the one that is kept. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with a text, as a Chinese clause; undefined if it can be kept and read. An empty or blank one is a matter of its field. */
export function flawOfText(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return `不得超过${LONGEST_TEXT}字`;
  if (!text.isWellFormed()) return '含有不成对的代理字符，请检查文字的编码';
  const [control] = CONTROL.exec(text) ?? [];
  if (control !== undefined) return `含有控制字符 ${codeOf(control)}，请删去`;
  const [turning] = TURNING.exec(text) ?? [];
  if (turning !== undefined) return `含有改变文字方向的字符 ${codeOf(turning)}，请删去`;
  return INVISIBLE.test(text) && !BLANK.test(text) ? '只有看不见的字符，请重新填写' : undefined;
}

/** A character as Unicode writes it. */
const codeOf = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** White space, controls, and what has no shape of its own: joiners, selectors of a glyph's variant, byte-order marks. */
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A text without what nobody sees: for numbers and for comparing, never for what is stored of somebody's words. */
export const withoutUnseen = (text: string): string => text.replaceAll(UNSEEN, '');

/** Names the first character of a text that nobody sees, spaces aside, as a Chinese clause; '' if there is none. */
export function unseenIn(text: string): string {
  const found = text.match(UNSEEN)?.find((char) => !/[\s\u3000]/.test(char) || char === '\uFEFF');
  return found === undefined ? '' : `，其中有看不见的字符 ${codeOf(found)}，请删去`;
}

/**
 * What has no shape of its own and does nothing to what has: in a name it makes two of one. Selectors of a glyph's variant stay, and joiners
 * behind what they join: emoji, and letters of scripts that are written so. Nor does a name have lines, a blank Braille pattern, characters that are
 * none yet (ideographs of names aside: new ones come with every edition), or a heap of marks on one letter.
 */
const HIDDEN =
  /(?![\u200c\u200d\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\t\n\r\u0080-\u009f\u2028\u2029\u2800\ufff9-\ufffb]|(?![\u{20000}-\u{3fffd}])\p{Cn}|\p{M}{5,}|(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Mongolian}])[\u200c\u200d]/gu;

/** What is wrong with a name in which something is hidden, as a Chinese clause; undefined: nothing is. */
export function flawOfName(name: string): string | undefined {
  const [found] = name.match(HIDDEN) ?? [];
  return found && `姓名、名称中有看不见或者堆叠的字符 ${codeOf(found)}，请删去`;
}

/** A name as it reads: what others wrote, a bank say, is taken without what is hidden in it. */
export const asItReads = (name: string): string => name.replaceAll(HIDDEN, '');

const LEGIBLE = 200;

/** Anything as a text that can be kept and shown, for a log that speaks of what was kept out. At most 200 characters. */
export function legible(value: unknown): string {
  if (typeof value !== 'string') return `（${typeof value}）`;
  return keepable(value.slice(0, LEGIBLE));
}

/** A text as it can be kept: a control character, or half of a character, reads as `\uFFFD`. */
export const keepable = (text: string): string =>
  text.toWellFormed().replaceAll(new RegExp(CONTROL.source, 'g'), '\uFFFD');
