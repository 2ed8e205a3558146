import { z } from 'zod';
import { playbooks, type SectionSchemas, sectionSchemas } from '../playbooks/index.ts';
import { languages } from '../texts/language.ts';
import { byCustomer, count, wait } from './fields.ts';
import { OFFICE_HOURS, timeZone, weeklySpans } from './hours.ts';
import { answerByLinkSection } from './sections/answer-by-link.ts';
import { repeatedDevices } from './sections/automox-section.ts';
import { breakerSection } from './sections/breaker-section.ts';
import { classificationSection } from './sections/classification.ts';
import { customFieldsSection } from './sections/custom-fields.ts';
import { customerSection } from './sections/customer-section.ts';
import { modesSection } from './sections/modes.ts';
import { notifySection } from './sections/notify-section.ts';
import { quietHoursSection, windowsTooShort } from './sections/quiet-hours.ts';
import { reportSection } from './sections/report-section.ts';
import { siteRule } from './sections/site-rule-section.ts';
import { reopenRule, ticketRulesSection, ticketStatusSection } from './sections/ticket-rules.ts';
import { workletsOfTwoPurposes, workletsSection } from './sections/worklets.ts';

export { isPlaybook, type PlaybookName, playbookNames } from '../playbooks/index.ts';
export { type Mode, modeAllows, modes } from './ladder.ts';
export { effectiveMode } from './sections/modes.ts';

type Sections = { readonly [Section in keyof SectionSchemas]: z.ZodPrefault<SectionSchemas[Section]> };

/** The sections of the playbooks, by name. */
const playbookSections = Object.fromEntries(
  playbooks
    .filter(({ policy }) => !policy.isShared)
    .map(({ label, policy: { section } }) => {
      const description = `Playbook ${label.en.toLowerCase()}.`;
      return [section, (sectionSchemas()[section] as z.ZodObject).prefault({}).meta({ description })];
    }),
) as unknown as Sections;

const language = z.enum(languages);

/** Whom tickets of a customer are opened for; the main contact is named, never assumed. */
const endUser = z.union([
  z.int().positive(),
  z.strictObject({ email: z.email().max(200) }),
  z.strictObject({ main: z.literal(true) }),
]);

