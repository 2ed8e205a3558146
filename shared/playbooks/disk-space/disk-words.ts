import type { WordTable } from '../../domain/alerts/lexicon.ts';

/**
 * The words of a full disk. `usage` before a volume in brackets is the name of Atera's own alert.
 * `space` and `disk` are what is full; `full` says so by itself, `used` and `free` with a figure
 * and `above` or `below`. `limit` stands before the alert's own limit. ``only` makes what is free
 * too little; `healthy` ends it.
 */
export const diskWords: WordTable = {
  any: {
    volume: 'thevolume',
    above: '>, >=',
    below: '<, <=',
    healthy: 'ok, normal, resolved, recovered, healthy',
    size: 'size, gb, mb, tb',
  },
  en: {
    only: 'only, just, only just',
    other: 'i o, io, cache',
    usage: `
      disk usage, disk space usage, disk free, disk free space, free disk space, disk space, disk utilization,
      drive usage`,
    disk: `
      disk, drive, hard drive, hard disk, volume, partition, filesystem, file system, fs, disks, drives,
      system drive, local disk, mount point, mount, logical disk, logical drive`,
    space: `
      space, disk space, free space, free disk space, available space, storage, available disk space, drive space,
      capacity, storage space`,
    full: `
      full, almost full, nearly full, low, low on, critically low, running low, running out of, running out, out of,
      at or near capacity, near capacity, nearing capacity, insufficient, not enough, no free, no, low disk space,
      filling up, exhausted, very low, too low, no space left, no more, little, space critical, space is critical,
      disk space critical, disk space is critical, space very low`,
    used: 'used, usage, disk usage, used space, utilization, utilisation, utilized, in use, full, consumed, occupied',
    free: `
      free, free space, available, available space, free disk space, remaining, left, available disk space,
      disk free, disk free space`,
    above: `
      above, over, exceeds, exceeded, exceeding, greater than, more than, higher than, over the limit of, is over,
      greater or equal, reached, has reached, at least, beyond, higher, greater, breached, crossed`,
    below: `
      below, under, less than, lower than, lower, fallen below, dropped below, smaller than, is less than, beneath`,
    limit: `
      threshold, threshold of, limit, limit of, the threshold of, the limit of, error limit of, warning limit of,
      the error limit of, alert limit, alert limit of, its limit, its limit of, max, maximum`,
    healthy: `
      ok, normal, back to normal, resolved, recovered, cleared, no longer, sufficient, enough, has ended, deleted,
      healthy, not full, report, completed, cleaned, freed, closed, fixed, solved, low usage`,
    filler: `
      critical, fell, falls, has fallen, drops, dropped, you may need to delete some files, files, in, out, total,
      of, only, renamed, very, left, remaining, was, currently, usage, by, is, capacity, amount, percent, free,
      value, actual, current, warn, space check, disk check, disk alert, and, mounted`,
  },
  de: {
    only: 'nur, nur noch, lediglich',
    usage: `
      festplattenauslastung, festplattenbelegung, datenträgerauslastung, datenträgernutzung, speicherplatznutzung,
      laufwerksauslastung, festplattennutzung, speicherbelegung, plattenauslastung`,
    disk: `
      festplatte, festplatten, laufwerk, laufwerks, laufwerke, datenträger, datenträgers, volume, partition, platte,
      systemlaufwerk, dateisystem, systempartition`,
    space: `
      speicherplatz, speicherplatzwarnung, festplattenwarnung, speicher, freier speicherplatz, freier speicher,
      festplattenspeicher, festplattenplatz, plattenplatz, freie speicherplatz, belegter speicherplatz,
      speicherplatzes, plattenspeicher`,
    full: `
      voll, fast voll, beinahe voll, knapp, wenig, geringer, zu wenig, kaum noch, kein, kein speicherplatz mehr,
      läuft voll, vollgelaufen, gering, nicht genügend, nicht genug, geht aus, erschöpft, niedrig, fehlender,
      kritisch, kritischer, kritisch wenig`,
    used: `
      belegt, belegter, belegung, belegter speicherplatz, festplattenbelegung, auslastung, festplattenauslastung,
      voll, genutzt, verbraucht, datenträgerauslastung, festplattennutzung, speicherbelegung`,
    free: `
      frei, freie, freier, freien, freier speicherplatz, freier speicher, freie speicherplatz, verfügbar,
      verfügbarer, übrig`,
    above: 'über, überschreitet, überschritten, größer als, mehr als, höher als, oberhalb, höher, größer',
    below: 'unter, unterschreitet, unterschritten, kleiner als, weniger als, niedriger als, unterhalb, geringer als',
    limit: `
      schwellwert, schwellwert von, schwellenwert, schwellenwert von, grenzwert, grenzwert von, grenze, grenze von,
      schwelle, schwelle von, limit`,
    healthy: 'wieder, ausreichend, in ordnung, behoben, nicht voll, nicht mehr, bereinigt, genug',
    filler: `
      nur, noch, mehr, zu, ist, kritisch, wert, aktuell, aktuelle, von, als, gesamt, größe, speicherplatz, warnung,
      gerade`,
  },
  fr: {
    only: 'seulement, plus que, que',
    usage: 'utilisation disque, utilisation du disque, usage disque, occupation disque, occupation du disque',
    disk: 'disque, lecteur, volume, partition, disque dur, système de fichiers, disque système, disque local',
    space: `
      espace, espace disque, espace libre, espace disponible, stockage, espace de stockage, espace disque libre,
      espace disque disponible, espace utilisé`,
    full: `
      plein, pleine, presque plein, presque pleine, faible, insuffisant, saturé, saturée, critique, peu d, manque d,
      manque, épuisé, plus d, bas, quasi plein, presque saturé, limité`,
    used: `
      utilisé, utilisée, utilisation, utilisation disque, utilisation du disque, occupé, occupée, occupation,
      rempli, plein, occupation disque, occupation du disque, espace utilisé`,
    free: `
      libre, libres, disponible, disponibles, espace libre, restant, restants, espace disponible,
      espace disque libre, espace disque disponible`,
    above: `
      supérieure à, supérieur à, dépasse, au dessus de, plus de, supérieure au, supérieur au, au delà de,
      supérieure, supérieur, dépassé, dépassée, dépassement`,
    below: `
      inférieur à, inférieure à, sous, moins de, en dessous de, inférieur au, inférieur, en dessous du,
      au dessous de`,
    limit: 'seuil, seuil de, limite, limite de, le seuil de, au seuil de, du seuil de',
    healthy: 'rétabli, résolu, normal, suffisant, de nouveau, pas plein, n est plus',
    filler: 'seulement, plus que, reste, il ne reste que, total, que, à, ne, critique, go, espace, actuellement',
  },
  es: {
    only: 'solo, sólo, solamente',
    usage: 'uso de disco, uso del disco, utilización del disco, utilización de disco',
    disk: 'disco, unidad, volumen, partición, disco duro, sistema de archivos, disco local',
    space: `
      espacio, espacio en disco, espacio libre, espacio disponible, almacenamiento, espacio libre en disco,
      espacio en el disco, espacio de disco, espacio en la unidad`,
    full: `
      lleno, llena, casi lleno, casi llena, poco, bajo, insuficiente, sin, escaso, agotado, crítico, saturado,
      quedando sin, se está quedando sin, agotándose`,
    used: 'uso, usado, utilizado, ocupado, uso del disco, uso de disco, de uso, ocupada, utilización, lleno',
    free: `
      libre, libres, disponible, disponibles, espacio libre, espacio disponible, restante, espacio libre en disco`,
    above: `
      superior al, superior a, supera el, supera, por encima del, por encima de, más de, mayor que, mayor al,
      excede, excede el, superior, por encima`,
    below: 'inferior al, inferior a, por debajo del, por debajo de, menos del, menos de, menor que, menor al',
    limit: 'umbral, umbral de, límite, límite de, umbral del, el umbral de, límite del',
    healthy: 'recuperado, resuelto, normal, suficiente, normalizado, ya no',
    filler: 'solo, quedan, queda, al, total, espacio, actualmente, gb',
  },
  it: {
    only: 'solo, soltanto',
    usage: 'utilizzo disco, utilizzo del disco, uso del disco, uso disco',
    disk: 'disco, unità, volume, partizione, disco rigido, file system, disco locale',
    space: `
      spazio, spazio su disco, spazio libero, spazio disponibile, archiviazione, spazio disco,
      spazio libero su disco`,
    full: `
      pieno, piena, quasi pieno, quasi piena, insufficiente, in esaurimento, poco, scarso, esaurito, basso, critico,
      saturo, ridotto`,
    used: 'utilizzo, utilizzato, occupato, uso, usato, utilizzo disco, utilizzo del disco, occupata, pieno',
    free: `
      libero, liberi, disponibile, disponibili, spazio libero, spazio disponibile, rimanente, rimanenti,
      spazio libero su disco`,
    above: `
      superiore al, superiore a, supera il, supera, oltre il, oltre, maggiore di, maggiore del, più del,
      superiore alla, superiore, supera la`,
    below: `
      inferiore al, inferiore a, sotto il, sotto, meno del, meno di, minore di, al di sotto del, al di sotto di`,
    limit: 'soglia, soglia del, soglia di, limite, limite del, limite di, la soglia del, la soglia di',
    healthy: 'ripristinato, risolto, normale, sufficiente, non più',
    filler: 'solo, rimasti, restano, totale, spazio, attualmente',
  },
  nl: {
    only: 'nog maar, slechts, maar, nog',
    usage: 'schijfgebruik, schijfbezetting',
    disk: 'schijf, station, volume, partitie, harde schijf, bestandssysteem, systeemschijf',
    space: `
      schijfruimte, ruimte, vrije ruimte, opslag, opslagruimte, vrije schijfruimte, beschikbare ruimte,
      beschikbare schijfruimte`,
    full: `
      vol, bijna vol, weinig, onvoldoende, lage, te weinig, laag, raakt vol, geen, loopt vol, krap, tekort, kritiek`,
    used: 'gebruikt, gebruik, schijfgebruik, in gebruik, vol, bezet, schijfbezetting',
    free: `
      vrij, vrije, vrije ruimte, beschikbaar, beschikbare, vrije schijfruimte, over, beschikbare ruimte,
      beschikbare schijfruimte`,
    above: 'hoger dan, boven, meer dan, groter dan, overschrijdt, boven de, hoger dan de',
    below: 'lager dan, onder, minder dan, kleiner dan, is minder dan, onder de',
    limit: 'drempel, drempel van, drempelwaarde, drempelwaarde van, limiet, limiet van, grens, grens van',
    healthy: 'hersteld, opgelost, normaal, voldoende, niet vol, niet meer',
    filler: 'nog, slechts, maar, totaal, ruimte, momenteel',
  },
  pt: {
    only: 'apenas, somente, só',
    usage: 'uso do disco, uso de disco, utilização do disco',
    disk: 'disco, unidade, volume, partição, disco rígido, sistema de arquivos, disco local',
    space: `
      espaço, espaço em disco, espaço livre, espaço disponível, armazenamento, espaço livre em disco,
      espaço no disco`,
    full: 'cheio, cheia, quase cheio, quase cheia, pouco, baixo, insuficiente, sem, esgotado, crítico, acabando',
    used: 'uso, usado, utilizado, ocupado, uso do disco, uso de disco, ocupada, utilização, cheio',
    free: `
      livre, livres, disponível, disponíveis, espaço livre, espaço disponível, restante, restantes,
      espaço livre em disco`,
    above: 'acima de, acima do, superior a, mais de, maior que, excede, ultrapassa, acima, superior',
    below: 'abaixo de, abaixo do, inferior a, menos de, menor que, abaixo',
    limit: 'limite, limite de, limiar, limiar de, o limite de',
    healthy: 'normalizado, recuperado, resolvido, normal, suficiente, não está cheio',
    filler: 'apenas, restam, total, espaço, no, na, nas, nos, atualmente',
  },
  others: {
    space: 'diskutrymme, diskplads, ledigt utrymme, ledig plads, miejsca na dysku, miejsce na dysku',
    disk: 'disken, disk, dysk',
    full: 'lite, lav, lavt, lågt, slut, fuld, mało',
    place: 'på, na',
  },
};
