import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * A key and a certificate for https on 127.0.0.1, made again each time: a stored one would expire,
 * and a stored key is found by every secret scanner. Written out in DER because neither openssl nor
 * a package for it needs to be there.
 */
export function selfSignedCertificate(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(1, 2, 840, 10045, 4, 3, 2));
  const name = sequence(tlv(0x31, sequence(oid(2, 5, 4, 3), tlv(0x0c, Buffer.from('127.0.0.1')))));
  // 2020 to 2049: the time of the machine is not what is tested.
  const validity = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('491231235959Z')));
  const address = tlv(0x87, Buffer.from([127, 0, 0, 1]));
  const subjectAltName = sequence(oid(2, 5, 29, 17), tlv(0x04, sequence(address)));
  const isAuthority = tlv(0x01, Buffer.from([0xff]));
  const basicConstraints = sequence(oid(2, 5, 29, 19), isAuthority, tlv(0x04, sequence(isAuthority)));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(subjectAltName, basicConstraints)),
  );
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  const base64 = sequence(body, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function oid(first: number, second: number, ...rest: number[]): Buffer {
  const base128 = (part: number): number[] => {
    const bytes = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80);
    return bytes;
  };
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