/** The policy file: what may be done for whom, when, and every wait and threshold. */
export const policy = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({ unit: 'path', description: 'policy.schema.json, for editors.', widens: 'never' }),
    modes: modesSection.optional().meta({
      description: 'What each playbook may do. Not given: REMEDIATION_MODE alone decides, for every customer.',
    }),
    technicianEmail: z.email().optional().meta({
      unit: 'e-mail',
      description: 'The Atera technician who writes our comments; without one no comments are written.',
      widens: 'given',
    }),
    publicComments: z.boolean().default(false).meta({
      unit: 'true or false',
      description: 'Let the customer see our comments on a ticket. Otherwise they are internal.',
      widens: 'more',
    }),
    workletOutput: z.boolean().default(true).meta({
      unit: 'true or false',
      description:
        'Quote in a ticket, internally, what a worklet printed on the device: its last lines, with what looks like a secret left out.',
      widens: 'more',
    }),
    ticketStatus: ticketStatusSection
      .prefault({})
      .meta({ description: "Atera's names of the ticket statuses we set; an MSP may have renamed them." }),
    ticketRules: ticketRulesSection.prefault({}).meta({
      description:
        "What your own ticket automation does to every new ticket, so that it is not taken for a person's work. What is not named is learned: the same change on three earlier tickets.",
    }),
    contacts: byCustomer(endUser).meta({
      unit: 'contact',
      description:
        'The end user our tickets are opened for, by customer id: a contact id; `{"email": "…"}`, found at that customer without regard to case and added where it is missing; or `{"main": true}`, the customer\'s main contact. One that is archived, gone or of another customer is not used (`contact-unusable` in the log), the system contact is.',
      widens: 'given',
    }),
    systemContactEmail: z
      .string()
      .includes('{customerId}', { message: 'must contain {customerId}, or two customers would share a contact' })
      .includes('@')
      .default('rmm+{customerId}@msp.example')
      .meta({
        unit: 'e-mail',
        description: 'Otherwise a system contact with this address is found or created.',
        widens: 'always',
      }),
    timeZone: timeZone.optional().meta({
      unit: 'IANA zone',
      description: "Where customers are unless they say otherwise. Not given: Atera's zone of the account, else UTC.",
      widens: 'always',
    }),
    language: language.default('en').meta({
      unit: 'language',
      description:
        'What tickets, questions and outcomes are written in: en or de. Numbers and times are written to match.',
      widens: 'never',
    }),
    businessHours: weeklySpans
      .default(OFFICE_HOURS)
      .meta({ description: 'When people are at work.', widens: 'always' }),
    maintenanceWindows: weeklySpans
      .default([])
      .meta({ description: 'When devices may be rebooted. None: never.', widens: 'more-time' }),
    quietHours: quietHoursSection.prefault({}).meta({ description: 'When polls come less often.' }),
    worklets: workletsSection.prefault({}).meta({ description: 'Automox worklets by what they are for.' }),
    customers: byCustomer(customerSection).meta({ description: 'What differs for single customers, by customer id.' }),
    reopenWithinDays: z.number().min(0).max(366).default(7).meta({
      unit: 'days',
      description: 'A condition that comes back within this reopens its ticket instead of getting a new one.',
      widens: 'always',
    }),
    reopen: reopenRule,
    humanCloseHoldsDays: wait(
      'days',
      7,
      'Somebody ended a ticket whose condition still held: nothing more is written about it for so long, unless it gets worse or it recovers and fires again.',
      'less',
    ),
    ticketReadHours: wait(
      'hours',
      4,
      'An open ticket is read again after this (one that is older: after as long again, at most a day), and before each note.',
      'more',
    ),
    repeatCommentHours: wait('hours', 24, 'At most one "still happening" comment per ticket in this time.', 'less'),
    remediationDeadlineMinutes: wait(
      'minutes',
      240,
      'A remediation older than this is looked after by the poll.',
      'more',
    ),
    brokenRunRetryMinutes: wait(
      'minutes',
      30,
      'After an unexpected error the condition is checked again after this.',
      'less',
    ),
    inspectionFailuresBeforeTicket: count(
      5,
      'A condition whose inspection failed so often in a row, or for 24 hours, gets a ticket that says that it could not be verified.',
      'always',
    ),
    listLagMinutes: wait(
      'minutes',
      10,
      'An alert still listed this long after it was resolved counts as open again.',
      'always',
    ),
    firstPollMaxAgeHours: wait(
      'hours',
      72,
      'Alerts older than this when the account is first polled are recorded only; they are taken up if asked for, or if they fire again.',
      'more',
    ),
    directoryRefreshMinutes: wait(
      'minutes',
      240,
      'How often the devices of both vendors are listed and matched; checked every 5 minutes.',
      'more',
    ),
    customFields: customFieldsSection.prefault({}).meta({
      description: 'Custom fields of Atera by which people there narrow what the app may do. They never widen it.',
    }),
    optOutCheckHours: wait(
      'hours',
      4,
      'How often a device that is to be left alone, or that Atera does not know, is checked again while its alert is open.',
      'never',
    ),
    retryAfterMinutes: z.array(z.number().positive().max(1_440)).max(10).default([1, 3, 10]).meta({
      unit: 'minutes each',
      description: 'Waits before a failed vendor call is tried again; after the last one the step fails.',
      widens: 'always',
    }),
    ticketLagMinutes: wait(
      'minutes',
      1,
      'How long a new ticket may be missing from lists: it is looked for twice, this far apart, before another is opened.',
      'less',
    ),
    answerByLink: answerByLinkSection
      .prefault({})
      .meta({ description: 'Who may answer a question through the link in a message.' }),
    approvalExpiresHours: wait('hours', 24, 'An approval that nobody gave by then is a ticket for a person.', 'more'),
    deferredExpiresHours: wait(
      'hours',
      72,
      'How long a yes holds to what is done in no maintenance window (one for a window holds to the end of the next one, at most 8 days); an offline device with a reboot pending gets its ticket after this.',
      'more',
    ),
    returnCheckMinutes: wait('minutes', 60, 'How often an approved action checks whether its device is back.', 'never'),
    busyCheckMinutes: wait(
      'minutes',
      20,
      'How often it tries again while its device or its customer is busy with another one.',
      'never',
    ),
    attemptsPerDay: count(1, 'Actions on one device for one condition within 24 hours, at most.', 'more'),
    attemptsPerWeek: count(3, 'The same within 7 days; then a person is called.', 'more'),
    fixHoldsDays: wait('days', 7, 'A condition that comes back within this was not fixed.', 'less'),
    breaker: breakerSection.prefault({}).meta({ description: 'When a customer is left alone.' }),
    siteRule: siteRule.prefault({}).meta({ description: 'When many quiet devices are one incident.' }),
    report: reportSection
      .prefault({})
      .meta({ description: 'What reports count as minutes saved; they print the formula.' }),
    notify: notifySection.prefault({}).meta({ description: 'Whom to notify of what, and where.' }),
    ...playbookSections,
    classification: classificationSection
      .prefault({})
      .meta({ description: "How a tenant's own alerts are recognised, beside Atera's built-in texts." }),
  })
  .refine(({ attemptsPerDay, attemptsPerWeek }) => attemptsPerDay <= attemptsPerWeek, {
    path: ['attemptsPerWeek'],
    message: 'must not be less than attemptsPerDay',
  })
  .check(({ value, issues }) => {
    for (const mistake of repeatedDevices(value.customers))
      issues.push({ code: 'custom', input: value.customers, ...mistake });
  })
  .check(({ value, issues }) => {
    for (const mistake of [...workletsOfTwoPurposes(value), ...windowsTooShort(value)])
      issues.push({ code: 'custom', input: value, ...mistake });
  })
  .check(({ value, issues }) => {
    const minutes = Math.max(...playbooks.map((playbook) => playbook.bind(value).longestWaitMinutes));
    if (value.remediationDeadlineMinutes > minutes) return;
    const message = `must be more than ${minutes}, the longest that a remediation waits by this policy: the watchdog would end it`;
    issues.push({
      code: 'custom',
      input: value.remediationDeadlineMinutes,
      path: ['remediationDeadlineMinutes'],
      message,
    });
  });

/** The policy as every part of the app reads it: complete, with defaults filled in. */
export type Policy = z.infer<typeof policy>;
