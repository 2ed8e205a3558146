import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Reads lines that must not be displayed: from a terminal without echo, else as they are piped in.
 */
export interface HiddenLines {
  /** Blank once the input has ended. */
  next(question: string): Promise<string>;
  close(): void;
}

/** Opens them on `input`; questions go to `output`, and nothing of what is typed does. */
export function hiddenLines(
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): HiddenLines {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: input.isTTY === true });
  const arrived: string[] = [];
  let waiting: ((line: string) => void) | undefined;
  let hasEnded = false;
  lines.on('line', (line) => {
    if (waiting) waiting(line);
    else arrived.push(line);
  });
  lines.on('close', () => {
    hasEnded = true;
    waiting?.('');
  });
  return {
    async next(question) {
      output.write(question);
      const early = arrived.shift();
      if (early !== undefined || hasEnded) return ended(early ?? '');
      const { promise, resolve } = Promise.withResolvers<string>();
      waiting = resolve;
      const line = await promise;
      waiting = undefined;
      return ended(line);
    },
    close: () => lines.close(),
  };

  function ended(line: string): string {
    output.write('\n');
    return line;
  }
}
