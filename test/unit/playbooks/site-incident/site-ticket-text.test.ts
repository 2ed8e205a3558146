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
      observed: 'Atera: 7 of 9 offline (read 2026-03-02 08:10 UTC).',
      priority: 'Critical',
      impact: 'SiteDown',
    });
  });

  it('names the devices, up to ten', () => {
    const deviceNames = Array.from({ length: 12 }, (_, index) => `<PC-${index}>`);

    expect(siteTicketText(facts({ deviceNames: ['SRV-1', ''] })).observed).toContain(
      '7 of 9 offline, namely SRV-1 (read',
    );
    expect(siteTicketText(facts({ deviceNames })).observed).toContain('namely PC-0, PC-1, PC-2');
    expect(siteTicketText(facts({ deviceNames })).observed).toContain('PC-9 and 2 more (read');
  });

  it('calls a customer without a readable name by its id', () => {
    expect(siteTicketText(facts({ customerName: '<>' })).headline).toContain('at customer 44');
    expect(siteTicketText(facts({ customerName: undefined })).headline).toContain('at customer 44');
  });
});
