// Every right that the deployment gives to anybody.
param identityName string
param operatorId string
param operatorType string
param hostStorageName string
param contentStorageName string
param busName string
param cosmosName string
param vaultName string
param componentName string
param acsName string
param eventTopicName string

var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusDataOwner: '090c5cfd-751d-490a-894a-3ce6f1109419'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350'
  cosmosDataContributor: '00000000-0000-0000-0000-000000000002'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }
resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: hostStorageName }
// The host keeps its keys, the locks of its timers and the deployed package here, and asks for this role by name.
resource appOwnsHostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostStorage.id, identity.id, roles.storageBlobDataOwner)
  scope: hostStorage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Where the host writes down what went wrong with itself.
resource appWritesHostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostStorage.id, identity.id, roles.storageTableDataContributor)
  scope: hostStorage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource contentStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: contentStorageName }
resource contentBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = { parent: contentStorage, name: 'default' }
resource attachments 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = { parent: contentBlobs, name: 'attachments' }
resource appWritesAttachments 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(attachments.id, identity.id, roles.storageBlobDataContributor)
  scope: attachments
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Signs short-lived addresses of single files with a key of its own identity, there being none of the account.
resource appSignsAddresses 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(contentStorage.id, identity.id, roles.storageBlobDelegator)
  scope: contentStorage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDelegator)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource claims 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = { parent: contentBlobs, name: 'claims' }
resource appWritesClaims 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(claims.id, identity.id, roles.storageBlobDataContributor)
  scope: claims
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: busName }
// Not on the topic: a right to receive has to cover the subscription.
resource appReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus.id, identity.id, roles.serviceBusDataReceiver)
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource contacts 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = { parent: bus, name: 'contacts' }
resource appPublishesContacts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(contacts.id, identity.id, roles.serviceBusDataSender)
  scope: contacts
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource customers 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = { parent: contacts, name: 'customers' }
// The platform adds instances by the number of waiting messages, which it may read only with the right to manage.
resource appCountsContacts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(customers.id, identity.id, roles.serviceBusDataOwner)
  scope: customers
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource media 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = { parent: contacts, name: 'media' }
resource appCountsFiles 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(media.id, identity.id, roles.serviceBusDataOwner)
  scope: media
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource botTurns 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = { parent: contacts, name: 'bot' }
resource appCountsBotTurns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(botTurns.id, identity.id, roles.serviceBusDataOwner)
  scope: botTurns
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource handOffs 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = { parent: bus, name: 'handoffs' }
resource appTellsOfHandOffs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(handOffs.id, identity.id, roles.serviceBusDataSender)
  scope: handOffs
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource handOffPromises 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'handoff-promises' }
// Asks to be reminded, and is woken by it.
resource appOwnsHandOffPromises 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(handOffPromises.id, identity.id, roles.serviceBusDataOwner)
  scope: handOffPromises
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource crm 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = { parent: bus, name: 'crm' }
resource appPublishesCrmChanges 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(crm.id, identity.id, roles.serviceBusDataSender)
  scope: crm
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource profiles 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = { parent: crm, name: 'profiles' }
resource appCountsCrmChanges 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(profiles.id, identity.id, roles.serviceBusDataOwner)
  scope: profiles
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource quarantine 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'quarantine' }
resource appSendsToQuarantine 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(quarantine.id, identity.id, roles.serviceBusDataSender)
  scope: quarantine
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource mailboxNotices 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'mailbox-notices' }
// Orders itself to read a mailbox, and is woken by the order.
resource appOwnsMailboxNotices 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(mailboxNotices.id, identity.id, roles.serviceBusDataOwner)
  scope: mailboxNotices
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource replies 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'replies' }
// Orders replies to be sent, and is woken by the order.
resource appOwnsReplies 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(replies.id, identity.id, roles.serviceBusDataOwner)
  scope: replies
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource receipts 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'receipts' }
// Puts what providers say of replies there, and is woken by it.
resource appOwnsReceipts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(receipts.id, identity.id, roles.serviceBusDataOwner)
  scope: receipts
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = { name: cosmosName }
// Documents of one database; neither keys nor containers. The scope is a path of the data plane.
resource appWritesDocuments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, identity.id, roles.cosmosDataContributor)
  properties: {
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${roles.cosmosDataContributor}'
    principalId: identity.properties.principalId
    scope: '${cosmos.id}/dbs/${loadJsonContent('entities.json').cosmos.database}'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorFillsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorId)) {
  name: guid(vault.id, operatorId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: operatorId
    principalType: operatorType
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = { name: componentName }
resource appPublishesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, identity.id, roles.monitoringMetricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource acs 'Microsoft.Communication/communicationServices@2025-09-01' existing = if (!empty(acsName)) { name: acsName }
resource appSendsMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(acsName)) {
  name: guid(acs.id, identity.id, roles.communicationAndEmailServiceOwner)
  scope: acs
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationAndEmailServiceOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource eventTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = if (!empty(eventTopicName)) { name: eventTopicName }
resource acsEvents 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'acs-events' }
resource appCountsEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acsEvents.id, identity.id, roles.serviceBusDataOwner)
  scope: acsEvents
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource eventsReachTheBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(eventTopicName)) {
  name: guid(acsEvents.id, eventTopic.id, roles.serviceBusDataSender)
  scope: acsEvents
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: eventTopic!.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource eventDeadLetter 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = { parent: contentBlobs, name: 'event-dead-letter' }
resource eventsAreLeftBehind 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(eventTopicName)) {
  name: guid(eventDeadLetter.id, eventTopic.id, roles.storageBlobDataContributor)
  scope: eventDeadLetter
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: eventTopic!.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
