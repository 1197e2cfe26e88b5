/** What is deployed whatever the switches say, without the roles. `*` is the token of the environment. */
export const always = [
  'Microsoft.Resources/resourceGroups rg-hub',
  'Microsoft.ManagedIdentity/userAssignedIdentities id-*',
  'Microsoft.OperationalInsights/workspaces log-*',
  'Microsoft.Insights/components appi-*',
  'Microsoft.Insights/workbooks (guid)',
  'Microsoft.Storage/storageAccounts st*',
  'Microsoft.Storage/storageAccounts/blobServices default',
  'Microsoft.Storage/storageAccounts/blobServices/containers deployments',
  'Microsoft.Insights/diagnosticSettings workspace of default',
  'Microsoft.Storage/storageAccounts stdata*',
  'Microsoft.Storage/storageAccounts/blobServices default',
  'Microsoft.Storage/storageAccounts/blobServices/containers attachments',
  'Microsoft.Storage/storageAccounts/blobServices/containers claims',
  'Microsoft.Storage/storageAccounts/blobServices/containers event-dead-letter',
  'Microsoft.Insights/diagnosticSettings workspace of default',
  'Microsoft.ServiceBus/namespaces sb-*',
  'Microsoft.ServiceBus/namespaces/queues quarantine',
  'Microsoft.ServiceBus/namespaces/queues acs-events',
  'Microsoft.ServiceBus/namespaces/topics contacts',
  'Microsoft.ServiceBus/namespaces/topics crm',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions customers',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions profiles',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules $Default',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules $Default',
  'Microsoft.Insights/diagnosticSettings workspace of sb-*',
  'Microsoft.DocumentDB/databaseAccounts cosmos-*',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases omni',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers customers',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers identities',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers leases',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers pairs',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers people',
  'Microsoft.Insights/diagnosticSettings workspace of cosmos-*',
  'Microsoft.KeyVault/vaults kv-*',
  'Microsoft.Insights/diagnosticSettings workspace of kv-*',
  'Microsoft.Web/serverfarms plan-*',
  'Microsoft.Web/sites func-*',
  'Microsoft.Web/sites/config appsettings',
  'Microsoft.Insights/diagnosticSettings workspace of func-*',
  'Microsoft.Insights/actionGroups ag-contacts',
  'Microsoft.Insights/metricAlerts dead-letters',
  'Microsoft.Insights/metricAlerts quarantine',
  'Microsoft.Insights/scheduledQueryRules function-failures',
  'Microsoft.Insights/scheduledQueryRules promise-missed',
  'Microsoft.Insights/scheduledQueryRules silent-channel',
  'Microsoft.Insights/scheduledQueryRules webhook-unavailable',
  'Microsoft.Insights/scheduledQueryRules identities-over-limit',
];

const zones = ['blob.core.windows.net', 'table.core.windows.net', 'servicebus.windows.net', 'documents.azure.com', 'vaultcore.azure.net'];
const endpoints = ['host-blob', 'host-table', 'content-blob', 'bus', 'cosmos', 'vault'];

/** What each switch adds when it is on. The last two change properties only. */
export const more = {
  acsEnabled: [
    'Microsoft.Communication/emailServices email-*',
    'Microsoft.Communication/emailServices/domains AzureManagedDomain',
    'Microsoft.Communication/communicationServices acs-*',
    'Microsoft.Insights/diagnosticSettings workspace of acs-*',
    'Microsoft.EventGrid/systemTopics egst-*',
    'Microsoft.EventGrid/systemTopics/eventSubscriptions acs-to-bus',
  ],
  botEnabled: [
    'Microsoft.BotService/botServices bot-*',
    'Microsoft.BotService/botServices/channels MsTeamsChannel',
    'Microsoft.Insights/diagnosticSettings workspace of bot-*',
  ],
  vnetEnabled: [
    'Microsoft.ServiceBus/namespaces/networkRuleSets default',
    'Microsoft.Network/virtualNetworks vnet-*',
    ...zones.flatMap((zone) => [`Microsoft.Network/privateDnsZones privatelink.${zone}`, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks vnet-*']),
    ...endpoints.flatMap((endpoint) => [
      `Microsoft.Network/privateEndpoints pep-${endpoint}`,
      'Microsoft.Network/privateEndpoints/privateDnsZoneGroups default',
    ]),
  ],
  zoneRedundant: [],
  serverless: [],
};

export const switchNames = Object.keys(more);
