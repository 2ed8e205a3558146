import { MINUTE, type TestApp } from './app.ts';

/** A call and the status that it is to have. */
export interface Call {
  readonly name: string;
  readonly status: number;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The mute that docs/requests.http makes: its id follows from the key. */
export const MUTE_ID = 'maea10c66259f1a0522e55d020561209';
const MUTE_KEY = { 'idempotency-key': 'change-0815' };

/** A moment some days ahead. */
export function later({ clock }: TestApp): string {
  return new Date(clock.now() + 100 * 60 * MINUTE).toISOString();
}

/** Calls of every route of mutes, with the status of each. */
export function muteCalls(until: string): Call[] {
  const body = { agentId: 1201, until, reason: 'x' };
  const made = (['createMute', 'createLongMute'] as const).flatMap((name): Call[] => {
    const path = name === 'createMute' ? '/mutes' : '/mutes/long';
    return [
      { name, status: name === 'createMute' ? 201 : 200, path, body, headers: MUTE_KEY },
      {
        name,
        status: name === 'createMute' ? 200 : 201,
        path,
        body,
        ...(name === 'createMute' && { headers: MUTE_KEY }),
      },
      { name, status: 400, path, body: { ...body, until: '2026-03-01T00:00:00Z' } },
      { name, status: 413, path, body: 'x'.repeat(10_001) },
      { name, status: 422, path, body: { ...body, reason: 'y' }, headers: MUTE_KEY },
    ];
  });
  return [
    ...made,
    { name: 'createMute', status: 403, path: '/mutes', body: { customerId: 11, until, reason: 'x' } },
    { name: 'listMutes', status: 200, path: '/mutes' },
    { name: 'listMutes', status: 400, path: '/mutes?state=x' },
    { name: 'listMuteChoices', status: 200, path: '/mute-choices?search=srv' },
    { name: 'listMuteChoices', status: 400, path: '/mute-choices?q=srv' },
    { name: 'getMute', status: 200, path: `/mutes/${MUTE_ID}` },
    { name: 'getMute', status: 404, path: '/mutes/x' },
    { name: 'endMute', status: 400, path: `/mutes/${MUTE_ID}` },
    { name: 'endMute', status: 404, path: '/mutes/x?reason=x' },
    { name: 'endMute', status: 200, path: `/mutes/${MUTE_ID}?reason=x` },
  ];
}
