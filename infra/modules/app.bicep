metadata description = 'The app on Flex Consumption: its plan, its runtime, every setting it reads, and who may sign in.'

param name string
param planName string
param location string
param tags object

@description('The name of the service in azure.yaml.')
param serviceName string
param identity { id: string, clientId: string }
param storage { blobEndpoint: string, queueEndpoint: string, tableEndpoint: string }
param packageContainer string
param insightsConnectionString string

@description('What the app reads, by name (shared/setting-definitions.ts), without what follows from the resources above.')
param appSettings object

@description('Connection of the Durable Task Scheduler. Blank = the task hub is in the storage account.')
param schedulerConnection string

@allowed(['22', '24'])
param nodeVersion string

@allowed([512, 2048, 4096])
param instanceMemoryMB int
param maximumInstances int
param subnetId string?

@description('Client id of the app registration that people sign in with. Blank = function keys alone.')
param authClientId string

@description('Refuse whoever has not signed in, health aside. Otherwise a function key alone still opens the API.')
param signInRequired bool

var taskHubSetting = 'AzureFunctionsJobHost__extensions__durableTask__hubName'
var noSecretSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'

var hostSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  AzureWebJobsStorage__blobServiceUri: storage.blobEndpoint
  AzureWebJobsStorage__queueServiceUri: storage.queueEndpoint
  AzureWebJobsStorage__tableServiceUri: storage.tableEndpoint
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  // Host and app read both, and sign in separately: classic or OpenTelemetry mode (host.json) makes no difference here.
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
  // The exporter of the app would send numbers about itself to Microsoft.
  APPLICATION_INSIGHTS_NO_STATSBEAT: '1'
  AZURE_CLIENT_ID: identity.clientId
  STORAGE_CONNECTION: storage.tableEndpoint
  // host.json has a fixed name, so that it starts without any setting; this keeps it equal to TASKHUB_NAME.
  '${taskHubSetting}': appSettings.TASKHUB_NAME
}
var schedulerSettings = empty(schedulerConnection)
  ? {}
  : { DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnection }
// The identity stands in for a client secret of the app registration.
var authSettings = empty(authClientId) ? {} : { '${noSecretSetting}': identity.clientId }
var settings = union(hostSettings, appSettings, schedulerSettings, authSettings)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
    }
    functionAppConfig: {
      runtime: { name: 'node', version: nodeVersion }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.blobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        // Instances that are kept running are paid for by the hour.
        alwaysReady: []
      }
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource auth 'config' = if (!empty(authClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: signInRequired
        unauthenticatedClientAction: signInRequired ? 'Return401' : 'AllowAnonymous'
        // Never a route that goes by who is signed in, such as /api/answer: it is not documented that a forged
        // sign-in is taken out of what is excluded.
        excludedPaths: [
          '/api/dashboard'
          '/api/dashboard/*'
          '/api/health/live'
          '/api/health/ready'
          '/api/webhooks/atera'
        ]
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: authClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
            clientSecretSettingName: noSecretSetting
          }
          validation: { allowedAudiences: [authClientId, 'api://${authClientId}'] }
        }
      }
      login: { tokenStore: { enabled: true } }
    }
  }
}

output name string = site.name
output uri string = 'https://${site.properties.defaultHostName}'
