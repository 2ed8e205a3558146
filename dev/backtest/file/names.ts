import { createHash } from 'node:crypto';
import type { Note } from '../../../shared/backtest/report.ts';
import type { RawRow } from './raw-rows.ts';

/**
 * The ids of a file. An export of a dashboard may have none: then a device is who has the same name
 * at the same customer, and gets numbers of its own.
 */
export class Names {
  readonly agentOfGuid = new Map<string, number>();
  readonly #customers = new Map<string, number>();
  readonly #devices = new Map<string, number>();
  readonly #has = { ids: false, devices: false, customers: false };

  /** Learns which ids a row has. */
  learn(row: RawRow): void {
    const [agent, guid] = [Number(row.AgentId), textOf(row.DeviceGuid)];
    this.#has.ids ||= textOf(row.AlertID) !== '';
    this.#has.devices ||= agent > 0 || guid !== '';
    this.#has.customers ||= Number(row.CustomerID) > 0;
    if (agent > 0 && guid !== '') this.agentOfGuid.set(guid.toLowerCase(), agent);
  }

  /** Nothing more is learnt. */
  settle(): void {
    Object.freeze(this.#has);
  }

  /** Returns the ids of a row that the file itself does not have. `number` counts its rows. */
  idsOf(row: RawRow, number: number): RawRow {
    const customer = textOf(row.CustomerName);
    const device = textOf(row.DeviceName);
    const name = `${customer}\n${device}`.toLowerCase();
    const missing = !this.#has.devices && device !== '';
    return {
      ...(!this.#has.ids && { AlertID: number }),
      ...(!this.#has.customers && customer !== '' && { CustomerID: numberOf(this.#customers, customer.toLowerCase()) }),
      ...(missing && { AgentId: numberOf(this.#devices, name), DeviceGuid: guidOf(name) }),
    };
  }

  notes(): Note[] {
    const areUsed = this.#customers.size > 0 || this.#devices.size > 0;
    return areUsed ? [{ code: 'names-as-ids', values: {} }] : [];
  }
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).trim();
}

function numberOf(known: Map<string, number>, name: string): number {
  const found = known.get(name) ?? known.size + 1;
  known.set(name, found);
  return found;
}

/** So that an alert about a device without an agent has something to name it by. */
function guidOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}
