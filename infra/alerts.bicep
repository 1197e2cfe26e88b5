param location string
param tags object
param workspaceId string
param busId string
param emails array
param answerWithinMinutes int
param monthlyBudget int
param budgetStart string

var busAlerts = [
  {
    name: 'dead-letters'
    description: 'Messages were given up. Look at their reason, then send them again or let them go.'
    metric: 'DeadletteredMessages'
    entity: '*'
  }
  {
    name: 'quarantine'
    description: 'A contact could not be read and waits in the queue quarantine with its original bytes.'
    metric: 'ActiveMessages'
    entity: 'quarantine'
  }
]

var logAlerts = [
  {
    name: 'function-failures'
    description: 'Functions fail. Refusals of wrong requests (4xx) do not count.'
    enabled: true
    every: 'PT5M'
    window: 'PT15M'
    lookBack: null
    more: 5
    by: 'OperationName'
    query: '''
      AppRequests
      | where Success == false and not(ResultCode startswith '4')
      | project OperationName
    '''
  }
  {
    name: 'promise-missed'
    description: 'A customer waits longer for an answer than was promised.'
    enabled: answerWithinMinutes > 0
    every: 'PT5M'
    window: 'PT10M'
    lookBack: null
    more: 0
    by: ''
    query: '''
      AppMetrics
      | where Name == 'omni.customers.unanswered' and Max > 0
    '''
  }
  {
    name: 'silent-channel'
    description: 'A channel that was busy in the same two hours yesterday has said nothing for two hours.'
    enabled: true
    every: 'PT30M'
    window: 'PT1H'
    lookBack: 'P2D'
    more: 0
    by: 'Channel'
    query: '''
      AppMetrics
      | where Name == 'omni.contacts.published'
      | extend Channel = tostring(Properties.channel)
      | summarize
          Yesterday = sumif(Sum, TimeGenerated between (ago(26h) .. ago(24h))),
          Today = sumif(Sum, TimeGenerated > ago(2h))
          by Channel
      | where Yesterday >= 10 and Today == 0
    '''
  }
  {
    name: 'webhook-unavailable'
    description: 'Webhooks were answered with 503: the bus did not take the contacts. The providers send them again.'
    enabled: true
    every: 'PT5M'
    window: 'PT10M'
    lookBack: null
    more: 0
    by: 'Provider'
    query: '''
      AppMetrics
      | where Name == 'omni.webhook.requests' and tostring(Properties.outcome) == 'unavailable'
      | extend Provider = tostring(Properties.provider)
    '''
  }
  {
    name: 'identities-over-limit'
    description: 'Many values of one kind were not linked, as their customers have as many as one person has.'
    enabled: true
    every: 'PT30M'
    window: 'PT1H'
    lookBack: null
    more: 0
    by: 'Kind'
    query: '''
      AppMetrics
      | where Name == 'omni.identities.over_limit'
      | extend Kind = tostring(Properties.kind)
      | summarize Refused = sum(Sum) by Kind
      | where Refused > 20
    '''
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-contacts'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'contacts'
    emailReceivers: [for (email, index) in emails: {
      name: 'email-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource metricRules 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in busAlerts: {
  name: alert.name
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    enabled: true
    severity: 2
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: alert.name
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: alert.metric
          dimensions: [{ name: 'EntityName', operator: 'Include', values: [alert.entity] }]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}]

// A new workspace does not know the tables yet: the queries are checked when they first run.
resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: alert.name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: alert.description
    enabled: alert.enabled
    severity: 2
    scopes: [workspaceId]
    evaluationFrequency: alert.every
    windowSize: alert.window
    overrideQueryTimeRange: alert.lookBack
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          dimensions: empty(alert.by) ? [] : [{ name: alert.by, operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: alert.more
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [actionGroup.id] }
  }
}]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0) {
  name: 'budget'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactRoles: ['Owner']
      }
      reached: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactRoles: ['Owner']
      }
    }
  }
}
