metadata description = 'The vault of the vendor keys. The template makes it and grants access; it never holds a key.'

@description('Ids of the subnet and of the private zone; absent without a network of its own.')
type network = { endpointSubnetId: string, vaultZoneId: string }

param name string
param location string
param tags object
param workspaceId string
param identityPrincipalId string

@description('Who puts the keys in: may write secrets. Blank = nobody is granted that.')
param deployerPrincipalId string

@description('A pipeline (ServicePrincipal) puts in no keys, and is granted nothing.')
param deployerPrincipalType string

@description('Answer only inside the network. Do this after the keys have been put in: from outside nobody can write then.')
param closed bool
param privateNetwork network?

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
var isClosed = closed && privateNetwork != null

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: isClosed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isClosed ? 'Deny' : 'Allow'
    }
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identityPrincipalId, secretsUser)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId) && deployerPrincipalType != 'ServicePrincipal') {
  scope: vault
  name: guid(vault.id, deployerPrincipalId, secretsOfficer)
  properties: {
    principalId: deployerPrincipalId
    principalType: deployerPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

// Who read or wrote which secret, and when. A few hundred lines a day.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = if (privateNetwork != null) {
  params: {
    name: '${name}-vault'
    location: location
    tags: tags
    subnetId: privateNetwork!.endpointSubnetId
    zoneId: privateNetwork!.vaultZoneId
    targetId: vault.id
    group: 'vault'
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
