import { BacktestInputError } from './file-error.ts';

/** A row larger than this is not one. */
const MAX_ROW = 1_000_000;

/**
 * Returns the objects of a JSON text as they come, without holding the text: rows of an array, of
 * an array within an object (`items` of a page as Atera answers it), of several such pages, or one
 * object on each line.
 */
export async function* jsonRows(chunks: AsyncIterable<string>): AsyncGenerator<Record<string, unknown>> {
  const scan = new ObjectScan();
  for await (const chunk of chunks) {
    for (const text of scan.take(chunk)) yield* rowsIn(parse(text));
  }
  scan.end();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BacktestInputError(`The file is no readable JSON: ${(error as Error).message}`);
  }
}

/** A page holds its rows; everything else is a row itself. */
function rowsIn(value: unknown): Record<string, unknown>[] {
  const row = value as Record<string, unknown>;
  const { items } = row;
  return Array.isArray(items) ? items.filter((one) => typeof one === 'object' && one !== null) : [row];
}

/** Finds whole objects in a text that comes in pieces: elements of arrays, or one after the other at the top. */
class ObjectScan {
  /** What is open around the object, outermost first. */
  #open = '';
  #depth = 0;
  #text = '';
  #inString = false;
  #escaped = false;
  #began = false;

  take(chunk: string): string[] {
    const found: string[] = [];
    let from = this.#depth > 0 ? 0 : -1;
    for (let index = 0; index < chunk.length; index++) {
      const sign = chunk[index] as string;
      if (this.#skipsString(sign)) continue;
      if (this.#depth > 0) {
        if (sign === '{' || sign === '[') this.#depth++;
        if ((sign !== '}' && sign !== ']') || --this.#depth > 0) continue;
        found.push(this.#text + chunk.slice(from, index + 1));
        [this.#text, from] = ['', -1];
      } else if (sign === '{' && (this.#open.endsWith('[') || !this.#isPage(chunk, index))) {
        [this.#depth, from, this.#began] = [1, index, true];
      } else this.#around(sign);
    }
    if (this.#depth > 0) this.#text += chunk.slice(Math.max(from, 0));
    if (this.#text.length > MAX_ROW)
      throw new BacktestInputError('The file holds an object of more than a million characters, which is no alert.');
    return found;
  }

  end(): void {
    if (this.#depth > 0 || this.#open !== '')
      throw new BacktestInputError('The file is no readable JSON: it ends in the middle. Was the export interrupted?');
    if (!this.#began)
      throw new BacktestInputError('The file holds no alerts: neither an array of rows nor pages with `items`.');
  }

  #skipsString(sign: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (sign === '\\') this.#escaped = true;
      else if (sign === '"') this.#inString = false;
      return true;
    }
    if (sign === '"') this.#inString = true;
    return sign === '"';
  }

  /** An object at the top that soon opens an array is a page around its rows. */
  #isPage(chunk: string, index: number): boolean {
    return /^\{[^{}]{0,500}?"(?:items|alerts|value|data|agents)"\s*:\s*\[/i.test(chunk.slice(index, index + 600));
  }

  #around(sign: string): void {
    if (sign === '{' || sign === '[') this.#open += sign;
    if (sign === '}' || sign === ']') this.#open = this.#open.slice(0, -1);
    if (sign === '[') this.#began = true;
  }
}
