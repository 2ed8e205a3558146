metadata description = 'Storage of the host, of the task hub and of the app. No account key opens it, only the identity.'

@description('Ids of the subnet and of the private zones; absent without a network of its own.')
type network = { endpointSubnetId: string, blobZoneId: string, queueZoneId: string, tableZoneId: string }

param name string
param location string
param tags object
param skuName string
param packageContainer string
param identityPrincipalId string

@description('With the storage backend the identity also sends and reads messages of the task hub.')
param usesQueues bool
param privateNetwork network?

var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: skuName }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork == null ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetwork == null ? 'Allow' : 'Deny'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource package 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }
  }

  resource queues 'queueServices' = { name: 'default' }
  resource tables 'tableServices' = { name: 'default' }
}

// Owner, not contributor: the host also sets the lease and the access of its own blobs.
resource blobRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, identityPrincipalId, blobDataOwner)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

resource tableRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, identityPrincipalId, tableDataContributor)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource queueRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (usesQueues) {
  scope: account
  name: guid(account.id, identityPrincipalId, queueDataContributor)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueDataContributor)
  }
}

module blobEndpoint 'private-endpoint.bicep' = if (privateNetwork != null) {
  params: {
    name: '${name}-blob'
    location: location
    tags: tags
    subnetId: privateNetwork!.endpointSubnetId
    zoneId: privateNetwork!.blobZoneId
    targetId: account.id
    group: 'blob'
  }
}

module queueEndpoint 'private-endpoint.bicep' = if (privateNetwork != null) {
  params: {
    name: '${name}-queue'
    location: location
    tags: tags
    subnetId: privateNetwork!.endpointSubnetId
    zoneId: privateNetwork!.queueZoneId
    targetId: account.id
    group: 'queue'
  }
}

module tableEndpoint 'private-endpoint.bicep' = if (privateNetwork != null) {
  params: {
    name: '${name}-table'
    location: location
    tags: tags
    subnetId: privateNetwork!.endpointSubnetId
    zoneId: privateNetwork!.tableZoneId
    targetId: account.id
    group: 'table'
  }
}

output id string = account.id
output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
