import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';

afterAll(printRequests);

describe('a device that is back before the app comes to the ticket that its alert carries', () => {
  scenario(
    'is asked about: its ticket does not say that Atera reports nothing',
    { ...seldomPolled, automox: true, simulator: { world: { opensTicket: () => true } } },
    async (stage) => {
      const device = stage.add();
      await stage.enroll(device);
      device.goOffline();
      await stage.minutes(33);
      device.comeBack();
      await stage.hours(4);
      const texts = stage.ticket().comments.map(({ text }) => text);
      expect(texts.join('\n')).not.toContain('Atera does not report');
      expect(texts.join('\n')).toContain('Atera: online');
    },
    { outcomes: ['verified-recovered'], tickets: ['Open'], comments: 1 },
  );
});
