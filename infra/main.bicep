targetScope = 'subscription'

metadata name = 'RMM Remediation'
metadata description = 'Everything the app needs in Azure, in a resource group of its own. No key is a parameter, a setting or an output: keys go into the vault afterwards.'

@description('Name of the installation; the resource group is rg-<name>. More than one Atera account = more than one installation.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources. It must offer Flex Consumption.')
param location string

@description('The most the app may do anywhere (docs/operations.md). Begin with observe.')
@allowed(['observe', 'propose', 'approve', 'auto'])
param mode string = 'observe'

@description('Where the API of Atera is.')
param ateraBaseUrl string = 'https://app.atera.com/api/v3'

@description('The share of the limit of Atera that the app may use, in requests per minute.')
@minValue(10)
@maxValue(4000)
param ateraRequestsPerMinute int = 350

@description('Id of the Automox organisation to act in. Blank = no Automox: devices are not touched.')
param automoxOrgId string = ''

@description('Where the API of Automox is.')
param automoxBaseUrl string = 'https://console.automox.com/api'

@description('The share of the limit of Automox, in requests per 5 minutes.')
@minValue(10)
@maxValue(10000)
param automoxRequestsPer5Minutes int = 1250

@description('The only Automox worklets that the app may run: ids with commas between them. Blank = those that the policy names.')
param workletAllowlist string = ''

@description('When open alerts are read: six NCRONTAB fields, UTC.')
param pollSchedule string = '0 */2 * * * *'

@description('IANA time zone of the customers, for the policy that is deployed with the app. Blank = the zone of the Atera account.')
param timeZone string = ''

@description('E-mail of the Atera technician who writes the comments, for the policy that is deployed with the app. Blank = no comments.')
param technicianEmail string = ''

@description('Where runs are kept: in the storage account, or in Durable Task Scheduler.')
@allowed(['storage', 'scheduler'])
param durableBackend string = 'storage'

