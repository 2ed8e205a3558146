metadata description = 'Who is told what: one mail for each rule that fires, with a link to its section of the runbook.'

param prefix string
param location string
param tags object
param alertEmail string
param insightsId string
param storageId string
param appUri string

@description('Address of docs/runbook.md.')
param runbookUrl string
param pollLateMinutes int
param questionWarnHours int

var logRules = [
  {
    name: 'poll-too-old'
    severity: 1
    window: 'PT2H'
    says: 'No poll has been complete for ${pollLateMinutes} minutes: alerts pile up unseen.'
    query: replace(loadTextContent('../kql/poll-too-old.kql'), '{pollLateMinutes}', string(pollLateMinutes))
  }
  {
    name: 'runs-failing'
    severity: 2
    window: 'PT1H'
    says: 'Runs fail, do not begin, or were given up.'
    query: loadTextContent('../kql/runs-failing.kql')
  }
  {
    name: 'budget-paused'
    severity: 3
    window: 'PT1H'
    says: 'A vendor refuses requests as too many, again and again or for long.'
    query: loadTextContent('../kql/budget-paused.kql')
  }
  {
    name: 'questions-expiring'
    severity: 2
    window: 'P2D'
    says: 'A question to a person has had no answer for ${questionWarnHours} hours.'
    query: replace(loadTextContent('../kql/questions-expiring.kql'), '{questionWarnHours}', string(questionWarnHours))
  }
]

var probes = [
  {
    name: 'not-ready'
    severity: 1
    says: 'The app does not answer, or says that it cannot do its work.'
    text: '"status":"ready"'
    passIfFound: true
  }
  {
    name: 'key-expiring'
    severity: 2
    says: 'A vendor key ends within 14 days or has ended; or health could not be read at all, then not-ready fires as well.'
    text: ': replace it'
    passIfFound: false
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-alerts'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'rmm'
    enabled: true
    emailReceivers: [{ name: 'e-mail', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in logRules: {
    name: '${prefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: '${rule.says} ${runbookUrl}#${rule.name}'
      severity: rule.severity
      enabled: true
      scopes: [insightsId]
      // Each evaluation within 15 minutes costs more.
      evaluationFrequency: 'PT15M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // Before the first log line its table does not exist.
      skipQueryValidation: true
      actions: {
        actionGroups: [group.id]
        customProperties: { runbook: '${runbookUrl}#${rule.name}' }
      }
    }
  }
]

resource tests 'Microsoft.Insights/webtests@2022-06-15' = [
  for probe in probes: {
    name: '${prefix}-${probe.name}'
    location: location
    tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
    kind: 'standard'
    properties: {
      Name: probe.name
      SyntheticMonitorId: '${prefix}-${probe.name}'
      Kind: 'standard'
      Enabled: true
      // Paid by the run: one place, four times an hour.
      Frequency: 900
      Timeout: 30
      RetryEnabled: true
      Locations: [{ Id: 'emea-nl-ams-azr' }]
      Request: { RequestUrl: '${appUri}/api/health/ready', HttpVerb: 'GET', ParseDependentRequests: false }
      ValidationRules: {
        // The key test is about the words alone: that the app is not ready is the other one's.
        ExpectedHttpStatusCode: probe.passIfFound ? 200 : 0
        IgnoreHttpStatusCode: !probe.passIfFound
        SSLCheck: true
        ContentValidation: { ContentMatch: probe.text, IgnoreCase: false, PassIfTextFound: probe.passIfFound }
      }
    }
  }
]

resource probeAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (probe, index) in probes: {
    name: '${prefix}-${probe.name}'
    location: 'global'
    tags: tags
    properties: {
      description: '${probe.says} ${runbookUrl}#${probe.name}'
      severity: probe.severity
      enabled: true
      scopes: [tests[index].id, insightsId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT30M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
        webTestId: tests[index].id
        componentId: insightsId
        failedLocationCount: 1
      }
      autoMitigate: true
      actions: [{ actionGroupId: group.id, webHookProperties: { runbook: '${runbookUrl}#${probe.name}' } }]
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${prefix}-storage-throttled'
  location: 'global'
  tags: tags
  properties: {
    description: 'Storage refuses or delays requests as too many. ${runbookUrl}#storage-throttled'
    severity: 2
    enabled: true
    scopes: [storageId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 20
          skipMetricValidation: true
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ServerBusyError'
                'ClientThrottlingError'
                'ClientAccountRequestThrottlingError'
                'ClientAccountBandwidthThrottlingError'
                'SuccessWithThrottling'
              ]
            }
          ]
        }
      ]
    }
    autoMitigate: true
    actions: [{ actionGroupId: group.id, webHookProperties: { runbook: '${runbookUrl}#storage-throttled' } }]
  }
}
