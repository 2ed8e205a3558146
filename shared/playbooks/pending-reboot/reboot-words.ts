import type { WordTable } from '../../domain/alerts/lexicon.ts';

/**
 * The words of a due reboot. `restart` may be due, `restarted` has happened unless somebody `must`;
 * `due` makes a restart pending. `past` before `restarted` is an event, with `spared` it is none.
 * An `event` that stands with the restart, and a `crash` wherever it stands, are no pending reboot;
 * where something has `failed`, a restart is its cure. `reason` begins what the restart is for; a
 * `label` is a word that names it when it stands right before it.
 */
export const rebootWords: WordTable = {
  en: {
    label: 'status, alert, flag, notice, notification, message, installation, installing, update installation',
    restart: `
      rebootrequired, rebootpending, pendingreboot, restartrequired, restartpending, rebootneeded, needsreboot,
      needreboot, isrebootpending, pendingrestart, reboot, restart, re boot, re start, reboots, restarts,
      system restart, system reboot`,
    restarted: 'rebooted, restarted, re booted, re started',
    due: `
      rebootrequired, rebootpending, pendingreboot, restartrequired, restartpending, rebootneeded, needsreboot,
      needreboot, isrebootpending, pendingrestart, pending, required, requires, require, requiring, needed, needs,
      need, necessary, outstanding, overdue, awaiting, awaits, waiting for, waiting on, waits for, mandatory, due`,
    must: `
      must be, must, needs to be, needs to, need to be, need to, has to be, has to, have to be, have to, should be,
      requires to be, required to be, please`,
    past: 'was, were, has been, have been, had been, has, have, got',
    spared: 'last, until, not, never, un',
    event: `
      completed, complete, successful, successfully, succeeded, finished, done, cleared, cancelled, canceled,
      aborted, resolved, passed, performed, initiated, no longer, not needed, not required, not necessary,
      not pending, is not, doesn t, does not, loop, scheduled, postponed, declined, ok, recovered, closed, fixed,
      gone, occurred, approval, confirmation, denied`,
    failed: 'failed, failure, fails',
    crash: `
      bsod, bugcheck, bug check, blue screen, bluescreen, crash, crashed, crashes, unexpected, unexpectedly, dirty,
      without cleanly, kernel power, dump, loop, looping, shutting down first, spontaneous, abnormal, power loss,
      boot failure, boot failed, startup failure, boot loop, panic, kernel panic, stop error`,
    reason: `
      to finish, to complete, to apply, to install, to load, to activate, to take effect, to continue, to roll back,
      in order to, so that, because, because of, due to, before, after, since, for, until, as, by`,
    filler: `
      pending file rename operations, pending file rename, pend file rename, pend file ren val,
      pend computer rename, file rename operations, component based servicing, cb servicing, cbs, ccm client sdk,
      sccm, wu, domain join, computer rename, for updates, finish, complete, apply, search, download, cannot, can,
      until, before, after, kernel, in progress, action required, no action, fully, last shutdown, shutdown time,
      last boot time, last boot up time, wait, window, due, rename, or, is, motd, var, auto update,
      windows update auto update, in, plus`,
  },
  de: {
    computer: `
      starten sie den computer neu, starten sie den rechner neu, starten sie den server neu, starten sie den pc neu`,
    restart: `
      neustart, neustarts, neu starten, neustarten, reboot, serverneustart, systemneustart, rechnerneustart,
      computerneustart, neu zu starten, neuzustarten, starten sie den computer neu, starten sie den rechner neu,
      starten sie den server neu, starten sie den pc neu, steht ein neustart`,
    restarted: 'neu gestartet, neugestartet, rebootet, gebootet, neu gebootet',
    due: `
      erforderlich, ausstehend, ausstehender, ausstehende, aussteht, steht aus, steht ein neustart, notwendig,
      nötig, benötigt, benötigen, braucht, brauchen, erfordern, fällig, überfällig, warten auf, wartet auf,
      erfordert, verlangt, offen, noch aus, wartend auf`,
    must: 'muss, muß, müssen, soll, sollte, ist zu, bitte',
    past: 'wurde, wurden, worden, hat',
    spared: 'zuletzt, letztmals, bis, nicht, nie',
    event: `
      durchgeführt, erfolgreich, abgeschlossen, erfolgt, abgebrochen, nicht mehr, nicht erforderlich, nicht nötig,
      nicht notwendig, geplant, fertig`,
    failed: 'fehlgeschlagen, gescheitert',
    crash: `
      absturz, abgestürzt, bluescreen, unerwartet, unerwarteter, unerwarteten, ungeplant, ungeplanter, stromausfall,
      neustartschleife, unsauber`,
    reason: 'um, damit, weil, wegen, aufgrund, nach, vor, seit, für, zum abschluss, zur installation',
    filler: 'abschluss, abgeschlossen, erfolgreich, an, aus, neu, starten, steht, anlass',
  },
  fr: {
    restart: `
      redémarrage, redémarrer, redémarre, reboot, reboot du système, redémarrage du système, redémarrage du poste,
      redémarrage du serveur`,
    restarted: 'redémarré, redémarrée, redémarrés',
    due: `
      requis, requise, en attente, en attente de, nécessaire, nécessite, nécessitent, requièrent, requiert, besoin,
      besoin d un, exige, demande, à faire, obligatoire, s impose, attend, attend un`,
    must: 'doit être, doit, doivent être, il faut, veuillez',
    past: 'a été, ont été, a, vient d être, été, s est',
    spared: 'non, pas, dernier, jusqu',
    event: `
      résolu, effectué, terminé, réussi, annulé, non requis, n est plus, pas nécessaire, pas requis, planifié,
      achevé`,
    failed: 'échec, échoué',
    crash: 'inattendu, inattendue, écran bleu, plantage, planté, intempestif, imprévu, coupure',
    reason: 'pour, afin de, afin d, car, après, avant, depuis, en raison de, suite à',
    filler: 'finaliser, appliquer, achever, terminer',
  },
  es: {
    restart: `
      reinicio, reiniciar, reiniciarse, reinicio del equipo, reinicio del servidor, reinicio del sistema, reboot`,
    restarted: 'reiniciado, reiniciada',
    due: `
      pendiente, pendiente de, requerido, se requiere, requiere, requieren, necesitan, necesario, necesita,
      se necesita, es necesario, obligatorio, a la espera de, esperando, en espera de`,
    must: 'debe ser, debe, necesita ser, tiene que ser, tiene que, hay que',
    past: 'ha sido, fue, se ha, ha, se',
    spared: 'no, último, hasta, nunca',
    event: `
      completado, resuelto, realizado, correcto, cancelado, finalizado, ya no, no se requiere, no requerido,
      programado`,
    failed: 'error al, error en el, fallo, fallido, falló',
    crash: 'inesperado, inesperada, pantalla azul, bloqueo, imprevisto',
    reason: 'para, porque, debido a, después, tras, antes, desde',
    filler: 'completar, aplicar, finalizar, terminar',
  },
  it: {
    restart: 'riavvio, riavviare, riavviarsi, riavvio del sistema, riavvio del server, riavvio del computer, reboot',
    restarted: 'riavviato, riavviata',
    due: `
      in sospeso, richiesto, richiesta, è richiesto, richiede, richiedono, necessario, necessita, è necessario,
      in attesa di, in attesa, pendente, occorre, serve, obbligatorio`,
    must: 'deve essere, deve, va, bisogna',
    past: 'è stato, è stata, è, ha',
    spared: 'non, ultimo, fino',
    event: 'completato, risolto, eseguito, effettuato, annullato, non più, non richiesto, pianificato, riuscito',
    failed: 'non riuscito, fallito',
    crash: 'imprevisto, inatteso, inaspettato, schermata blu, arresto anomalo',
    reason: 'per, perché, dopo, prima, da, a causa',
    filler: 'completare, applicare, terminare, finire',
  },
  nl: {
    restart: `
      herstart, herstarten, opnieuw opstarten, opnieuw op te starten, reboot, systeemherstart, serverherstart`,
    restarted: 'opnieuw opgestart, opgestart, herstart worden, opnieuw worden opgestart, opnieuw gestart',
    due: `
      vereist, nodig, in behandeling, in afwachting van, wacht op, noodzakelijk, vereiste, openstaand, openstaande,
      verplicht, wachten op, wachtend op`,
    must: 'moet, moeten, dient',
    past: 'werd, is, heeft',
    spared: 'niet, laatst, tot',
    event: `
      voltooid, opgelost, uitgevoerd, geslaagd, geannuleerd, niet meer, niet nodig, niet vereist, gepland, gelukt`,
    failed: 'mislukt',
    crash: 'onverwacht, onverwachte, blauw scherm, vastgelopen, gecrasht, crash',
    reason: 'om, omdat, na, sinds, voor, vanwege',
    filler: 'voltooien, toepassen, afronden',
  },
  pt: {
    restart: `
      reinicialização, reinício, reiniciar, reinicializar, reinicialização do sistema, reinicialização do servidor,
      reboot`,
    restarted: 'reiniciado, reiniciada, reinicializado',
    due: `
      pendente, necessário, necessária, é necessário, requer, requerem, precisam de, requerido, requerida,
      aguardando, precisa, obrigatória, exigida`,
    must: 'deve ser, deve, precisa ser, precisa, tem de ser, tem que ser',
    past: 'foi, tem sido, está',
    spared: 'não, último, até',
    event: 'concluída, resolvido, concluído, realizada, cancelada, não é necessário, não é mais, agendada, sucesso',
    failed: 'falha, falhou',
    crash: 'inesperada, inesperado, tela azul, travamento, queda',
    reason: 'para, porque, devido, após, antes, desde',
    filler: 'concluir, aplicar, finalizar',
  },
  others: {
    restart: `
      omstart, startas om, starta om, genstart, genstartes, omstarten, ponowne uruchomienie, ponownego uruchomienia,
      restart systemu, restartování, restartu`,
    must: 'måste, skal',
    due: `
      krävs, behövs, väntar, väntande, påkrævet, kræves, nødvendig, afventer, wymagane, wymaga, konieczne,
      oczekuje na, vyžadován, nutný`,
    crash: 'oväntad, uventet, nieoczekiwane',
    event: 'misslyckades, mislykkedes, klar, genomförd',
  },
};
