import { t } from '../texts/index.ts';
import { playbookName, playbookNames } from './names.ts';

/** ` (evidence 32badbe2…)`: what a program answers with; the page sends it by itself. */
const EVIDENCE = / \((?:evidence|Nachweis) [0-9a-f]{32}\)/g;

/** `rem.a1013.offline.3`: the device stands beside it, and the rest is a key of the app. */
const REMEDIATION = /\brem\.[^.\s]+\.[\w-]+(?:\.[\w-]+)*\.(\d+)(?:-\d+)?(?![\w-])/g;

const PLAYBOOK = new RegExp(`\\b(Playbook) (${playbookNames.join('|')})\\b(?!-)`, 'g');

/** A text that the app wrote, without what only programs need; what it says stays the same. */
export function appText(text: string): string {
  return text
    .replace(EVIDENCE, '')
    .replace(REMEDIATION, (_all, number: string) => t.common.occurrence(Number(number)))
    .replace(PLAYBOOK, (_all, word: string, name: string) => `${word} ${playbookName(name)}`);
}
