import { type Check, none } from '../check.ts';
import type { PlayedDay } from '../once.ts';

/** Checks what people were told, and what came of links, of planned maintenance and of webhooks. */
export function checkTelling(played: PlayedDay): Check[] {
  return [...checkMessages(played), ...checkLinks(played), checkMaintenance(played), checkWebhooks(played)];
}

/** What the checks of messages and links need of a played day. */
export interface ToldFacts {
  readonly receiver: Pick<PlayedDay['receiver'], 'told'>;
  readonly product: { readonly tally: { counts(): { readonly questions: number } } };
  readonly operator: {
    readonly linksUsed: readonly {
      readonly question: { readonly deviceName: string };
      readonly isOpenStill: boolean;
    }[];
  };
}

/** Checks that people were told of every question, and of nothing twice. */
export function checkMessages({ receiver, product }: Pick<ToldFacts, 'receiver' | 'product'>): Check[] {
  const said = receiver.told.flatMap(({ says }) => says);
  const told = said.filter(({ event }) => event === 'approval-needed').map(({ id }) => id);
  const { questions } = product.tally.counts();
  const figures = `${questions} questions, ${receiver.told.length} messages`;
  return [
    none(`every question was told once (${figures})`, [
      ...repeated(told.map(String)),
      ...(told.length === questions ? [] : [`${told.length} were told`]),
    ]),
    none('no message came twice', repeated(receiver.told.map(({ channel, id }) => `#${channel} ${id}`))),
    none(
      'nothing was told twice under two ids',
      repeated(said.map(({ event, remediationId, text }) => [event, remediationId, text].join(' '))),
    ),
  ];
}

/** A server's name ends otherwise. */
const NO_SERVER = /-(PC|LT)\d+$/;

/** Checks what links did, and that none is for a server. */
export function checkLinks({ receiver, operator }: Pick<ToldFacts, 'receiver' | 'operator'>): Check[] {
  const { linksUsed } = operator;
  const withLink = receiver.told.flatMap(({ says }) => says).filter(({ answer }) => answer !== undefined);
  const ofServers = withLink.filter(({ device }) => !NO_SERVER.test(device));
  const unused = linksUsed.length === 1 ? [] : [`${linksUsed.length} questions were answered by link`];
  return [
    none('a link answered one question, and no second time', [
      ...unused,
      ...linksUsed.filter(({ isOpenStill }) => isOpenStill).map(({ question }) => question.deviceName),
    ]),
    none(
      `no link without a sign-in answers about a server (${withLink.length} links)`,
      ofServers.map(({ device }) => device),
    ),
  ];
}

/** The monitoring of its customer opens a ticket for each alert: that one is Atera's own. */
function checkMaintenance({ events, simulator, outcomes }: PlayedDay): Check {
  const { device, from, until, answers } = events.maintenance;
  const { agentId, name } = [...simulator.world.devices.values()].find((one) => one.name === device) ?? {};
  const alert = simulator.world.alerts.all().find((one) => one.agentId === agentId && one.createdAt > from);
  const written = simulator.requests.filter(
    ({ method, path, at }) =>
      method !== 'GET' && at >= from && at < until && path.includes(`/${alert?.ticketId ?? 'none'}`),
  );
  const became = outcomes.find(({ alertId }) => alertId === alert?.id);
  return none(`nothing was done about ${name} while it was muted, and it was taken up afterwards`, [
    ...answers.filter((status) => status !== 201).map((status) => `planning it was answered ${status}`),
    ...written.map(({ method, path }) => `${method} ${path}`),
    ...(became?.ticketId === undefined ? ['it has no ticket'] : []),
  ]);
}

function checkWebhooks({ events: { webhookAnswers } }: PlayedDay): Check {
  const refused = webhookAnswers.filter((status) => status !== 202).map(String);
  const missing = webhookAnswers.length === 0 ? ['none came'] : [];
  return none(`Atera's word that a ticket has changed was taken (${webhookAnswers.length})`, [...refused, ...missing]);
}

function repeated(all: readonly string[]): string[] {
  return [...new Set(all.filter((one, index) => all.indexOf(one) < index))];
}
