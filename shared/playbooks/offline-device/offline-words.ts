import type { WordTable } from '../../domain/alerts/lexicon.ts';

/**
 * The words of a device out of contact. `agent` is Atera's, `device` may be any monitored thing, so
 * that Atera's category must agree. `offline` is said of computers, `silent` of many things: of a
 * computer it needs the category too. `back` is the end of it.
 */
export const offlineWords: WordTable = {
  any: {
    agent: 'agent, agent atera, agente atera, atera agent, rmm agent, ateraagent',
    offline: 'offline, off line',
    back: 'online, on line, ok, resolved, recovered, up',
  },
  en: {
    device: 'device, host, system, endpoint, client, tablet',
    offline: `
      gone offline, went offline, is offline, not checked in, has not checked in, not checking in, has not reported,
      not reporting, is not reporting, heartbeat missed, missed heartbeat, no heartbeat, lost heartbeat, not online,
      is not online, does not communicate, not sending`,
    silent: `
      not reachable, unreachable, down, disconnected, not connected, no contact, lost contact, contact lost,
      lost connection, connection lost, no connection, not responding, stopped responding, does not respond,
      no response, no communication, not communicated, has not communicated, not communicating, lost communication,
      communication lost, not established communication, has not established communication, not made contact,
      has not made contact, no contact with the, out of contact, not seen, lost, powered off, switched off,
      no longer reachable, no longer responding, not available, unavailable`,
    back: `
      back, back online, again online, reconnected, no longer, returned, restored, not offline, reachable,
      connected, closed`,
    filler: `
      went, gone, expected interval, within, interval, expected, seen, heartbeat, reporting, contact, communication,
      connection, with, for, long, longer, stopped, responding, threshold, since`,
  },
  de: {
    device: 'gerät, geräts, client, host, system',
    agent: 'agenten, agents',
    offline: `
      offline gegangen, meldet sich nicht mehr, nicht gemeldet, meldet sich nicht, keine rückmeldung,
      keinen kontakt, kein kontakt, nicht online, ist nicht online, kommuniziert nicht`,
    silent: `
      nicht erreichbar, unerreichbar, nicht verbunden, getrennt, keine verbindung, keine verbindung zum,
      verbindung verloren, antwortet nicht, antwortet nicht mehr, reagiert nicht, reagiert nicht mehr,
      nicht mehr erreichbar, nicht mehr verbunden, verloren, unterbrochen, abgeschaltet, ausgeschaltet,
      keine kommunikation, ausgefallen, abwesend`,
    back: 'wieder, wieder online, nicht mehr, wieder erreichbar, erreichbar, verbunden, zurück, behoben',
    filler: 'letzter kontakt, kontakt, zum, verbindung, mehr als, länger als, gemeldet, intervall, für',
  },
  fr: {
    device: 'appareil, système',
    agent: 'l agent',
    offline: `
      hors ligne, hors connexion, pas communiqué, n a pas communiqué, n a plus communiqué, n est pas en ligne,
      pas en ligne`,
    silent: `
      injoignable, inaccessible, déconnecté, ne répond pas, ne répond plus, aucune communication, perte de contact,
      perte de communication, aucun contact, pas de contact, sans contact, non joignable, n est pas joignable,
      perdu, perdue, ne communique plus, ne communique pas, éteint, arrêté, n est plus joignable, plus de contact,
      hors service`,
    back: 'de nouveau, en ligne, de nouveau en ligne, n est plus, reconnecté, connecté, joignable, rétabli, retour',
    filler: 'pendant, plus de, contact, intervalle',
  },
  es: {
    device: 'dispositivo, sistema',
    agent: 'agente',
    offline: `
      fuera de línea, sin conexión, no se ha comunicado, sin comunicación, no está en línea, no comunica,
      no está online`,
    silent: `
      desconectado, no responde, inaccesible, no accesible, no está accesible, no está conectado, sin contacto,
      no disponible, inalcanzable, sin respuesta, se perdió, perdida, perdido, apagado, ya no responde, caído`,
    back: 'en línea, de nuevo, otra vez, ya no, restablecido, recuperado, conectado, accesible',
    filler: 'durante, contacto, comunicación, conexión, la conexión, intervalo, más',
  },
  it: {
    device: 'dispositivo, sistema',
    agent: 'agente, l agente',
    offline: `
      non in linea, fuori linea, nessuna comunicazione, senza comunicazione, non è in linea, non comunica,
      non è online`,
    silent: `
      non raggiungibile, non è raggiungibile, irraggiungibile, disconnesso, non risponde, nessun contatto,
      scollegato, senza contatto, persa, perso, spento, non risponde più`,
    back: 'di nuovo, in linea, non è più, ripristinato, riconnesso, connesso, raggiungibile, di nuovo online',
    filler: 'durante, contatto, connessione, comunicazione, intervallo',
  },
  nl: {
    device: 'apparaat, systeem, toestel',
    agent: 'agent',
    offline: `
      geen contact, niet gemeld, meldt zich niet, geen verbinding, geen contact met, niet online, is niet online,
      communiceert niet`,
    silent: `
      niet bereikbaar, onbereikbaar, niet verbonden, reageert niet, verbinding verbroken, verbroken,
      geen communicatie, geen reactie, verloren, reageert niet meer, uitgeschakeld, geen verbinding meer,
      geen contact meer`,
    back: 'weer, weer online, niet meer, hersteld, terug, bereikbaar, verbonden',
    filler: 'contact, verbinding, langer dan, interval',
  },
  pt: {
    device: 'dispositivo, sistema, equipamento',
    agent: 'agente',
    offline: `
      sem comunicação, fora do ar, fora de linha, sem conexão, não se comunicou, não está online, não comunica`,
    silent: `
      desconectado, desconectada, não responde, inacessível, não está acessível, sem contato, inalcançável,
      não acessível, sem resposta, perdida, perdido, desligado, não responde mais`,
    back: 'novamente, de novo, restabelecido, não está mais, em linha, conectado, acessível',
    filler: 'durante, contato, comunicação, conexão, intervalo, mais, com o',
  },
  others: {
    device: 'enheten, enheden, systemet',
    agent: 'agenten',
    offline: 'frånkopplad, nieaktywny',
    back: 'igen, åter, tilbage',
  },
};
