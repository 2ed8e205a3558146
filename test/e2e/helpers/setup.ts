import { afterAll, afterEach } from 'vitest';
import { guardLeaks } from '../../helpers/guards/leaks.ts';
import { guardNetwork } from '../../helpers/guards/network.ts';

// As in test/helpers/setup.ts, but time is real here. (What the host process reaches is not
// observed from here: its settings name addresses on this machine only.)
const leaks = guardLeaks();
const network = guardNetwork();

function failOn(summary: string, found: string[]): void {
  if (found.length > 0) throw new Error([summary, ...found].join('\n  - '));
}

afterEach(() => {
  failOn('Tests must not reach the network; use the simulator or a server on 127.0.0.1:', network.takeRefused());
});

afterAll(async () => {
  failOn('Left running by this test file:', await leaks.takeLeft());
});
