type Json = Readonly<Record<string, unknown>>;

/** Where runs are kept. */
export type Backend = 'storage' | 'scheduler';

/**
 * The setting that holds the address of the Durable Task Scheduler; infra/modules/app.bicep sets
 * it.
 */
export const SCHEDULER_CONNECTION = 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING';

/**
 * The host.json to deploy: for storage the one of the project, for Durable Task Scheduler the same
 * with another storage provider, and the task hub named by its setting. Throws when `base` names no
 * task hub.
 */
export function hostJson(base: Json, backend: Backend): Json {
  const extensions = section(base, 'extensions');
  const durableTask = section(extensions, 'durableTask');
  if (typeof durableTask.hubName !== 'string') throw new Error('host.json names no task hub');
  if (backend === 'storage') return base;
  return {
    ...base,
    extensions: {
      ...extensions,
      durableTask: {
        ...durableTask,
        // The scheduler has hubs of their own; an unset name would stop the start, and the template
        // sets it.
        hubName: '%TASKHUB_NAME%',
        storageProvider: { type: 'azureManaged', connectionStringName: SCHEDULER_CONNECTION },
      },
    },
  };
}

/** The backend that a setting names; blank = storage. Throws for any other word. */
export function backendOf(word: string | undefined): Backend {
  if (word === undefined || word === '' || word === 'storage') return 'storage';
  if (word === 'scheduler') return 'scheduler';
  throw new Error(`DURABLE_BACKEND is ${JSON.stringify(word)}, not storage or scheduler`);
}

function section(json: Json, name: string): Json {
  const value = json[name];
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
