/** An expression of an ARM template: what stands between `[` and `]`. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression };

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(\d+)|([A-Za-z_]\w*)|([().,[\]]))/y;

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'mark';
  readonly text: string;
}

/** Parses the expression, without its brackets. Throws on what the templates here do not use. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokensOf(source));
  const parsed = parser.expression();
  if (parser.next() !== undefined) throw new Error(`cannot read the expression ${source}`);
  return parsed;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const [, text, number, name, mark] = TOKEN.exec(source) ?? [];
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else throw new Error(`cannot read the expression from here on: ${source.slice(at)}`);
  }
  return tokens;
}

class Parser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  expression(): Expression {
    let parsed = this.#primary();
    while (this.#peek('.') || this.#peek('[')) {
      if (this.next()?.text === '.') {
        const name = this.next();
        if (name?.kind !== 'name') throw new Error('a member has no name');
        parsed = { kind: 'member', of: parsed, key: { kind: 'literal', value: name.text } };
      } else {
        parsed = { kind: 'member', of: parsed, key: this.expression() };
        this.#expect(']');
      }
    }
    return parsed;
  }

  #primary(): Expression {
    const token = this.next();
    if (token?.kind === 'text') return { kind: 'literal', value: token.text };
    if (token?.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token?.kind !== 'name') throw new Error(`an expression begins with ${token?.text}`);
    this.#expect('(');
    const args: Expression[] = [];
    while (!this.#peek(')')) {
      args.push(this.expression());
      if (!this.#peek(')')) this.#expect(',');
    }
    this.#expect(')');
    return { kind: 'call', name: token.text, args };
  }

  #peek(mark: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'mark' && token.text === mark;
  }

  #expect(mark: string): void {
    if (!this.#peek(mark)) throw new Error(`${mark} is missing`);
    this.#at++;
  }
}
