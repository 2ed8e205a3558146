import type { en } from './en.ts';

const IN_POLICY = 'mit Agent-ID, Server-ID, Seriennummer und Name in die Richtlinie ein (automox.devices des Kunden)';

/**
 * As `en`; a cause is a main clause that begins with a capital. Weaknesses and what speaks against
 * a pair stand within one.
 */
export const de: typeof en = {
  none: 'keine Angabe',
  organizationRefused: ({ organizationId }) =>
    `Automox gewährt der App keinen Zugriff auf die Organisation ${organizationId}`,
  notInDirectory: 'Das Gerät steht nicht im Geräteverzeichnis',
  noLongerListed: 'Automox führt das zugehörige Gerät nicht mehr auf',
  unknown: 'Automox kennt kein Gerät mit dieser Seriennummer oder diesem Hostnamen',
  unknownAnd: ({ weakness }) => `Automox kennt kein Gerät mit diesem Hostnamen, und ${weakness}`,

  noSerial: ({ vendor }) => `${vendor} meldet keine Seriennummer des Geräts`,
  placeholder: ({ vendor, serial }) =>
    `die Seriennummer in ${vendor}, ${serial}, ist ein Platzhalter, der kein Gerät kennzeichnet`,
  shared: ({ vendor, serial, carriers }) =>
    `die Seriennummer in ${vendor}, ${serial}, tragen mehrere Geräte (${carriers}), sie identifiziert also keines davon`,
  notOfHost: ({ vendor, serial }) =>
    `die Seriennummer in ${vendor}, ${serial}, ist nicht die des Automox-Geräts mit diesem Hostnamen`,
  agents: ({ count, list }) => `${count} Agenten in Atera: ${list}`,
  servers: ({ count, list }) => `${count} Geräte in Automox: ${list}`,
  and: ({ one, other }) => `${one}; ${other}`,
  andMore: ({ list }) => `${list} und weitere`,
  weak: ({ weakness }) => capital(weakness),
  weakWithName: ({ weakness }) => `${capital(weakness)}, und der Hostname allein genügt nicht`,

  otherSerial: ({ atera, automox }) =>
    `Das Automox-Gerät mit diesem Hostnamen ist nach der Seriennummer ein anderes (laut Atera ${atera}, laut Automox ${automox})`,
  otherSerialOf: ({ atera, automox, owner }) =>
    `Das Automox-Gerät mit diesem Hostnamen ist nach der Seriennummer ein anderes (laut Atera ${atera}, laut Automox ${automox}; diese gehört in Atera zu ${owner})`,
  otherName: ({ serverName, serverId, agentName }) =>
    `Automox führt diese Seriennummer unter dem Hostnamen ${serverName} (Server ${serverId}), Atera unter ${agentName}, und ein Merkmal allein genügt nicht`,
  severalServers: ({ count, list }) => `Automox hat ${count} Geräte mit diesem Hostnamen (${list})`,
  severalAgents: ({ count, list }) =>
    `Atera hat ${count} Agenten, die das eine Gerät in Automox sein könnten (${list})`,
  wrongPlace: ({ id, where }) =>
    `Automox führt diese Seriennummer an einem anderen Ort (Server ${id}: ${where}), als die Richtlinie für die Geräte des Kunden angibt`,
  organisation: ({ id }) => (id === undefined ? 'Organisation nicht gemeldet' : `Organisation ${id}`),
  group: ({ place, group }) => `${place}, Gruppe ${group}`,
  pairDiffers: ({ serverId, serial, name, what }) =>
    `Die Richtlinie ordnet das Gerät dem Server ${serverId} zu (Seriennummer ${serial}, Name ${name}), aber ${what}`,
  pairOfAnother: ({ serverId, agentId }) =>
    `Die Richtlinie (automox.devices) ordnet das zugehörige Automox-Gerät, Server ${serverId}, dem Agenten ${agentId} zu`,

  otherCustomer: 'es gehört in Atera zu einem anderen Kunden',
  notListed: 'Automox führt kein solches Gerät auf',
  notInPlace: 'dort sind die Geräte des Kunden nicht',
  saysName: ({ vendor, name }) => `${vendor} nennt den Namen ${name}`,
  saysSerial: ({ vendor, serial }) => `${vendor} nennt die Seriennummer ${serial}`,
  noSerialAnywhere: 'weder Atera noch Automox nennt eine Seriennummer',

  changed: ({ vendor, changes }) =>
    `Das Gerät ist in ${vendor} ein anderes als bei der letzten Auflistung der Geräte (${changes})`,
  serialWas: ({ before, now }) => `die Seriennummer war ${before} und ist jetzt ${now}`,
  nameWas: ({ before, now }) => `der Name war ${before} und ist jetzt ${now}`,

  nameRight: `tragen Sie das richtige Gerät ${IN_POLICY}`,
  nameIt: ({ id, name }) => `falls es in Automox der Server ${id} (${name}) ist, tragen Sie es ${IN_POLICY}`,
  tidyOr: ({ advice }) => `löschen Sie veraltete Einträge, oder ${advice}`,
  whenReplaced:
    'falls die Hauptplatine getauscht wurde, installieren Sie den Automox-Agenten neu; falls nicht, entfernen Sie das veraltete Gerät',
  whenRenamed:
    'falls das Gerät umbenannt wurde, warten Sie, bis beide es gescannt haben; falls nicht, berichtigen Sie den falschen Eintrag',
  removeStale: `entfernen Sie die veralteten, oder tragen Sie das richtige ${IN_POLICY}`,
  moveIt: 'verschieben Sie es dorthin, oder berichtigen Sie die Richtlinie (automox des Kunden)',
  correctPair: 'berichtigen Sie automox.devices in der Richtlinie',
  matchedAgain: 'bei der nächsten Auflistung wird es neu zugeordnet',
};

function capital(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}
