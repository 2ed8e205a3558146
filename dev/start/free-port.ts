/** How many ports are tried: more in a row are taken by something else than a second demo. */
const PORTS_TRIED = 50;

/**
 * Calls `start` with `first`, then with the ports after it, until one is not taken. Other errors go
 * on.
 */
export async function onFreePort<T>(first: number, start: (port: number) => Promise<T>): Promise<T> {
  for (let port = first; ; port++) {
    try {
      return await start(port);
    } catch (error) {
      if (!isTaken(error) || port + 1 >= first + PORTS_TRIED) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