@description('Price model of Durable Task Scheduler.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('Name of the task hub: a letter, then letters and digits.')
@minLength(3)
@maxLength(45)
param taskHubName string = 'RmmRemediation'

@description('Version of Node that the app runs on.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('Memory of an instance in MB; the price of its seconds goes with it.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('The most instances at once. Some regions refuse less than 40.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('How storage is copied: within one datacentre, or over three zones.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('Reach storage and vault only through a network of its own.')
param privateNetwork bool = false

@description('With privateNetwork: close the vault to the outside. Only after the keys have been put in.')
param closeVault bool = false

@description('Who is mailed when something is wrong. Blank = no alert rules are made.')
param alertEmail string = ''

@description('Minutes without a complete poll before somebody is mailed.')
@minValue(10)
@maxValue(110)
param pollLateMinutes int = 30

@description('Hours that a question may wait before somebody is mailed. Less than approvalExpiresHours of the policy (24).')
@minValue(1)
@maxValue(47)
param questionWarnHours int = 12

@description('GB of logs a day; nothing more is taken until the next day.')
@minValue(1)
@maxValue(100)
param logDailyCapGb int = 1

@description('Days that logs are kept. The first 31 are free.')
@allowed([30, 60, 90, 120, 180, 270, 365, 550, 730])
param logRetentionDays int = 30

@description('Client id of the app registration that people sign in with (docs/deploy.md). Blank = function keys alone.')
param authClientId string = ''

@description('Where people reach the app, for links in messages. Blank = its own address.')
param publicUrl string = ''

@description('Refuse whoever has not signed in, health aside.')
param signInRequired bool = false

@description('Hosts that channels may send to, beside those of Teams and Slack (docs/notifications.md), separated by commas.')
param notifyHosts string = ''

@description('Object id of whoever puts the keys into the vault. Blank = nobody is granted that.')
param deployerPrincipalId string = ''

@description('What that object is. A pipeline (ServicePrincipal) puts in no keys, and is granted nothing.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerPrincipalType string = 'User'

@description('Where the documentation is, for the links in alerts.')
param repositoryUrl string = 'https://github.com/OWNER/rmm-remediation'

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var packageContainer = 'app-package'
var usesScheduler = durableBackend == 'scheduler'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
    dailyCapGb: logDailyCapGb
    retentionDays: logRetentionDays
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: 'vnet-${token}', location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    skuName: storageSku
    packageContainer: packageContainer
    identityPrincipalId: identity.outputs.principalId
    usesQueues: !usesScheduler
    privateNetwork: privateNetwork
      ? {
          endpointSubnetId: network!.outputs.endpointSubnetId
          blobZoneId: network!.outputs.blobZoneId
          queueZoneId: network!.outputs.queueZoneId
          tableZoneId: network!.outputs.tableZoneId
        }
      : null
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    identityPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
    closed: closeVault
    privateNetwork: privateNetwork
      ? { endpointSubnetId: network!.outputs.endpointSubnetId, vaultZoneId: network!.outputs.vaultZoneId }
      : null
  }
}

module scheduler 'modules/scheduler.bicep' = if (usesScheduler) {
  scope: group
  params: {
    name: 'dts-${token}'
    taskHubName: taskHubName
    location: location
    tags: tags
    skuName: schedulerSku
    identityPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    serviceName: 'app'
    identity: { id: identity.outputs.id, clientId: identity.outputs.clientId }
    storage: {
      blobEndpoint: storage.outputs.blobEndpoint
      queueEndpoint: storage.outputs.queueEndpoint
      tableEndpoint: storage.outputs.tableEndpoint
    }
    packageContainer: packageContainer
    insightsConnectionString: monitoring.outputs.connectionString
    appSettings: {
      ANSWER_LINK_KEY_SECRET: 'answer-link-key'
      ATERA_BASE_URL: ateraBaseUrl
      ATERA_API_KEY_SECRET: 'atera-api-key'
      ATERA_REQUESTS_PER_MINUTE: string(ateraRequestsPerMinute)
      AUTOMOX_BASE_URL: automoxBaseUrl
      AUTOMOX_ORG_ID: automoxOrgId
      AUTOMOX_API_KEY_SECRET: 'automox-api-key'
      AUTOMOX_REQUESTS_PER_5_MINUTES: string(automoxRequestsPer5Minutes)
      KEY_VAULT_URL: vault.outputs.uri
      NOTIFY_HOSTS: notifyHosts
      POLICY_FILE: 'policy.json'
      POLL_SCHEDULE: pollSchedule
      PUBLIC_URL: publicUrl
      REMEDIATION_MODE: mode
      SIGN_IN: empty(authClientId) ? 'none' : 'easyauth'
      TASKHUB_NAME: taskHubName
      WORKLET_ALLOWLIST: workletAllowlist
    }
    schedulerConnection: usesScheduler
      ? 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
      : ''
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    subnetId: privateNetwork ? network!.outputs.appSubnetId : null
    authClientId: authClientId
    signInRequired: signInRequired
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    name: guid(group.id, 'workbook')
    displayName: 'RMM Remediation ${environmentName}'
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    storageId: storage.outputs.id
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmail)) {
  scope: group
  params: {
    prefix: 'rmm-${token}'
    location: location
    tags: tags
    alertEmail: alertEmail
    insightsId: monitoring.outputs.insightsId
    storageId: storage.outputs.id
    appUri: app.outputs.uri
    runbookUrl: '${repositoryUrl}/blob/main/docs/runbook.md'
    pollLateMinutes: pollLateMinutes
    questionWarnHours: questionWarnHours
  }
}

// What azd and the scripts need next. Names and addresses only.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP string = app.outputs.name
output APP_URL string = app.outputs.uri
output KEY_VAULT_URL string = vault.outputs.uri
output AUTOMOX_ORG_ID string = automoxOrgId
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output DURABLE_BACKEND string = durableBackend
output POLICY_TIME_ZONE string = timeZone
output POLICY_TECHNICIAN_EMAIL string = technicianEmail
