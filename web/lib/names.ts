import { language, t } from '../texts/index.ts';

/** Put there by the build, from the definitions of the playbooks. */
declare const PLAYBOOK_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The names of all playbooks. */
export const playbookNames: readonly string[] = Object.keys(PLAYBOOK_LABELS);

/** A playbook as people read it, in the language of the page. */
export function playbookName(name: string): string {
  if (name === '' || name === 'none') return t.common.noPlaybook;
  return (Object.hasOwn(PLAYBOOK_LABELS, name) ? PLAYBOOK_LABELS[name]?.[language] : undefined) ?? sentence(name);
}

/** A check, a budget, a reason or a part of the app as people read it. */
export function appName(name: string): string {
  return t.common.names[name] ?? sentence(name);
}

/** `last-poll` → `Last poll`. */
function sentence(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
