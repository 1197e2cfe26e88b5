targetScope = 'subscription'

@description('Name of the azd environment. All names in Azure follow from it, the subscription and the location.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything that has one.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Who runs azd: may fill in the secrets of the channels. Empty: nobody gets a role.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@description('E-mail and SMS of Azure Communication Services. Closed to new customers; see docs/deploy.md.')
param acsEnabled bool = false

@description('Where Communication Services keeps its data, such as Europe. Fixed at creation.')
param acsDataLocation string = 'Europe'

@description('Azure Bot with the Teams channel. Its messages arrive at /api/messages.')
param botEnabled bool = false

@description('Private endpoints for storage, bus, database and vault. Makes the bus a Premium one. To be decided before the first deployment.')
param vnetEnabled bool = false

@description('Spreads app, storage and database over the zones of the region. To be decided before the first deployment.')
param zoneRedundant bool = false

@description('Pay for each request unit instead of autoscaled throughput. To be decided before the first deployment.')
param serverless bool = true

@description('Autoscale only: the highest throughput of each container, in request units a second.')
@minValue(1000)
param cosmosMaxThroughput int = 1000

@description('Instances kept ready for webhooks; 0 starts them on demand. At least 2 where zones are used.')
@minValue(0)
param alwaysReady int = 0

@description('Country of phone numbers that are written without a country code.')
@minLength(2)
@maxLength(2)
param defaultRegion string = 'RU'

@description('Minutes within which a customer is promised an answer; 0 switches the promise off.')
@minValue(0)
param answerWithinMinutes int = 30

@description('Megabytes of the largest file that is fetched for a contact.')
@minValue(1)
@maxValue(2000)
param attachmentMegabytes int = 50

@description('Origins whose browsers may send forms unsigned, separated by semicolons.')
param allowedOrigins string = ''

@description('Values of identities of one person alone, whatever the rules say; a list as in docs/identity.md.')
param identityJoining string = ''

@description('Values of identities that several people use; a list as in docs/identity.md.')
param identityShared string = ''

@description('Values of identities that belong to nobody; a list as in docs/identity.md.')
param identityBlocked string = ''

@description('How many current values of a kind one person has at most, such as phone=5;email=5; as in docs/identity.md.')
param identityLimits string = ''

@description('A value that has made so many one customer joins no more.')
@minValue(1)
@maxValue(100)
param identitySharedAfter int = 5

@description('Bits of evidence from which customers who look like one person are suggested, 10 to 60, or off.')
param identitySuggestFrom string = '18'

@description('Mailboxes out of which mail is picked up: address,department,folder,keep|read|move:folder, several with semicolons; docs/channels.md.')
param mailboxes string = ''

@description('Mailboxes tell of new mail at once, besides being read each minute; Microsoft Graph has to reach the app.')
param mailboxPush bool = true

@description('Who sends mail that answers what came by a provider which only receives: mailbox, acs-email, or nobody; docs/replies.md.')
@allowed(['', 'mailbox', 'acs-email'])
param replyEmailThrough string = ''

@description('The address that such mail comes from: one of the mailboxes, or of a domain of Communication Services.')
param replyEmailFrom string = ''

@description('Who sends SMS that answer what came by a provider which only receives: twilio-sms, acs, or nobody; docs/replies.md.')
@allowed(['', 'twilio-sms', 'acs'])
param replySmsThrough string = ''

@description('The number that such SMS come from.')
param replySmsFrom string = ''

@description('When nobody gets offers, in the customer\'s time zone, such as 21:00-09:00, or off.')
param replyQuietHours string = '21:00-09:00'

@description('Time zone of the business and of customers of whom nothing better is known: an IANA name.')
param replyTimeZone string = 'Europe/Moscow'

@description('Offers that one customer gets in seven days at most.')
@minValue(0)
@maxValue(1000)
param replyMarketingPerWeek int = 2

@description('Days after a customer\'s last message in which an answer to it is one.')
@minValue(1)
@maxValue(3650)
param replyOpenForDays int = 90

@description('Channels on which the bot answers besides those of the Azure Bot, separated by semicolons: whatsapp;telegram.')
param botChannels string = ''

@description('Who deals with what the bot hands off and no topic names anybody for; support where empty.')
param botDepartment string = ''

@description('When people are at work, such as 09:00-21:00 in the time zone of the business; always where empty.')
param botDeskHours string = ''

@description('How sure the bot has to be of what somebody means, in percent; 25 where empty.')
param botConfidence string = ''

@description('Channels of the Azure Bot that understand the event handoff.initiate, separated by semicolons.')
param botHandOffChannels string = ''

@description('A language model that helps the bot: what clients of OpenAI call the base address, such as https://name.openai.azure.com/openai/v1. None where empty; its key is the secret Bot--Model--Key.')
param botModelEndpoint string = ''

@description('The model, or its deployment.')
param botModelName string = ''

@description('Which value of a field stands in the golden profile; a list as in docs/identity.md.')
param profileSurvivorship string = ''

@description('Our name for the Telegram bot: its updates do not say which bot they are for.')
param telegramAccount string = 'default'

@description('Endpoint of an OpenTelemetry collector that gets the telemetry too.')
param otlpEndpoint string = ''

@description('Logs taken a day, in GB; -1 for no limit. Alerts that read logs are blind once the day is full.')
param logQuotaGb int = 5

@description('Who is told of alerts, separated by semicolons. The owners of the resource group hear of the budget anyway.')
param alertEmails string = ''

@description('Cost a month, in the currency of the subscription, that is worth a warning; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the month in which the budget is created, such as 2027-01-01. Never changed afterwards.')
param budgetStart string = ''

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var blobZone = 'privatelink.blob.${environment().suffixes.storage}'
var tableZone = 'privatelink.table.${environment().suffixes.storage}'
var checkedBudgetStart = monthlyBudget == 0 || !empty(budgetStart)
  ? budgetStart
  : fail('A budget needs its first month: azd env set BUDGET_START with the first day of this month, such as 2027-01-01.')

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: { workspaceName: 'log-${token}', componentName: 'appi-${token}', location: location, tags: tags, dailyQuotaGb: logQuotaGb }
}

