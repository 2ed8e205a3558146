metadata description = 'What the app did, what waits, and what it costs in logs, on one page.'

param name string
param displayName string
param location string
param tags object
param insightsId string
param storageId string

var panels = [
  { name: 'polls', title: 'Complete polls an hour', look: 'timechart', query: loadTextContent('../kql/workbook-polls.kql') }
  { name: 'events', title: 'What was done, by hour', look: 'timechart', query: loadTextContent('../kql/workbook-events.kql') }
  { name: 'ends', title: 'How runs ended', look: 'table', query: loadTextContent('../kql/workbook-ends.kql') }
  { name: 'questions', title: 'Questions without an answer (8 days)', look: 'table', query: loadTextContent('../kql/workbook-questions.kql') }
  { name: 'trouble', title: 'What a person should read', look: 'table', query: loadTextContent('../kql/workbook-trouble.kql') }
  { name: 'vendors', title: 'Requests to vendors, by answer', look: 'table', query: loadTextContent('../kql/workbook-vendors.kql') }
  { name: 'budgets', title: 'Rate budgets: granted, and seconds waited', look: 'table', query: loadTextContent('../kql/workbook-budgets.kql') }
  { name: 'volume', title: 'Megabytes of logs a day', look: 'timechart', query: loadTextContent('../kql/workbook-volume.kql') }
]

var logItems = [
  for panel in panels: {
    type: 3
    name: panel.name
    content: {
      version: 'KqlItem/1.0'
      query: panel.query
      size: 0
      title: panel.title
      timeContextFromParameter: 'range'
      queryType: 0
      resourceType: 'microsoft.insights/components'
      visualization: panel.look
    }
  }
]

var rangeItem = {
  type: 9
  name: 'parameters'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.insights/components'
    parameters: [
      {
        id: '3f6f0d5e-6f5b-4b0b-9a51-6a5c8c0c7a10'
        version: 'KqlParameterItem/1.0'
        name: 'range'
        label: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 14400000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
  }
}

var storageItem = {
  type: 10
  name: 'storage'
  content: {
    chartId: 'storage'
    version: 'MetricsItem/2.0'
    size: 0
    chartType: 2
    resourceType: 'microsoft.storage/storageaccounts'
    metricScope: 0
    resourceIds: [storageId]
    timeContextFromParameter: 'range'
    timeContext: { durationMs: 86400000 }
    title: 'Storage operations by answer'
    metrics: [
      {
        namespace: 'microsoft.storage/storageaccounts'
        metric: 'microsoft.storage/storageaccounts-Transaction-Transactions'
        aggregation: 1
        splitBy: 'ResponseType'
      }
    ]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: insightsId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([rangeItem], logItems, [storageItem])
      fallbackResourceIds: [insightsId]
    })
  }
}
