import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { deviceKey } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { playbookNames } from '../../../shared/playbooks/index.ts';
import type { MuteChoices } from '../answers/mutes.ts';
import { readQuery } from '../parts/request-input.ts';

type Deps = Pick<AppDeps, 'directory' | 'monitored' | 'customers' | 'clock'>;

/** What is searched for. */
export const ListChoices = z.strictObject({
  search: z
    .string()
    .trim()
    .max(100)
    .default('')
    .meta({ description: 'A part of the name of a device or its customer, or the key of a device.' }),
});

/** As many as a person looks through. */
const MOST = 20;

/** Devices do not come and go while a form is filled in; an account may have ten thousand. */
const KNOWN_MS = 5 * MINUTE_MS;

interface Listed {
  readonly key: string;
  readonly name: string;
  readonly kind: 'agent' | 'network';
  readonly customerId: number | undefined;
  readonly customerName: string | undefined;
}

/**
 * `GET /api/mute-choices[?search=]`: what can be muted: devices of the last listing that fit, without
 * a search none, the customers, each with its time zone, and the playbooks. 200; 400 says what is
 * wrong. Reads the listing at most every five minutes.
 */
export function makeListChoices(deps: Deps) {
  const listed = rememberingList(deps);
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListChoices);
    if ('refusal' in query) return query.refusal;
    const all = await listed();
    const wanted = query.value.search.toLowerCase();
    const found = wanted === '' ? [] : all.filter((one) => fits(one, wanted));
    const zoneOf = async (customerId: number | undefined) => (await deps.customers.policyOf(customerId)).timeZone;
    const devices = found.slice(0, MOST).map(async ({ key, name, kind, customerId, customerName }) => ({
      ...{ key, name, kind, timeZone: await zoneOf(customerId) },
      customer: customerId === undefined ? null : { id: customerId, name: customerName ?? null },
    }));
    const customers = [...customersIn(all)].map(async ([id, name]) => ({ id, name, timeZone: await zoneOf(id) }));
    const jsonBody: z.input<typeof MuteChoices> = {
      devices: await Promise.all(devices),
      moreDevices: found.length > MOST,
      customers: (await Promise.all(customers)).sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
      playbooks: [...playbookNames],
    };
    return { jsonBody };
  };
}

function fits({ key, name, customerName = '' }: Listed, wanted: string): boolean {
  return (
    key.toLowerCase() === wanted || name.toLowerCase().includes(wanted) || customerName.toLowerCase().includes(wanted)
  );
}

function customersIn(all: readonly Listed[]): Map<number, string | null> {
  const found = new Map<number, string | null>();
  for (const { customerId, customerName } of all)
    if (customerId !== undefined && !found.get(customerId)) found.set(customerId, customerName ?? null);
  return found;
}

function rememberingList({ directory, monitored, clock }: Deps): () => Promise<readonly Listed[]> {
  let known: { readonly at: number; readonly list: readonly Listed[] } | undefined;
  return async () => {
    if (known && clock.now() < known.at + KNOWN_MS) return known.list;
    const list: Listed[] = [];
    for await (const { id, machineName, customerId, customerName } of directory.agents())
      list.push({ key: deviceKey({ agentId: id }), name: machineName, kind: 'agent', customerId, customerName });
    const names = customersIn(list);
    for await (const { deviceGuid, name, customerId } of monitored.all()) {
      const customerName = names.get(customerId ?? 0) ?? undefined;
      list.push({ key: deviceKey({ deviceGuid }), name, kind: 'network', customerId, customerName });
    }
    list.sort((a, b) => a.name.localeCompare(b.name));
    known = { at: clock.now(), list };
    return list;
  };
}
