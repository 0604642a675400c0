import type { MaskKind } from '../nodes/field-classes.ts';

/** What stands where nothing of a text is shown: of personal words, and of what is kept from somebody altogether. */
export const WORDS_MASKED = '（已隐去）';
export const NOT_SHOWN = '（不公开）';

const NAME = 4; // characters: what is no longer may be a person's name, however it ends
const ORGANISATION = /(?:公司|中心|学校|集团|政府|合作社|[厂店院局行社会部所站队庭厅处科室署委办馆场矿校企盟])$/u;
const PERSONS = /[与诉的]|举报|信访|来访|(?:申请|执行|异议|担保)人/u; // a name that says more than what somebody is called

/** Whether a text can be nothing but an organisation's name: letters alone, ending as such names do. */
const isOrganisation = (name: string): boolean =>
  [...name].length > NAME && /^\p{L}+$/u.test(name) && ORGANISATION.test(name) && !PERSONS.test(name);

/** Whose name it is, where that is known. */
interface Called {
  readonly name: string;
  /** `person`, or what is no person; left out: nobody has said. */
  readonly kind?: string | undefined;
}

/**
 * THE MASK of names: 王建国 → 王×国, 王强 → 王×; an organisation's name is no secret. What nobody has said the kind of may be several names, or
 * a sentence: unless it is plainly an organisation's, its first character is shown, and of its length no more than that of a name.
 */
export function maskedName({ name, kind }: Called): string {
  const [first = '', ...rest] = name;
  if (kind === undefined) return isOrganisation(name) ? name : first + '×'.repeat(Math.min(rest.length, NAME));
  if (kind !== 'person') return name;
  return first + rest.map((char, i) => (i > 0 && i === rest.length - 1 ? char : '×')).join('');
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
