/** Returns what people read of a Teams message, line by line; buttons in brackets. */
export function readTeams(message: unknown): string[] {
  return textsOf((message as { attachments: { content: unknown }[] }).attachments[0]?.content);
}

/** Returns what people read of a Slack message, line by line; buttons in brackets. */
export function readSlack(message: unknown): string[] {
  return textsOf((message as { blocks: unknown }).blocks);
}

interface Node {
  readonly type?: string;
  readonly text?: unknown;
  readonly title?: string;
  readonly inlines?: readonly { readonly text: string }[];
}

function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text, title, inlines } = node as Node;
  if (inlines) return [inlines.map((inline) => inline.text).join('')];
  if (type === 'Action.OpenUrl') return [`[${title}]`];
  if (type === 'button') return [`[${(text as { text: string }).text}]`];
  if (type === 'plain_text') return String(text).split('\n');
  return Object.values(node).flatMap(textsOf);
}
