/** What is sent to channels: headings and sentences. `about` is a device, or a customer. */
export const en = {
  kinds: {
    'approval-needed': 'Answer needed',
    'approval-expired': 'Question not answered in time',
    'ticket-opened': 'Ticket opened',
    'action-done': 'Action done',
    'action-failed': 'Action without verified success',
    'site-incident': 'Site incident',
    'vendor-suspected': 'Vendor outage suspected',
    'app-unhealthy': 'RMM Remediation needs attention',
    'policy-changed': 'Policy changed',
    'kill-switch-changed': 'Kill switch changed',
    'mute-created': 'Mute created',
    'daily-summary': 'Daily summary',
  },
  /** The same where an event says that it is over. */
  ended: {
    'vendor-suspected': 'Vendor outage no longer suspected',
    'app-unhealthy': 'RMM Remediation is well again',
  },
  /** What the reader does about it. */
  toDo: {
    'approval-needed': 'Approve or reject it. Until then, what it asks for is not done.',
    'approval-expired': 'It can no longer be answered, and what it asked for was not done.',
    'action-failed': 'Inspect the device before anything is tried again.',
    'site-incident': "Check the site's power, internet connection and firewall first.",
    'vendor-suspected': "Check the vendor's status page before anybody drives to a site.",
    'app-unhealthy': 'See health in the dashboard; docs/troubleshooting.md says what to do.',
    'policy-changed':
      'If none of your people did this, withdraw it or bring back the version before, on the page Policy of the dashboard.',
    'kill-switch-changed': 'If none of your people did this, set the kill switch right in the dashboard.',
    'mute-created': 'If none of your people did this, end it on the page Mutes of the dashboard.',
  },
  answerUntil: ({ until }: { until: string }): string => `It can be answered until ${until}.`,
  playbook: 'Playbook',
  priority: 'Priority',
  ticket: 'Ticket',
  when: 'When',
  priorities: { Low: 'Low', Medium: 'Medium', High: 'High', Critical: 'Critical' },
  answer: 'Answer',
  answerAbout: ({ about }: { about: string }): string => `Answer: ${about}`,
  answerInDashboard: 'Answer in the dashboard',
  openDashboard: 'Open in the dashboard',
  openInDashboardAbout: ({ about }: { about: string }): string => `Open: ${about}`,
  noLinks: 'Open the dashboard to answer.',
  /** At the foot: how the same message is recognised if it comes twice. */
  sameMessage: ({ id }: { id: string }): string => `Message ${id}`,

  digestHeading: ({ count, questions }: { count: string; questions: number }): string =>
    questions === 0
      ? `${count} events in one message`
      : `${count} events in one message, ${questions === 1 ? '1 answer needed' : `${questions} answers needed`}`,
  digestSpan: ({ from, to }: { from: string; to: string }): string =>
    from === to ? `All of it at ${from}.` : `From ${from} to ${to}.`,
  questionsTitle: 'Answers needed',
  namedTitle: 'The most important',
  othersTitle: 'The most important of the others',
  countsTitle: 'Everything that happened',
  moreLines: ({ count }: { count: string }): string => `… and ${count} more.`,
  moreCounts: ({ count, lines }: { count: string; lines: string }): string =>
    `… and ${count} more events in ${lines} more lines.`,

  summarySpan: ({ from, to }: { from: string; to: string }): string => `From ${from} to ${to}.`,
  figuresTitle: 'In figures',
  figures: {
    alertsSeen: 'Alerts listed',
    takenUp: 'Taken up',
    recovered: 'Recovered by themselves',
    fixed: 'Fixed and verified',
    ticketsOpened: 'With a ticket',
    failed: 'Could not be finished',
  },
  noFigures: 'The figures of this time are not known: they could not be read.',
  openQuestionsTitle: ({ count }: { count: string }): string => `Open questions: ${count}`,
  noQuestions: 'No question is open.',
  heldTitle: 'Tickets ended by a person while what they are about still occurred',
  heldLine: ({ what, until }: { what: string; until: string }): string =>
    until === '' ? what : `${what}: left alone until ${until}, unless it recovers or gets worse`,
  mutesTitle: 'Mutes',
  muteLine: ({ what, from, until }: { what: string; from: string; until: string }): string =>
    `${what}, ${from} to ${until}`,
  muteBy: ({ line, by }: { line: string; by: string }): string => `${line}, by ${by}`,
  warningsTitle: 'Health warnings',

  customerNumber: ({ id }: { id: number }): string => `customer ${id}`,
  testHeading: 'Test message of RMM Remediation',
  testText: 'This channel receives messages. Nothing happened, and nothing is to be done.',
};
