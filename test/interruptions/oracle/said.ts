import type { About, Evidence } from '../evidence.ts';

/** One sentence that the app reported to people, in its surroundings. */
export interface Said {
  readonly sentence: string;
  /** The text it stands in. */
  readonly whole: string;
  readonly where: 'ticket' | 'comment' | 'outcome' | 'decision' | 'remediation';
  readonly about: About;
  /** When it was written, by the vendor's clock or the app's own word. */
  readonly at: number;
  /**
   * The last time it was still reported so. In a ticket that is when it was written: everybody can
   * read how old it is.
   */
  readonly until: number;
}

/** Labels of the lines of a ticket, and of the parts of a comment; they claim nothing. */
const LABEL =
  /^(?:(?:What|Since|Evidence|Tried|Please do|Before|Latest|Done by the app|Proposed|Proposed before|Update from the remediation app \[rmm [^\]]+\]): )+/;

/** Every sentence in titles, descriptions, comments, outcomes and decisions. */
export function allSaid(evidence: Pick<Evidence, 'tickets' | 'reported'>): Said[] {
  const inTickets = evidence.tickets.flatMap(({ isCarried, title, description, comments, createdAt: at, about }) => [
    ...(isCarried
      ? []
      : [`${title.replace(/ \[rmm .*/, '')}.\n${description}`].flatMap((text) =>
          said(text, { where: 'ticket', about, at, until: at }),
        )),
    ...comments
      .filter(({ isOurs }) => isOurs)
      .flatMap((one) => said(one.text, { where: 'comment', about, at: one.at, until: one.at })),
  ]);
  const inApi = evidence.reported.flatMap(({ source: where, about, text, writtenAt: at, lastReadAt: until }) =>
    said(text, { where, about, at, until }),
  );
  return [...inTickets, ...inApi];
}

/** The sentences of one text. */
function said(whole: string, about: Omit<Said, 'sentence' | 'whole'>): Said[] {
  return (
    whole
      .split('\n')
      // What a device printed is quoted, each line set in: its words are not the app's.
      .filter((line) => !line.startsWith('  '))
      .flatMap((line) => line.split(/(?<=[.!?])\s+(?=[A-Z"0-9])/))
      .map((part) => part.replace(LABEL, ''))
      .filter((sentence) => sentence !== '')
      .map((sentence) => ({ ...about, sentence, whole }))
  );
}
