/** What the app does outside, in the infinitive. */
const deeds = {
  'write a ticket': 'write a ticket',
  'open a ticket': 'open a ticket',
  'reopen a ticket': 'reopen a ticket',
  'comment a ticket': 'comment a ticket',
  'close a ticket': 'close a ticket',
  'create a contact': 'create a contact',
  'resolve an alert': 'resolve an alert',
  'send a command to a device': 'send a command to a device',
} as const;

/** What the app does outside. */
export type Deed = keyof typeof deeds;

/** What the app may not do: clauses without a full stop. */
export const en = {
  deeds: deeds as Readonly<Record<Deed, string>>,
  modeForbids: ({ mode, deed }: { mode: string; deed: string }): string => `Mode ${mode} does not allow to ${deed}`,
  killSwitchOn: ({ reason, deed }: { reason: string; deed: string }): string =>
    `The kill switch is on (${reason}): the app may not ${deed} now`,
  policyStopped: ({ why, deed }: { why: string; deed: string }): string => `${why}. The app may not ${deed} now`,
  policyChanged: 'The policy was changed a moment ago, and nothing is sent by the one before',
  notApproved: 'Nobody approved this command for what is read now',
  contactArchived: ({ email }: { email: string }): string =>
    `the contact ${email} of this customer is archived in Atera, which opens no tickets for it: take it out of the archive, or name another one in the policy (contacts)`,
  noCustomer: 'the alert names no customer, and Atera opens tickets for a customer only',
};
