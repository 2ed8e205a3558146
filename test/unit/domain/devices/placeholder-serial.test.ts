import { describe, expect, it } from 'vitest';
import { serialKey } from '../../../../shared/domain/devices/device-identity.ts';
import { macKey } from '../../../../shared/domain/devices/mac-address.ts';

/** Found on boards, virtual machines and fresh installations, or of the same kind. */
const PLACEHOLDERS = [
  ...['To be filled by O.E.M.', 'To Be Filled By O.E.M', 'TBD by OEM', 'O.E.M.', 'OEM', 'Filled by OEM 0000001'],
  ...['Default string', 'DefaultString', 'Default String 1', 'System Serial Number', 'System manufacturer'],
  ...['System Product Name', 'System Version 2.0', 'SYS-1234567890', 'SYS-9876543210', 'SYS-83920174', 'SysSN12345'],
  ...['SN-12345', 'SN1234567890', 'S/N 12345678', 'Serial-1234567890', 'SerNum01', 'Serial Number', 'SerialNo 1'],
  ...['12345678', '123456789', '1234567890', '0123456789', '01234567890123456789', '87654321', '9876543210', '12345'],
  ...['1234-5678-9012', 'ABCDEFGH', 'ABCD1234', 'ABC1234567', 'A1B2C3D4E5', 'abcdefg1', 'BOX-1234', '1234567X'],
  ...['MB-1234567890', 'BSN12345678901234567', 'CHAS-1234567', 'ATN12345678901234567', 'Asset-1234567890'],
  ...['0', '00', '0000000', '00000000', '0000000000', '00000001', '1111111', '11111111', 'XXXXXXX', 'xxxxxxxxxx'],
  ...['FFFFFFFF', 'A0000001', '0000000A', '10101010', 'ABABABAB', '12121212', 'F00F00F00F00', '000-000-000', '-------'],
  ...[
    'None',
    'NONE',
    'none',
    'N/A',
    'NA',
    'n.a.',
    'NULL',
    '(null)',
    'Null 0000000',
    'Empty',
    'EMPTY 0',
    'Nil',
    '-',
    '.',
    '*',
  ],
  ...['Not Set', 'Not Specified', 'Not Applicable', 'Not Available', 'Not Defined', 'Not Present 1', 'Not known 2024'],
  ...['Unknown', 'UNKNOWN-01', 'Unbekannt', 'inconnu', 'Invalid', 'INVALID 00001', 'undefined', 'Void 7777123'],
  ...[
    'Chassis Serial Number',
    'Base Board Serial Number',
    'BaseBoard SN 0001',
    'Type1 - Board Serial 1',
    'Type2 1029384',
  ],
  ...['Standard', 'Standard PC (Q35 + ICH9, 2009)', 'Standard PC (i440FX + PIIX, 1996)', 'pc-q35-8.1 (KVM)'],
  ...[
    'VMware',
    'VMware Virtual Platform',
    'VMware7,1',
    'VirtualBox',
    'VirtualBox-0',
    'Virtual Machine',
    'innotek GmbH',
  ],
  ...['QEMU', 'QEMU 7.2.0 0001', 'Bochs', 'Xen HVM domU 4', 'Parallels Virtual Platform', 'Microsoft Corporation'],
  ...['03000200-0400-0500-0006-000700080009', '00020003-0004-0005-0006-000700080009'],
  ...['12345678-1234-5678-90AB-CDDEEFAABBCC', '00000000-0000-0000-0000-AC1F6B123456'],
  ...['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '{03000200-0400-0500-0006-000700080009}'],
  ...['Test123', 'TEST 20240117', 'Dummy serial 9', 'Sample 48213', 'Example-7781', 'Placeholder77', 'No Asset Tag'],
  ...[
    '',
    '   ',
    '?',
    '$$$$$$$',
    '@@@',
    'ABC12',
    'P01',
    'Rev 1.0',
    'ＳＹＳ－１２３４５６７８９０',
    'Kein Eintrag',
    'Seriennummer 1',
  ],
  ...[
    '1111-2222-3333',
    'SN000001',
    '00001234',
    'BOX-1111',
    'AAA111222',
    'QWERTY123',
    'asdfgh99',
    '0x00000000',
    '88888888',
  ],
];

/** Of vendors' devices and of hypervisors that give each machine its own. */
const REAL = [
  ...['5TG8QN3', 'JX7K2M3', '1RB4GV2', 'BQ0Z9L3', 'PF2ABCX9', 'PF3YK81R', 'R90L5T7K', 'MJ0CZ4PQ', '5CD94273KR'],
  ...['CZC1428F6Q', 'MXL24618TV', '2UA8141G5Q', 'SGH927XKLM', 'YLBT014982', 'C02XK1YZJHD3', 'FVFZL0AALYWG'],
  ...['NXHVGEX00142912B2A7600', 'K1N0CX08V29304F', '027342514453', 'G6JY02900R7C', 'S419271X0C03518'],
  ...[
    'VMware-56 4d 1a 7b c2 03 9e 55-81 f0 6a 2d 44 e9 b7 10',
    'Parallels-0B 7E 41 9C D2 86 4F 13 AA 5B 90 C7 E4 28 6D F1',
  ],
  ...['7783-6343-9275-4425-1208-9283-79', '0000-0014-7706-3928-4415-6072-58', 'ec2e1916-9099-7caf-8d21-41b37e90a5cd'],
  ...['2f9c61a4-7d1b-4e53-9b0a-c8d25e60f714', 'GoogleCloud-8E41C0D5F9A27B36'],
];

describe('a serial number', () => {
  it.each(PLACEHOLDERS)('%j identifies nothing', (text) => {
    expect(serialKey(text)).toBeUndefined();
  });

  it.each(REAL)('%j identifies a device', (text) => {
    expect(serialKey(text)).toBeDefined();
  });

  it.each([
    ['VMware-56 4d 1a 7b', 'vmware-564d1a7b'],
    [' 5tg8qn3 ', '5TG8QN3'],
    ['５ＴＧ８ＱＮ３', '5TG8QN3'],
    ['5TG8\u200bQN3', '5TG8QN3'],
  ])('%j is the same as %j', (one, other) => {
    expect(serialKey(one)).toBe(serialKey(other));
  });
});

describe('a MAC address', () => {
  it.each(['D4:BE:D9:01:02:03', 'd4-be-d9-01-02-03', 'd4be.d901.0203', 'D4BED9010203'])('%s is one', (text) => {
    expect(macKey(text)).toBe('D4BED9010203');
  });

  it.each([
    ['nothing', ''],
    ['no address', 'Ethernet 1'],
    ['too short', 'D4:BE:D9:01:02'],
    ['all zeros', '00:00:00:00:00:00'],
    ['all ones', 'FF:FF:FF:FF:FF:FF'],
    ['of VMware', '00:50:56:9A:12:34'],
    ['of Hyper-V', '00:15:5D:01:02:03'],
    ['of VirtualBox', '08:00:27:AB:CD:12'],
    ['of QEMU', '52:54:00:12:34:AB'],
    ['of Docker', '02:42:AC:11:00:02'],
    ['of a VPN', '00:FF:1A:2B:3C:4D'],
    ['of a dock', '00:E0:4C:68:01:23'],
    ['randomised', 'DA:A1:19:01:02:03'],
    ['for many', '01:00:5E:01:02:03'],
  ])('%s identifies nothing: %j', (_what, text) => {
    expect(macKey(text)).toBeUndefined();
  });
});
