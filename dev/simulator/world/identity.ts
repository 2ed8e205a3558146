import { chance } from '../random.ts';

/** Consonants and digits, as vendors use them: no serial number may spell a word. */
const SERIAL_CHARACTERS = 'BCDFGHJKLMNPQRSTVWXYZ';

/** A prefix of Dell's network cards. */
const CARD_PREFIX = 'D4:BE:D9';

/**
 * A serial number in the manner of a vendor: letters, a digit and letters again before the id, so
 * that no two are the same.
 */
export function serialNumberOf(seed: number, agentId: number): string {
  const letter = (at: number) =>
    SERIAL_CHARACTERS[Math.floor(chance(seed, 'serial', agentId, at) * SERIAL_CHARACTERS.length)];
  return `5${letter(0)}${letter(1)}0${letter(2)}${agentId}${letter(3)}`;
}

/** The address of its network card. */
export function macAddressOf(seed: number, agentId: number): string {
  const noise = Math.floor(chance(seed, 'mac', agentId) * 256);
  const octets = [noise, (agentId >> 8) & 0xff, agentId & 0xff];
  return [CARD_PREFIX, ...octets.map((octet) => octet.toString(16).padStart(2, '0').toUpperCase())].join(':');
}
