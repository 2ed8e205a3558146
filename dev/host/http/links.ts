export interface LinkOptions {
  hubName: string;
  /** System key of the durabletask extension. */
  key: string;
}

/** Prefix of the public management API. */
export const WEBHOOK_PREFIX = '/runtime/webhooks/durabletask';
/** Prefix the SDK uses on the RPC address. */
export const RPC_PREFIX = '/durabletask';

const queryOf = ({ hubName, key }: LinkOptions) => `taskHub=${hubName}&connection=Storage&code=${key}`;

/** The URLs a start answers. */
export function instanceLinks(origin: string, instanceId: string, options: LinkOptions) {
  const base = `${origin}${WEBHOOK_PREFIX}/instances/${encodeURIComponent(instanceId)}`;
  const query = queryOf(options);
  return {
    id: instanceId,
    statusQueryGetUri: `${base}?${query}`,
    sendEventPostUri: `${base}/raiseEvent/{eventName}?${query}`,
    terminatePostUri: `${base}/terminate?reason={text}&${query}`,
    purgeHistoryDeleteUri: `${base}?${query}`,
    restartPostUri: `${base}/restart?${query}`,
    suspendPostUri: `${base}/suspend?reason={text}&${query}`,
    resumePostUri: `${base}/resume?reason={text}&${query}`,
  };
}

/** JSON of the value a durableClient input binding gets. */
export function clientBinding(origin: string, rpcOrigin: string, options: LinkOptions): string {
  const { rewindPostUri, ...links } = { rewindPostUri: '', ...instanceLinks(origin, 'INSTANCEID', options) };
  const start = `${origin}${WEBHOOK_PREFIX}/orchestrators/{functionName}[/{instanceId}]`;
  const { id, statusQueryGetUri, sendEventPostUri, terminatePostUri, ...others } = links;
  return JSON.stringify({
    taskHubName: options.hubName,
    connectionName: null,
    creationUrls: {
      createNewInstancePostUri: `${start}?code=${options.key}`,
      createAndWaitOnNewInstancePostUri: `${start}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&code=${options.key}`,
    },
    managementUrls: {
      id,
      statusQueryGetUri,
      sendEventPostUri,
      terminatePostUri,
      rewindPostUri: `${origin}${WEBHOOK_PREFIX}/instances/INSTANCEID/rewind?reason={text}&${queryOf(options)}`,
      ...others,
    },
    baseUrl: `${origin}${WEBHOOK_PREFIX}`,
    requiredQueryStringParameters: `code=${options.key}`,
    rpcBaseUrl: `${rpcOrigin}${RPC_PREFIX}/`,
    httpBaseUrl: null,
    maxGrpcMessageSizeInBytes: null,
    grpcHttpClientTimeout: null,
  });
}
