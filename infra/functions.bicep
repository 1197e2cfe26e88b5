param appName string
param planName string
param location string
param tags object
param identityName string
param subnetId string
param zoneRedundant bool
param alwaysReady int
param hostStorageName string
param contentStorageName string
param busHostName string
param cosmosEndpoint string
param vaultName string
param componentName string
param workspaceId string
param defaultRegion string
param answerWithinMinutes int
param attachmentMegabytes int
param allowedOrigins string
param identityJoining string
param identityShared string
param identityBlocked string
param identityLimits string
param identitySharedAfter int
param identitySuggestFrom string
param mailboxes string
param mailboxPush bool
param profileSurvivorship string
param acsEndpoint string
param replyEmailThrough string
param replyEmailFrom string
param replySmsThrough string
param replySmsFrom string
param replyQuietHours string
param replyTimeZone string
param replyMarketingPerWeek int
param replyOpenForDays int
param botEnabled bool
param botChannels string
param botDepartment string
param botDeskHours string
param botConfidence string
param botHandOffChannels string
param botModelEndpoint string
param botModelName string
param telegramAccount string
param otlpEndpoint string

var database = loadJsonContent('entities.json').cosmos.database
var settings = loadJsonContent('settings.json')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: hostStorageName }

resource contentStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: contentStorageName }

resource component 'Microsoft.Insights/components@2020-02-02' existing = { name: componentName }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  kind: 'functionapp,linux'
  tags: union(tags, { 'azd-service-name': 'hub' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: empty(subnetId) ? null : { allTraffic: true }
    functionAppConfig: {
      runtime: { name: 'custom', version: '1.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.properties.primaryEndpoints.blob}deployments'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: 100
        // A group that is kept ready is kept ready in two zones or none.
        alwaysReady: alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: zoneRedundant ? max(alwaysReady, 2) : alwaysReady }]
      }
    }
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2' }
  }
}

// A reference to a secret that cannot be read reaches the app as its own text, which the app takes as not set.
var secrets = toObject(
  settings.secrets,
  entry => entry.setting,
  entry => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${entry.secret})'
)

// address,department,folder,what to do after pickup; all but the address may be left out.
var mailboxList = empty(mailboxes) ? [] : split(mailboxes, ';')
var mailboxPlaces = range(0, length(mailboxList))
var mailboxSettings = union(
  toObject(mailboxPlaces, place => 'Mailboxes__${place}__Address', place => trim(split('${mailboxList[place]},,,', ',')[0])),
  toObject(mailboxPlaces, place => 'Mailboxes__${place}__Department', place => trim(split('${mailboxList[place]},,,', ',')[1])),
  toObject(mailboxPlaces, place => 'Mailboxes__${place}__Folder', place => trim(split('${mailboxList[place]},,,', ',')[2])),
  toObject(mailboxPlaces, place => 'Mailboxes__${place}__AfterPickup', place => trim(split('${mailboxList[place]},,,', ',')[3])),
  { Graph__push: string(mailboxPush) },
  // Timers that find nothing to do would be billed all the same.
  empty(mailboxList) ? { 'AzureWebJobs.MailboxPoll.Disabled': 'true' } : { Graph__credential: 'managedidentity', Graph__clientId: identity.properties.clientId },
  empty(mailboxList) || !mailboxPush ? { 'AzureWebJobs.WatchMailboxes.Disabled': 'true' } : {}
)

var communicationSettings = empty(acsEndpoint) ? {} : {
  Communication__endpoint: acsEndpoint
  Communication__credential: 'managedidentity'
  Communication__clientId: identity.properties.clientId
}

// The app's own identity is the bot's: there is no password.
var botSettings = !botEnabled ? {} : {
  Bot__AppId: identity.properties.clientId
  Bot__AppType: 'UserAssignedMSI'
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(secrets, mailboxSettings, communicationSettings, botSettings, empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }, {
    APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    AzureWebJobsStorage__blobServiceUri: hostStorage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__tableServiceUri: hostStorage.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    Attachments__blobServiceUri: contentStorage.properties.primaryEndpoints.blob
    Attachments__credential: 'managedidentity'
    Attachments__clientId: identity.properties.clientId
    Attachments__MaxMegabytes: string(attachmentMegabytes)
    ServiceBus__fullyQualifiedNamespace: busHostName
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identity.properties.clientId
    Cosmos__accountEndpoint: cosmosEndpoint
    Cosmos__database: database
    Cosmos__credential: 'managedidentity'
    Cosmos__clientId: identity.properties.clientId
    Omni__PublicUrl: 'https://${app.properties.defaultHostName}'
    Omni__DefaultRegion: defaultRegion
    Omni__AnswerWithinMinutes: string(answerWithinMinutes)
    Identity__Joining: identityJoining
    Identity__Shared: identityShared
    Identity__Blocked: identityBlocked
    Identity__Limits: identityLimits
    Identity__SharedAfter: string(identitySharedAfter)
    Identity__SuggestFrom: identitySuggestFrom
    Profile__Survivorship: profileSurvivorship
    Replies__Email__Through: replyEmailThrough
    Replies__Email__From: replyEmailFrom
    Replies__Sms__Through: replySmsThrough
    Replies__Sms__From: replySmsFrom
    Replies__QuietHours: replyQuietHours
    Replies__TimeZone: replyTimeZone
    Replies__MarketingPerWeek: string(replyMarketingPerWeek)
    Replies__OpenForDays: string(replyOpenForDays)
    Bot__Channels: botChannels
    Bot__Department: botDepartment
    Bot__DeskHours: botDeskHours
    Bot__Confidence: botConfidence
    Bot__HandOffChannels: botHandOffChannels
    Bot__Model__Endpoint: botModelEndpoint
    Bot__Model__Name: botModelName
    Channels__Form__AllowedOrigins: allowedOrigins
    Channels__Telegram__Account: telegramAccount
  })
}

// Metrics alone: the logs are in Application Insights already and would be paid twice.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
