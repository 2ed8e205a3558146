import type { AlertTexts } from '../../domain/alerts/read-alert.ts';
import { foldName, tidyName } from '../../domain/text/name-key.ts';
import type { Language } from '../../texts/language.ts';
import type { DetailsFound, Hint } from '../define-playbook.ts';
import { listedService, type ServiceStoppedPolicy } from './policy.ts';
import { serviceTexts } from './texts/index.ts';

/**
 * Atera's sentence, whole (vendor-apis 1.6 [C]). Names hold brackets themselves, so the name ends
 * at the last one.
 */
const SENTENCE = /^(?:the )?windows service ?\((.*)\) state is stopped\.?$/iu;

/** A name that holds the end of the sentence is two services, or none. */
const TWO_SENTENCES = /\) state is /iu;

/** As much of a text as the client keeps. */
const MAX_TEXT_LENGTH = 2_000;

/** No service of Windows has a longer name. */
const MAX_NAME_LENGTH = 256;

/** What an alert is about beside its device. */
export interface ServiceDetails {
  /**
   * As the policy calls it, else as the alert does; absent when the alert does not say which one.
   */
  readonly service?: string | undefined;
}

/**
 * Returns the texts that say in Atera's own words that a service is stopped, with its name; an
 * empty one where they do not say which.
 */
export function saysService(alert: AlertTexts): Hint[] {
  return (['title', 'message'] as const).flatMap((from): Hint[] => {
    const found = SENTENCE.exec(tidyName(alert[from].slice(0, MAX_TEXT_LENGTH)))?.[1];
    return found === undefined ? [] : [{ from, strength: 2, name: usableName(found) }];
  });
}

function usableName(text: string): string {
  const name = tidyName(text);
  return name.length > MAX_NAME_LENGTH || TWO_SENTENCES.test(name) ? '' : name;
}

/** Returns the service that all texts mean; none where they mean different ones. */
export function serviceIn(
  hints: readonly Hint[],
  section: ServiceStoppedPolicy,
  language: Language,
): DetailsFound<ServiceDetails> {
  const texts = serviceTexts(language).recognition;
  const named = hints
    .map(({ name = '' }) => usableName(name))
    .map((name) => listedService(section, name)?.name ?? name);
  const [service = ''] = named;
  const isOne = service !== '' && named.every((other) => foldName(other) === foldName(service));
  return isOne ? { details: { service }, says: texts.says({ service }) } : { details: {}, says: texts.saysUnnamed };
}