// Two accounts: who may see what customers sent needs no way to the keys and the package of the app.
module hostStorage 'storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    containers: ['deployments']
    zoneRedundant: zoneRedundant
    vnetEnabled: vnetEnabled
    workspaceId: monitoring.outputs.workspaceId
  }
}

module contentStorage 'storage.bicep' = {
  scope: group
  params: {
    name: 'stdata${token}'
    location: location
    tags: tags
    containers: loadJsonContent('entities.json').storage.containers
    zoneRedundant: zoneRedundant
    vnetEnabled: vnetEnabled
    workspaceId: monitoring.outputs.workspaceId
  }
}

module bus 'servicebus.bicep' = {
  scope: group
  params: { name: 'sb-${token}', location: location, tags: tags, vnetEnabled: vnetEnabled, workspaceId: monitoring.outputs.workspaceId }
}

module cosmos 'cosmos.bicep' = {
  scope: group
  params: {
    name: 'cosmos-${token}'
    location: location
    tags: tags
    serverless: serverless
    maxThroughput: cosmosMaxThroughput
    zoneRedundant: zoneRedundant
    vnetEnabled: vnetEnabled
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  scope: group
  params: { name: 'kv-${token}', location: location, tags: tags, vnetEnabled: vnetEnabled, workspaceId: monitoring.outputs.workspaceId }
}

module communication 'communication.bicep' = if (acsEnabled) {
  scope: group
  params: {
    emailName: 'email-${token}'
    acsName: 'acs-${token}'
    topicName: 'egst-${token}'
    dataLocation: acsDataLocation
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'network.bicep' = if (vnetEnabled) {
  scope: group
  params: {
    name: 'vnet-${token}'
    location: location
    tags: tags
    endpoints: [
      { name: 'host-blob', resourceId: hostStorage.outputs.id, groupId: 'blob', zone: blobZone }
      { name: 'host-table', resourceId: hostStorage.outputs.id, groupId: 'table', zone: tableZone }
      { name: 'content-blob', resourceId: contentStorage.outputs.id, groupId: 'blob', zone: blobZone }
      { name: 'bus', resourceId: bus.outputs.id, groupId: 'namespace', zone: 'privatelink.servicebus.windows.net' }
      { name: 'cosmos', resourceId: cosmos.outputs.id, groupId: 'Sql', zone: 'privatelink.documents.azure.com' }
      { name: 'vault', resourceId: vault.outputs.id, groupId: 'vault', zone: 'privatelink.vaultcore.azure.net' }
    ]
  }
}

module roles 'roles.bicep' = {
  scope: group
  params: {
    identityName: identity.outputs.name
    operatorId: principalId
    operatorType: principalType
    hostStorageName: hostStorage.outputs.name
    contentStorageName: contentStorage.outputs.name
    busName: bus.outputs.name
    cosmosName: cosmos.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
    acsName: acsEnabled ? communication!.outputs.acsName : ''
    eventTopicName: acsEnabled ? communication!.outputs.topicName : ''
  }
}

module events 'events.bicep' = if (acsEnabled) {
  scope: group
  params: { topicName: communication!.outputs.topicName, busName: bus.outputs.name, storageName: contentStorage.outputs.name }
  dependsOn: [roles]
}

module app 'functions.bicep' = {
  scope: group
  params: {
    appName: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityName: identity.outputs.name
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    zoneRedundant: zoneRedundant
    alwaysReady: alwaysReady
    hostStorageName: hostStorage.outputs.name
    contentStorageName: contentStorage.outputs.name
    busHostName: bus.outputs.hostName
    cosmosEndpoint: cosmos.outputs.endpoint
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
    workspaceId: monitoring.outputs.workspaceId
    defaultRegion: defaultRegion
    answerWithinMinutes: answerWithinMinutes
    attachmentMegabytes: attachmentMegabytes
    allowedOrigins: allowedOrigins
    identityJoining: identityJoining
    identityShared: identityShared
    identityBlocked: identityBlocked
    identityLimits: identityLimits
    identitySharedAfter: identitySharedAfter
    identitySuggestFrom: identitySuggestFrom
    mailboxes: mailboxes
    mailboxPush: mailboxPush
    profileSurvivorship: profileSurvivorship
    acsEndpoint: acsEnabled ? communication!.outputs.endpoint : ''
    replyEmailThrough: replyEmailThrough
    replyEmailFrom: replyEmailFrom
    replySmsThrough: replySmsThrough
    replySmsFrom: replySmsFrom
    replyQuietHours: replyQuietHours
    replyTimeZone: replyTimeZone
    replyMarketingPerWeek: replyMarketingPerWeek
    replyOpenForDays: replyOpenForDays
    botEnabled: botEnabled
    botChannels: botChannels
    botDepartment: botDepartment
    botDeskHours: botDeskHours
    botConfidence: botConfidence
    botHandOffChannels: botHandOffChannels
    botModelEndpoint: botModelEndpoint
    botModelName: botModelName
    telegramAccount: telegramAccount
    otlpEndpoint: otlpEndpoint
  }
  dependsOn: [roles]
}

module bot 'bot.bicep' = if (botEnabled) {
  scope: group
  params: {
    name: 'bot-${token}'
    tags: tags
    identityName: identity.outputs.name
    messagesUrl: '${app.outputs.url}/api/messages'
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    busId: bus.outputs.id
    emails: filter(map(split(alertEmails, ';'), email => trim(email)), email => !empty(email))
    answerWithinMinutes: answerWithinMinutes
    monthlyBudget: monthlyBudget
    budgetStart: checkedBudgetStart
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output HUB_BASE_URL string = app.outputs.url
output SERVICE_BUS_NAMESPACE string = bus.outputs.hostName
output COSMOS_ENDPOINT string = cosmos.outputs.endpoint
output ACS_ENDPOINT string = acsEnabled ? communication!.outputs.endpoint : ''
