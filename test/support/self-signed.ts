// A certificate that nobody vouches for, made anew: no key lies in the repository.
import { createSign, generateKeyPairSync } from 'node:crypto';

const part = (tag: number, ...inner: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(inner);
  const size = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...inner: readonly Uint8Array[]) => part(0x30, ...inner);
const name = sequence(part(0x31, sequence(part(6, Buffer.from('550403', 'hex')), part(12, Buffer.from('localhost'))))); // CN
const ecdsa = sequence(part(6, Buffer.from('2a8648ce3d040302', 'hex'))); // with SHA-256

/** A key and a certificate (X.509, DER in PEM) that it has signed itself. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const until = sequence(part(23, Buffer.from('250101000000Z')), part(23, Buffer.from('490101000000Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(part(0xa0, part(2, Buffer.from([2]))), part(2, Buffer.from([1])), ecdsa, name, until, name, spki); // prettier-ignore
  const signed = createSign('sha256').update(body).sign(privateKey);
  const cert = sequence(body, ecdsa, part(3, Buffer.from([0]), signed)).toString('base64');
  const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return {
    key,
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}
