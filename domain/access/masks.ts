import type { MaskKind } from '../nodes/field-classes.ts';

/** What stands where nothing of a text is shown: of personal words, and of what is kept from somebody altogether. */
export const WORDS_MASKED = '（已隐去）';
export const NOT_SHOWN = '（不公开）';

const NAME = 4; // characters: what is longer is no person's name, unless a dot stands between its parts
const isPersonsName = (name: string): boolean => [...name].length <= NAME || /[·•・‧]/u.test(name);

/** Whose name it is, where that is known. */
interface Called {
  readonly name: string;
  /** `person`, or what is no person; left out: as its form says. */
  readonly kind?: string | undefined;
}

/** THE MASK of names: 王建国 → 王×国, 王强 → 王×; an organisation's name is no secret. */
export function maskedName({ name, kind = isPersonsName(name) ? 'person' : 'organisation' }: Called): string {
  if (kind !== 'person') return name;
  const characters = [...name];
  const last = characters.length - 1;
  return characters.map((char, i) => (i === 0 || (i === last && last > 1) ? char : '×')).join('');
}

const stars = (text: string, head: number, tail: number): string =>
  text.slice(0, head) +
  '*'.repeat(Math.max(0, text.length - head - tail)) +
  text.slice(Math.max(head, text.length - tail));

/** 410823198001011234 → 410823********1234: the place and the end, of a short one the end alone. */
const maskedIdNumber = (text: string): string =>
  text.length >= 15 ? stars(text, 6, 4) : stars(text, 0, text.length > 6 ? 2 : 0);

const NUMBER = /[0-9][0-9 -]{4,}[0-9]/g; // what is shorter is no phone and no account
/** 13800000000 → *******0000: the last four of each number; what holds none is an id of ours, and stays. */
const maskedDigits = (text: string): string => text.replaceAll(NUMBER, (number) => stars(number, 0, 4));

/** 河南省焦作市武陟县木城街道8号 → 河南省焦作市武陟县****** : as far as the county. */
function maskedAddress(text: string): string {
  const [place = ''] = /^(?:[^省市县]{1,8}(?:省|自治区))?(?:[^省市县]{1,8}(?:市|自治州))?(?:[^省市县区旗]{1,8}[县区旗市])?/u.exec(text) ?? []; // prettier-ignore
  return place + '*'.repeat(6);
}

const masks: Readonly<Record<MaskKind, (text: string, kind?: string) => string>> = {
  name: (name, kind) => maskedName({ name, kind }),
  'id-number': maskedIdNumber,
  digits: maskedDigits,
  address: maskedAddress,
  words: () => WORDS_MASKED,
};

/** What is left of a value under a mask. `kind`: whether a person or an organisation is called so, where the record says. */
export const maskedText = (text: string, mask: MaskKind, kind?: string): string =>
  text === '' ? '' : masks[mask](text, kind);
