import { createRequire } from 'node:module';

interface Instance {
  readonly interceptors: {
    readonly request: { use(see: (request: ClientRequest) => ClientRequest): number };
  };
}

interface ClientRequest {
  readonly method?: string;
  readonly url?: string;
}

interface Axios {
  create(options?: object): Instance;
}

/**
 * Calls `see` for each request that a Durable client made from now on sends to its host, as `METHOD
 * path`, until the answer is called.
 */
export function watchClient(see: (request: string) => void): () => void {
  // The one that durable-functions loads, as it is no dependency of ours.
  const require = createRequire(createRequire(import.meta.url).resolve('durable-functions'));
  const axios = require('axios') as Axios;
  const { create } = axios;
  axios.create = (options) => {
    const instance = create(options);
    instance.interceptors.request.use((request) => {
      see(`${(request.method ?? 'get').toUpperCase()} ${new URL(request.url ?? '').pathname}`);
      return request;
    });
    return instance;
  };
  return () => {
    axios.create = create;
  };
}
