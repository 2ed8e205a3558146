import { describe, expect, it } from 'vitest';
import { deployed, EVERYTHING, mainTemplate, NAMED } from '../../helpers/infra/main-template.ts';
import { typed } from '../../helpers/infra/rules.ts';

const APP = '22222222-0000-4000-8000-000000000002';
const PERSON = EVERYTHING.deployerPrincipalId;

const BLOB_OWNER = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b';
const QUEUE_CONTRIBUTOR = '974c5e8b-45b9-4653-ba55-5f855dd0fb88';
const TABLE_CONTRIBUTOR = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3';
const METRICS_PUBLISHER = '3913510d-42f4-4e42-8a64-420c390055eb';
const SECRETS_USER = '4633458b-17de-408a-b874-0445c86b69e6';
const SECRETS_OFFICER = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7';
const DURABLE_TASK_CONTRIBUTOR = '0ad04412-c4d5-4796-b79c-f76d14c8d402';

const STORAGE = 'Microsoft.Storage/storageAccounts/stabcdefghijklm';
const VAULT = 'Microsoft.KeyVault/vaults/kv-abcdefghijklm';
const INSIGHTS = 'Microsoft.Insights/components/appi-abcdefghijklm';
const HUB = 'Microsoft.DurableTask/schedulers/taskHubs/dts-abcdefghijklm/RmmRemediation';

/** Who may do what where, in an order of its own. */
function granted(parameters: Record<string, unknown>, text = mainTemplate) {
  return typed(deployed(parameters, text), 'Microsoft.Authorization/roleAssignments')
    .map(({ scope, properties }) => [
      String(properties.principalId),
      String(properties.roleDefinitionId).split('/').at(-1) ?? '',
      (scope ?? 'everything').replace('/group/', ''),
    ])
    .toSorted();
}

const of = (...rows: readonly string[][]) => rows.toSorted();

const ALWAYS = [
  [APP, BLOB_OWNER, STORAGE],
  [APP, TABLE_CONTRIBUTOR, STORAGE],
  [APP, METRICS_PUBLISHER, INSIGHTS],
  [APP, SECRETS_USER, VAULT],
];

describe('roles', () => {
  it('are these five with the storage backend, each on one resource', () => {
    expect(granted(NAMED)).toEqual(of(...ALWAYS, [APP, QUEUE_CONTRIBUTOR, STORAGE]));
  });

  it('have the task hub instead of queues with the scheduler, and let whoever deploys write secrets', () => {
    expect(granted(EVERYTHING)).toEqual(
      of(...ALWAYS, [APP, DURABLE_TASK_CONTRIBUTOR, HUB], [PERSON, SECRETS_OFFICER, VAULT]),
    );
  });

  it('give a pipeline that deploys nothing in the vault', () => {
    const pipeline = { ...NAMED, deployerPrincipalId: PERSON, deployerPrincipalType: 'ServicePrincipal' };

    expect(granted(pipeline)).toEqual(granted(NAMED));
  });

  it.each([
    [SECRETS_USER, SECRETS_OFFICER],
    [TABLE_CONTRIBUTOR, '17d1049b-9a84-46fb-8f53-869881c3d3ab'],
  ])('would differ with %s as %s', (what, by) => {
    expect(granted(NAMED, mainTemplate.replaceAll(what, by))).not.toEqual(granted(NAMED));
  });
});
