import { connectionsOf } from './connections.mjs';
import { ofType, only } from './settings.mjs';

const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';

/** Who has to have which role where: `who` is an identity or a person, `on` the resource or path. Nobody needs more. */
export function* rightsNeeded(repository, deployment, operator) {
  const app = only(deployment, 'Microsoft.ManagedIdentity/userAssignedIdentities').id;
  const right = (role, on) => ({ who: app, role, on });
  for (const { prefix, endpoints } of connectionsOf(repository, deployment))
    for (const { service, resource } of endpoints.filter((endpoint) => endpoint.resource))
      yield* needed[service](repository, deployment, resource, right, prefix);
  yield right('Key Vault Secrets User', only(deployment, 'Microsoft.KeyVault/vaults').id);
  yield right('Monitoring Metrics Publisher', only(deployment, 'Microsoft.Insights/components').id);
  for (const acs of ofType(deployment, 'Microsoft.Communication/communicationServices')) yield right('Communication and Email Service Owner', acs.id);
  for (const topic of ofType(deployment, 'Microsoft.EventGrid/systemTopics')) yield* eventGrid(deployment, topic);
  yield { who: operator, role: 'Key Vault Secrets Officer', on: only(deployment, 'Microsoft.KeyVault/vaults').id };
}

const needed = {
  *blobs(_, deployment, account, right, prefix) {
    // The host keeps locks, keys and the package; the app only what the containers of entities.json hold.
    if (prefix === 'AzureWebJobsStorage') yield right('Storage Blob Data Owner', account.id);
    else {
      for (const name of ['attachments', 'claims']) yield right('Storage Blob Data Contributor', named(deployment, containers, name, account));
      // Keys that addresses are signed with are of the account, not of a container.
      yield right('Storage Blob Delegator', account.id);
    }
  },
  *tables(_, deployment, account, right) {
    yield right('Storage Table Data Contributor', account.id);
  },
  *queues(_, deployment, account, right) {
    yield right('Storage Queue Data Contributor', account.id);
  },
  *bus(repository, deployment, bus, right) {
    // On the namespace: on a topic the right to receive does not cover its subscriptions.
    yield right('Azure Service Bus Data Receiver', bus.id);
    yield right('Azure Service Bus Data Sender', named(deployment, 'Microsoft.ServiceBus/namespaces/topics', 'contacts', bus));
    yield right('Azure Service Bus Data Sender', named(deployment, 'Microsoft.ServiceBus/namespaces/topics', 'crm', bus));
    yield right('Azure Service Bus Data Sender', named(deployment, 'Microsoft.ServiceBus/namespaces/topics', 'handoffs', bus));
    yield right('Azure Service Bus Data Sender', named(deployment, 'Microsoft.ServiceBus/namespaces/queues', 'quarantine', bus));
    // Scaling counts what waits; only an owner may.
    for (const { bindings } of repository.functions)
      for (const { topicName, subscriptionName, queueName } of bindings.filter((binding) => binding.type === 'serviceBusTrigger'))
        yield right(
          'Azure Service Bus Data Owner',
          topicName ? `${bus.id}/topics/${topicName}/subscriptions/${subscriptionName}` : `${bus.id}/queues/${queueName}`,
        );
  },
  *cosmos(repository, deployment, account, right) {
    yield right('Cosmos DB Built-in Data Contributor', `${account.id}/dbs/${repository.json('infra/entities.json').cosmos.database}`);
  },
};

function* eventGrid(deployment, topic) {
  const right = (role, on) => ({ who: topic.id, role, on });
  for (const { body } of ofType(deployment, 'Microsoft.EventGrid/systemTopics/eventSubscriptions')) {
    const { deliveryWithResourceIdentity: delivery, deadLetterWithResourceIdentity: deadLetter } = body.properties;
    yield right('Azure Service Bus Data Sender', delivery.destination.properties.resourceId);
    const { resourceId, blobContainerName } = deadLetter.deadLetterDestination.properties;
    yield right('Storage Blob Data Contributor', `${resourceId}/blobServices/default/containers/${blobContainerName}`);
  }
}

const named = (deployment, type, name, within) =>
  ofType(deployment, type).find((resource) => resource.name === name && resource.id.startsWith(`${within.id}/`))?.id ?? `${name} of ${within.id}`;
