param name string
param location string
param tags object
param vnetEnabled bool
param workspaceId string

var entities = loadJsonContent('entities.json').serviceBus
var subscriptions = flatten(map(
  entities.topics,
  topic => map(topic.subscriptions, subscription => union(subscription, { path: '${topic.name}/${subscription.name}' }))
))
var rules = flatten(map(
  subscriptions,
  subscription => map(subscription.rules, rule => union(rule, { path: '${subscription.path}/${rule.name}' }))
))

// Private endpoints exist on Premium alone.
resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: vnetEnabled ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: vnetEnabled ? 'Disabled' : 'Enabled'
  }
}

// Event Grid delivers from outside the network, as a trusted service.
resource trusted 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (vnetEnabled) {
  parent: bus
  name: 'default'
  properties: {
    publicNetworkAccess: 'Disabled'
    defaultAction: 'Deny'
    trustedServiceAccessEnabled: true
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in entities.queues: {
  parent: bus
  name: queue.name
  properties: {
    requiresSession: queue.requiresSession
    requiresDuplicateDetection: queue.requiresDuplicateDetection
    duplicateDetectionHistoryTimeWindow: queue.duplicateDetectionHistoryTimeWindow
    lockDuration: queue.lockDuration
    maxDeliveryCount: queue.maxDeliveryCount
    defaultMessageTimeToLive: queue.defaultMessageTimeToLive
    deadLetteringOnMessageExpiration: queue.deadLetteringOnMessageExpiration
  }
}]

resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topic in entities.topics: {
  parent: bus
  name: topic.name
  properties: {
    requiresDuplicateDetection: topic.requiresDuplicateDetection
    duplicateDetectionHistoryTimeWindow: topic.duplicateDetectionHistoryTimeWindow
    defaultMessageTimeToLive: topic.defaultMessageTimeToLive
    supportOrdering: true
    // The most that Standard has: what is sent while the database is away waits here.
    maxSizeInMegabytes: 5120
  }
}]

// One at a time: the provider answers 429 or 409 to many at once.
@batchSize(1)
resource topicSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for subscription in subscriptions: {
  name: '${bus.name}/${subscription.path}'
  properties: {
    requiresSession: subscription.requiresSession
    lockDuration: subscription.lockDuration
    maxDeliveryCount: subscription.maxDeliveryCount
    defaultMessageTimeToLive: subscription.defaultMessageTimeToLive
    deadLetteringOnMessageExpiration: subscription.deadLetteringOnMessageExpiration
    deadLetteringOnFilterEvaluationExceptions: true
  }
  dependsOn: [topics]
}]

// A subscription is born with the rule $Default, which takes everything: the filter of that name replaces it.
@batchSize(1)
resource subscriptionRules 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [for rule in rules: {
  name: '${bus.name}/${rule.path}'
  properties: {
    filterType: 'CorrelationFilter'
    correlationFilter: rule.correlationFilter
  }
  dependsOn: [topicSubscriptions]
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: bus
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = bus.id
output name string = bus.name
output hostName string = '${bus.name}.servicebus.windows.net'
