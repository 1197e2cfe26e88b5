import { bind, mistake, replace } from './mistake.mjs';

const entities = 'infra/entities.json';
const feed = {
  type: 'cosmosDBTrigger',
  name: 'changes',
  direction: 'in',
  connection: 'Cosmos',
  databaseName: 'omni',
  containerName: 'customers',
  leaseContainerName: 'leases',
  createLeaseContainerIfNotExists: false,
};
const trigger = (change) => bind('ResolveContact', ([first]) => [{ ...first, ...change }]);

export const mistakes = [
  mistake('the queue of a trigger does not exist', 'triggers', /reads contact\/customers, which nobody defines/, trigger({ topicName: 'contact' })),
  mistake(
    'a trigger wants sessions where there are none',
    'triggers',
    /isSessionsEnabled true, the entity requiresSession false/,
    trigger({ topicName: undefined, subscriptionName: undefined, queueName: 'quarantine' }),
  ),
  mistake('a trigger has another connection', 'triggers', /connects with Bus/, trigger({ connection: 'Bus' })),
  mistake('the container of the leases is not defined', 'triggers', /keeps its leases in leases, which nobody defines/, (repository) =>
    replace(entities, '"name": "leases"', '"name": "lease"')(bind('Health', () => [feed])(repository)),
  ),
  mistake(
    'a trigger makes its container of leases',
    'triggers',
    /makes its container of leases/,
    bind('Health', () => [{ ...feed, createLeaseContainerIfNotExists: true }]),
  ),
  mistake('a binding is misspelt', 'function-json', /unknown kind serviceBusTriger/, trigger({ type: 'serviceBusTriger' })),
  mistake(
    'a container has another partition key',
    'entities',
    /partitionKey\.paths/,
    replace('infra/cosmos.bicep', 'paths: container.partitionKeyPaths', "paths: ['/id']"),
  ),
  mistake(
    'a queue is not deployed',
    'entities',
    /quarantine is not deployed/,
    replace('infra/servicebus.bicep', 'for queue in entities.queues', 'for queue in skip(entities.queues, 1)'),
  ),
  mistake(
    'sessions are not deployed as defined',
    'entities',
    /requiresSession false/,
    replace('infra/servicebus.bicep', 'requiresSession: subscription.requiresSession', 'requiresSession: false'),
  ),
  mistake('a rule is not called $Default', 'rules', /has the rules received/, replace(entities, '"name": "$Default"', '"name": "received"')),
  mistake(
    'a rule is deployed without its filter',
    'rules',
    /the rule has no filter/,
    replace('infra/servicebus.bicep', '    correlationFilter: rule.correlationFilter\n', ''),
  ),
];
