import { describe, expect, it } from 'vitest';
import { siteTicketText } from '../../../../shared/playbooks/site-incident/site-ticket-text.ts';
import { siteFacts as facts } from '../../../helpers/tickets/ticket-facts.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

describe('siteTicketText', () => {
  it('is one critical text about the whole site', () => {
    expect(siteTicketText(facts())).toMatchObject({
      headline: 'Site down: 7 of 9 always-on devices quiet at Northwind',
      raisedAt: at('07:58'),
      inspectedAt: at('08:10'),
      observed: 'Atera lists an offline alert for 7 of 9 always-on devices (list of 2026-03-02 08:10 UTC).',
      priority: 'Critical',
      impact: 'SiteDown',
    });
  });

  it('names the devices, up to ten', () => {
    const deviceNames = Array.from({ length: 12 }, (_, index) => `<PC-${index}>`);

    expect(siteTicketText(facts({ deviceNames: ['SRV-1', ''] })).observed).toContain(
      '7 of 9 always-on devices, namely SRV-1 (list of',
    );
    expect(siteTicketText(facts({ deviceNames })).observed).toContain('namely PC-0, PC-1, PC-2');
    expect(siteTicketText(facts({ deviceNames })).observed).toContain('PC-9 and 2 more (list of');
  });

  it('says how old the list is that devices are counted by, and when none of them is away', () => {
    expect(siteTicketText(facts({ listedAt: at('08:06') })).observed).toContain('(list of 2026-03-02 08:06 UTC)');
    expect(siteTicketText(facts({ quiet: 0 })).observed).toBe(
      'None of the 9 always-on devices is away any more: Atera lists no offline alert for it, or it was read online (list of 2026-03-02 08:10 UTC).',
    );
  });

  it('calls a customer without a readable name by its id', () => {
    expect(siteTicketText(facts({ customerName: '<>' })).headline).toContain('at customer 44');
    expect(siteTicketText(facts({ customerName: undefined })).headline).toContain('at customer 44');
  });
});
