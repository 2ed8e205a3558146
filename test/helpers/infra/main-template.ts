import { readFileSync } from 'node:fs';
import { type Deployment, deployTemplate } from './deploy-template.ts';

/** The committed template as text. */
export const mainTemplate = readFileSync(new URL('../../../infra/main.json', import.meta.url), 'utf8');

/** The least that somebody must give. */
export const NAMED = { environmentName: 'one', location: 'westeurope' };

/** Every switch on. */
export const EVERYTHING = {
  ...NAMED,
  durableBackend: 'scheduler',
  privateNetwork: true,
  closeVault: true,
  alertEmail: 'night@msp.example',
  authClientId: '44444444-0000-4000-8000-000000000004',
  signInRequired: true,
  deployerPrincipalId: '55555555-0000-4000-8000-000000000005',
  automoxOrgId: '104321',
};

/** What the committed template comes to with these parameters. */
export function deployed(parameters: Record<string, unknown> = NAMED, text = mainTemplate): Deployment {
  return deployTemplate(JSON.parse(text), parameters);
}
