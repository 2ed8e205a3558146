metadata description = 'Durable Task Scheduler: the other backend. It takes identities only, there is no key.'

param name string
param taskHubName string
param location string
param tags object
param skuName string
param identityPrincipalId string

var durableTaskDataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // An empty list would refuse everybody. Who may do what is decided by the role alone.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: skuName }
  }

  resource hub 'taskHubs' = {
    name: taskHubName
    properties: {}
  }
}

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, identityPrincipalId, durableTaskDataContributor)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', durableTaskDataContributor)
  }
}

output endpoint string = scheduler.properties.endpoint
