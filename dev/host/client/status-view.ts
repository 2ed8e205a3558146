import type { Instance } from '../engine/hub.ts';
import type { InstanceRecord } from '../engine/types.ts';
import { historyView } from './history-view.ts';

export interface StatusOptions {
  showInput?: boolean;
  showHistory?: boolean;
  showHistoryOutput?: boolean;
}

/**
 * JSON text of one instance as the management API answers it; not always valid JSON (see
 * `rawOutput`).
 */
export function statusJson({ record, history }: Instance, options: StatusOptions = {}): string {
  const { showInput = true, showHistory = false, showHistoryOutput = false } = options;
  const fields = [
    `"name":${JSON.stringify(record.entity ? record.instanceId : record.name)}`,
    `"instanceId":${JSON.stringify(record.instanceId)}`,
    `"runtimeStatus":"${record.status}"`,
    `"input":${showInput ? inputOf(record) : 'null'}`,
    `"customStatus":${record.customStatus ?? 'null'}`,
    `"output":${rawOutput(record)}`,
    `"createdTime":"${wholeSeconds(record.createdAt)}"`,
    `"lastUpdatedTime":"${wholeSeconds(record.updatedAt)}"`,
  ];
  if (showHistory && history.events.length > 0) {
    const events = historyView(record, history.events, { showInput, showOutput: showHistoryOutput });
    fields.push(`"historyEvents":${JSON.stringify(events)}`);
  }
  return `{${fields.join(',')}}`;
}

function inputOf({ input, entity }: InstanceRecord): string {
  return entity ? JSON.stringify({ exists: entity.exists, state: entity.state, sorter: {} }) : (input ?? 'null');
}

/**
 * The real host echoes a text that looks like JSON as JSON, and `undefined` (what the client sends
 * when terminate has no reason) as that word, which makes the body invalid. Kept, so that tests
 * meet it here first.
 */
function rawOutput({ output, outputIsText }: InstanceRecord): string {
  if (output === null) return 'null';
  if (!outputIsText) return output;
  if (output === 'undefined') return output;
  try {
    JSON.parse(output);
    return output;
  } catch {
    return JSON.stringify(output);
  }
}

function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
