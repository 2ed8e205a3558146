import { describe, expect } from 'vitest';
import { scenario } from '../../../helpers/app/scenario.ts';
import { addFleet } from '../../../helpers/app/storms.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

const times = (count: number, code: string) => Array.from({ length: count }, () => code);

describe('a site whose own record cannot be read', () => {
  scenario(
    'keeps no other site from its ticket, and its devices get theirs',
    { directory: 'none' },
    async (stage) => {
      const { app, customer } = stage;
      const elsewhere = await addFleet(app, { customer: 'EAST', count: 4, usedPercent: 50 });
      const servers = Array.from({ length: 4 }, () => stage.add());
      await addFleet(app, { customer: 'SOUTH', count: 6, usedPercent: 50 });
      await untilKnown(stage);
      const key = { partitionKey: `c${customer.id}`, rowKey: 'site-incident' };
      await app.tables.open('conditions').put({ ...key, state: 'paused' });
      for (const server of servers) server.goOffline();
      await stage.minutes(12);
      for (const server of elsewhere) server.goOffline();
      await stage.minutes(40);
      const titles = app.simulator.world.tickets.all().map(({ title }) => title);
      expect(titles).toContainEqual(expect.stringContaining('Site down: 4 of 4 always-on devices quiet at EAST'));
      expect(titles.filter((title) => title.startsWith('NW-SRV-'))).toHaveLength(4);
    },
    {
      outcomes: ['ticket-opened', ...times(4, 'ticket-opened'), ...times(4, 'site-incident')],
      tickets: times(5, 'Open'),
      openAlerts: 8,
    },
  );
});
