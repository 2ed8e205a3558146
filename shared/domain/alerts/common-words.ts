import type { WordTable } from './lexicon.ts';

/**
 * Words that every playbook knows. `computer` is what an alert's device may be called, `other` what
 * it is not, `storage` a part of it. `filler` says nothing by itself, nor does a `topic`, but it is
 * a noun: "the process must be restarted". `update` is what computers restart for. `place` stands
 * before a name, `result` before a value; a `fault` as a value says that it is not known. `not`,
 * `yes` and `no` are what they are in any language.
 */
export const commonWords: WordTable = {
  any: {
    fault: 'error, exception, timeout, fault',
    computer: 'thisdevice, windows, pc, server, laptop, notebook, mac, computer, workstation, windows server',
    filler: `
      info, warning, warn, error, critical, alert, status, crit, warnung, x, microsoft, pro, enterprise, standard,
      edition, version, build, kb, >, <`,
    yes: 'true, yes, y, on',
    no: 'false, no, n, null, none, na',
    update: `
      update, updates, windows update, windows updates, patch, patches, software update, software updates,
      installation, windows installation`,
    topic: `
      rmm, atera, mac address, ip address, script, skript, ps, powershell, check, test, monitor, monitoring, wsus,
      management, automation, ninja, ninjaone, ninja one, prtg, zabbix, nagios, datto rmm, patch management,
      patchmanagement, verif, n central, ncentral, n able, connectwise, connect wise, kaseya, pulseway, syncro,
      superops, super ops, checkmk, check mk, icinga, lansweeper, intune, automox, script alert`,
    result: 'status, result',
    other: `
      mcafee, mc afee, bitdefender, crowdstrike, crowd strike, sentinelone, sentinel one, webroot, eset, kaspersky,
      norton, trend micro, acronis, datto, veeam, altaro, carbonite, malwarebytes, symantec, avast, teamviewer,
      team viewer, anydesk, splashtop, screenconnect, citrix, vmware, v mware, esxi, fortigate, forti gate,
      sonicwall, sonic wall, meraki, unifi, uni fi, cisco, synology, qnap, sophos, huntress`,
  },
  en: {
    computer: `
      machine, system, host, device, desktop, endpoint, domain controller, terminal server, file server,
      hyper v host, operating system, os, client`,
    filler: `
      a, an, the, this, that, these, your, its, it, is, are, was, were, be, been, has, have, had, will, now, still,
      also, again, currently, urgent, urgently, asap, soon, immediate, immediately, manually, just, already, more,
      than, only, of, to, and, or, with, all, new, some, any, at, hour, hours, day, days, minute, minutes, week,
      weeks, month, months, ago, today, install, installed, updating, updated, patching, patched, following,
      pending, applied, detected, found, reported, last, boot, boot time, uptime, up time, since, up, we, you,
      please note, please, note, there, do, does, daily, nightly, weekly, exists, flag, set, alert, alarm raised,
      notice, notification, high, medium, low, run, for more than, i, p, m, am, pm, monday, tuesday, wednesday,
      thursday, friday, saturday, sunday`,
    not: 'not, never, without, cannot, neither',
    no: 'no, not applicable, ok, okay, passed, off, unknown, disabled',
    yes: 'yes, enabled, detected',
    other: `
      service, services, spooler, print spooler, application, app, apps, application pool, browser, router, switch,
      firewall, firmware, printer, phone, camera, access point, nas, ups, backup, antivirus, anti virus, snmp, vpn,
      wan, internet, link, database, sql, container, docker, vm, virtual machine, website, web site, site, driver,
      adapter, network adapter, plugin, cluster, mailbox, exchange, hypervisor, sensor, probe, tape, scanner, modem,
      gateway, controller card, raid, share, queue, outlook, chrome, edge, firefox, teams, onedrive, one drive,
      veeam, sophos, huntress, defender, explorer`,
    storage: 'disk, drive, volume',
    place: 'on, for computer, in, computer name, hostname, host name, machine name, device name, computername',
    update: `
      security update, security updates, security patch, security patches, cumulative, cumulative update,
      cumulative updates, quality update, quality updates, feature update, feature updates, windows patches,
      windows patch, pending updates, kernel update, installing, installing updates, updates installation,
      system update, system updates, bios update`,
    topic: `
      process, action, state, result, output, reason, reasons, source, custom, custom script, maintenance, alarm,
      problem, issue, name, computer name, hostname, user, customer, company, date, time, health, compliance,
      registry, key, file, message, title, event, id, description, severity, level, change, changes, security,
      value, outcome, overview, details, task, job, report, summary, policy, remote, manual, availability, team,
      installer, threshold, device name, host name, machine name`,
    result: 'status, state, result, output, value, outcome, answer, check result',
  },
  de: {
    fault: 'fehler',
    computer: `
      rechner, computers, system, systems, servers, gerät, geräts, gerätes, arbeitsplatz, arbeitsplatzrechner,
      arbeitsstation, domänencontroller, terminalserver, dateiserver, maschine, betriebssystem, client, host,
      windows system, windows rechner, windows server`,
    filler: `
      der, die, das, des, dem, den, ein, eine, einer, eines, einen, einem, dieser, dieses, diese, ihr, ihren, ihre,
      ist, sind, war, wird, werden, wurde, wurden, worden, hat, haben, sich, noch, jetzt, bereits, dringend, bald,
      umgehend, sofort, manuell, am, um, von, vom, zu, zum, zur, und, oder, mit, bei, es, sie, er, alle, neue, uhr,
      stunde, stunden, tag, tage, tagen, minute, minuten, woche, wochen, monat, monate, monaten, heute, vor,
      aktualisieren, fertig, installieren, installiert, installierte, abschließen, abzuschließen, letzter, letzte,
      seit, zuletzt, achtung, bitte, wichtig, hinweis, fehler, laufzeit, warnung, kritisch, alarm, erkannt,
      festgestellt, gefunden, gemeldet, entdeckt, muss`,
    not: 'nicht, kein, keine, keinen, keiner, ohne, nie',
    no: 'nein, falsch, aus, unbekannt, in ordnung',
    yes: 'ja, wahr',
    other: `
      dienst, dienste, dienstes, druckwarteschlange, warteschlange, anwendung, anwendungspool, programm, drucker,
      telefon, telefonanlage, kamera, datenbank, datensicherung, sicherung, virenscanner, virenschutz,
      netzwerkadapter, netzwerkkarte, treiber, container, postfach, verbindung, papierkorb, netzlaufwerk, webseite,
      browser, switch, router, firewall`,
    storage: 'laufwerk, festplatte',
    place: 'auf, im, für, an, rechnername, computername, gerätename',
    update: `
      aktualisierung, aktualisierungen, sicherheitsupdate, sicherheitsupdates, windows aktualisierung,
      windows aktualisierungen, softwareupdate, softwareupdates, patchinstallation`,
    topic: `
      meldung, prüfung, neustartprüfung, überprüfung, wartung, ergebnis, grund, gründe, name, rechnername,
      computername, kunde, datum, zeit, zustand, ausgabe, vorgang, prozess, aufgabe, benutzer, anwender, sicherheit,
      bericht, patchverwaltung, prüfen, kontrolle, check`,
    result: 'ergebnis, zustand, wert, ausgabe, resultat',
  },
  fr: {
    fault: 'erreur',
    computer: `
      ordinateur, poste, poste de travail, serveur, système, machine, appareil, station de travail, portable,
      ordinateur portable, contrôleur de domaine, système d exploitation`,
    filler: `
      le, la, les, l, un, une, des, de, d, du, ce, cet, cette, votre, vos, son, sa, est, sont, été, a, ont, sera,
      être, et, ou, avec, au, aux, à, en, il, elle, y, maintenant, encore, toujours, bientôt, immédiatement, urgent,
      heure, heures, jour, jours, minute, minutes, semaine, semaines, mois, terminer, installées, installés,
      installer, alerte, avertissement, attention, dernier, dernière, depuis, veuillez, erreur, plus de, critique,
      s, détecté, détectée, signalé, trouvé`,
    not: 'non, pas, ne, n, aucun, aucune, sans, plus',
    no: 'non, faux, inconnu',
    yes: 'oui, vrai',
    other: `
      service, spouleur, application, navigateur, routeur, commutateur, pare feu, imprimante, téléphone, caméra,
      base de données, sauvegarde, antivirus, connexion, pilote, corbeille, mémoire, boîte aux lettres,
      lecteur réseau`,
    storage: 'disque, volume',
    place: 'sur, dans',
    update: `
      mise à jour, mises à jour, mises à jour windows, mise à jour windows, mises à jour de sécurité, correctif,
      correctifs, correctifs de sécurité`,
    topic: `
      résultat, raison, motif, maintenance, état, statut, nom, client, date, vérification, vérif, contrôle,
      processus, tâche, utilisateur, sécurité, rapport, disponibilité, action, vérifier`,
    result: 'résultat, statut, état, valeur',
  },
  es: {
    fault: 'error',
    computer: `
      equipo, ordenador, servidor, sistema, máquina, dispositivo, estación de trabajo, portátil, computadora,
      controlador de dominio, sistema operativo`,
    filler: `
      el, la, los, las, un, una, unos, de, del, al, lo, su, sus, este, esta, es, está, son, sido, ha, han, será,
      ser, y, o, con, a, se, que, hay, ahora, aún, todavía, pronto, hace, desde hace, hora, horas, día, días,
      minuto, minutos, semana, semanas, mes, meses, instalar, instaladas, completar, alerta, aviso, advertencia,
      atención, último, última, desde, por favor, error, urgente, crítico, detectado, detectada, encontrado, tiene`,
    not: 'no, sin, nunca, ningún, ninguna',
    no: 'no, falso, desconocido',
    yes: 'sí, verdadero',
    other: `
      servicio, servicios, cola de impresión, aplicación, navegador, router, enrutador, conmutador, cortafuegos,
      impresora, teléfono, cámara, base de datos, copia de seguridad, antivirus, conexión, controlador, papelera,
      memoria, buzón, unidad de red`,
    storage: 'disco, volumen',
    place: 'en, sobre',
    update: `
      actualización, actualizaciones, actualizaciones de seguridad, actualizaciones de windows,
      actualización de windows, instalación, parches, parche`,
    topic: `
      resultado, motivo, mantenimiento, estado, nombre, cliente, fecha, seguridad, proceso, tarea, usuario,
      verificación, comprobación, informe, disponibilidad, comprobar, verificar, control`,
    result: 'resultado, estado, valor',
  },
  it: {
    fault: 'errore',
    computer: `
      computer, sistema, macchina, dispositivo, postazione, postazione di lavoro, portatile, controller di dominio,
      sistema operativo`,
    filler: `
      il, lo, la, i, gli, le, l, un, uno, una, di, del, dello, della, dei, delle, dal, al, ai, e, o, è, sono, stato,
      stata, ha, hanno, sarà, essere, con, da, a, in, si, c, questo, questa, ora, ancora, presto, ore, giorno,
      giorni, minuto, minuti, settimana, settimane, mese, mesi, installare, installati, completare, avviso,
      attenzione, allarme, ultimo, ultima, errore, urgente, critico, risulta, rilevato, trovato, rilevata`,
    not: 'non, nessun, nessuna, nessuno, senza, mai',
    no: 'no, falso, sconosciuto',
    yes: 'sì, vero',
    other: `
      servizio, servizi, spooler, applicazione, browser, router, stampante, telefono, telecamera, database, backup,
      antivirus, connessione, cestino, memoria, casella, unità di rete`,
    storage: 'disco',
    place: 'su, sul, sulla, nel',
    update: `
      aggiornamento, aggiornamenti, aggiornamenti di windows, aggiornamenti di sicurezza, installazione, patch`,
    topic: `
      risultato, motivo, manutenzione, nome, cliente, data, sicurezza, processo, attività, utente, verifica,
      controllo, rapporto, disponibilità, verificare, controllare`,
    result: 'risultato, stato, valore',
  },
  nl: {
    fault: 'fout',
    computer: `
      computer, systeem, machine, apparaat, werkstation, werkplek, toestel, domeincontroller, besturingssysteem, pc,
      laptop`,
    filler: `
      de, het, een, van, der, den, te, is, zijn, was, wordt, worden, werd, heeft, hebben, en, of, met, door, er,
      deze, dit, uw, nu, nog, al, voor, spoedig, uur, uren, dag, dagen, minuut, minuten, week, weken, maand,
      maanden, installeren, geïnstalleerd, voltooien, melding, waarschuwing, let op, laatste, sinds, fout, dringend,
      kritiek, gedetecteerd, gevonden, gemeld`,
    not: 'niet, geen, zonder, nooit',
    no: 'nee, onwaar, onbekend',
    yes: 'ja, waar',
    other: `
      dienst, toepassing, applicatie, browser, router, printer, telefoon, camera, database, back up, backup,
      antivirus, verbinding, prullenbak, netwerkstation, postvak`,
    storage: 'schijf',
    place: 'op',
    update: 'installatie, beveiligingsupdates, beveiligingsupdate, windows updates',
    topic: `
      resultaat, reden, onderhoud, toestand, naam, klant, datum, beveiliging, proces, taak, gebruiker, controle,
      rapport, beschikbaarheid, controleren, verificatie`,
    result: 'resultaat, toestand, waarde',
  },
  pt: {
    fault: 'erro',
    computer: `
      computador, servidor, sistema, máquina, dispositivo, equipamento, estação de trabalho, portátil,
      controlador de domínio, sistema operacional, no servidor, no computador, no sistema, no equipamento`,
    filler: `
      o, a, os, as, um, uma, do, da, dos, das, de, é, está, são, foi, ser, sido, e, ou, com, ao, à, se, este, esta,
      seu, agora, ainda, já, há, hora, horas, dia, dias, minuto, minutos, semana, semanas, mês, meses, instalar,
      instaladas, concluir, alerta, aviso, atenção, último, última, desde, erro, por favor, urgente, crítico,
      detectado, detectada, encontrado, tem`,
    not: 'não, nenhum, nenhuma, sem, nunca',
    no: 'não, falso, desconhecido',
    yes: 'sim, verdadeiro',
    other: `
      serviço, serviços, aplicativo, aplicação, navegador, roteador, impressora, telefone, câmera, banco de dados,
      backup, antivírus, conexão, lixeira, memória, caixa de correio, unidade de rede`,
    storage: 'disco',
    place: 'em',
    update: 'atualização, atualizações, atualizações do windows, atualizações de segurança, instalação',
    topic: `
      resultado, motivo, manutenção, estado, nome, cliente, data, segurança, processo, tarefa, usuário, verificação,
      relatório, disponibilidade, verificar, controle`,
    result: 'resultado, estado, valor',
  },
  nordic: {
    computer: 'datorn, dator, datoren, computeren, servern, serveren, maskinen, systemet',
    filler: 'en, et, den, det, är, er, på, och, og, till, til, har, för, for, uppdateringar, opdateringer',
    not: 'inte, ingen, inga, ikke, inget',
    no: 'nej, nei, falskt, falsk',
    yes: 'ja, sant, sand',
    other: 'tjänst, tjänsten, tjeneste, tjenesten, skrivare, printer, utskriftshanteraren',
    update: 'uppdatering, uppdateringar, opdatering, opdateringer',
  },
};
