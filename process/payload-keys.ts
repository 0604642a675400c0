import { createSecretKey } from 'node:crypto';
import Type from 'typebox';
import type { PayloadKey } from './payload-codec.ts';

const ID = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}';
const KEY = '[A-Za-z0-9_-]{43}'; // 32 bytes in base64url
const TWICE = `(^|,)(${ID}):[^,]*,(.*,)?\\2:`; // two keys of one id: which one opens what it wrote?

const PATTERN = `^(?!.*${TWICE})(none|${ID}:${KEY}(,${ID}:${KEY})*)$`;

/** The setting: the first key encrypts, all decrypt; `none`: nothing is encrypted. */
export const PAYLOAD_KEYS = Type.String({
  pattern: PATTERN,
  description:
    'keys written id:key with commas between, each id once, a key 32 bytes in base64url, the first of them encrypts; or none',
  writeOnly: true,
});

const isGood = new RegExp(PATTERN);

/** Reads the setting; in one that is missing or bad there are no keys. */
export const readPayloadKeys = (text = 'none'): readonly PayloadKey[] =>
  text === 'none' || !isGood.test(text)
    ? []
    : text.split(',').map((each) => {
        const [id = '', key = ''] = each.split(':');
        return { id, key: createSecretKey(key, 'base64url') };
      });
