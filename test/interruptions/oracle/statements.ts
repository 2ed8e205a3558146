import type { Evidence } from '../evidence.ts';
import { FINISHED, heldAt } from './facts.ts';
import { commandRules } from './rules-commands.ts';
import { neutralRules } from './rules-neutral.ts';
import { stateRules } from './rules-state.ts';
import { allSaid, type Said } from './said.ts';

/** In order: the first that fits counts. */
const RULES = [...commandRules, ...stateRules, ...neutralRules];

/** The statements that were false, and the sentences that no rule knows. */
export function judgeStatements(evidence: Evidence): {
  readonly falseStatements: string[];
  readonly unknown: string[];
} {
  const falseStatements = [...falseEnds(evidence)];
  const unknown: string[] = [];
  for (const said of allSaid(evidence)) {
    const why = judge(evidence, said);
    if (why === UNKNOWN) unknown.push(said.sentence);
    else if (why !== undefined) falseStatements.push(`${placeOf(said)} "${said.sentence}": ${why}`);
  }
  return { falseStatements: [...new Set(falseStatements)], unknown: [...new Set(unknown)] };
}

const UNKNOWN = Symbol('no rule knows it');

function judge(evidence: Evidence, said: Said): string | typeof UNKNOWN | undefined {
  for (const { says, isFalse } of RULES) {
    const match = says.exec(said.sentence);
    if (match) return isFalse?.(evidence, said, match);
  }
  return UNKNOWN;
}

function placeOf({ where, about, at }: Said): string {
  return `${new Date(at).toISOString().slice(0, 16)} ${where} of ${about.device} (${about.condition})`;
}

/**
 * An alert that is resolved, or a ticket, says that the condition has recovered: at that very
 * moment it must be.
 */
function* falseEnds(evidence: Evidence): Generator<string> {
  for (const { id, about, archivedAt, archivedBy } of evidence.alerts)
    if (archivedBy === 'api' && archivedAt !== undefined && heldAt(evidence, about, archivedAt))
      yield `alert ${id} was resolved ${new Date(archivedAt).toISOString()} while its condition held`;
  for (const { id, about, turns } of evidence.tickets)
    for (const { at, status } of turns)
      if (FINISHED.has(status) && heldAt(evidence, about, at))
        yield `ticket ${id} was set to ${status} ${new Date(at).toISOString()} while its condition held`;
}
