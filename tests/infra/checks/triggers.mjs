import { finding } from '../finding.mjs';

export const holds = 'every queue, topic, subscription, container and connection of a function.json is defined in entities.json and fits it';

export function* check(repository) {
  const entities = repository.json('infra/entities.json');
  for (const { file, name, bindings } of repository.functions)
    for (const binding of bindings) {
      const found = (wrong, remedy) => finding(file, repository.line(file, binding.type), `${name} ${wrong}`, remedy);
      if (binding.type.startsWith('serviceBus')) yield* bus(entities.serviceBus, binding, found);
      if (binding.type === 'cosmosDBTrigger') yield* feed(entities.cosmos, binding, found);
      if (binding.type === 'timerTrigger' && !/^(\S+ ){5}\S+$|^%\w+%$/.test(binding.schedule))
        yield found(`has the schedule ${binding.schedule}`, 'Write six fields, seconds first');
    }
}

function* bus({ queues, topics }, binding, found) {
  const { queueName, topicName, subscriptionName, isSessionsEnabled = false } = binding;
  const topic = topics.find((candidate) => candidate.name === topicName);
  const source = topicName
    ? topic?.subscriptions.find((candidate) => candidate.name === subscriptionName)
    : queues.find((candidate) => candidate.name === queueName);
  if (binding.connection !== 'ServiceBus') yield found(`connects with ${binding.connection}`, 'The bus is the connection ServiceBus');
  if (!source)
    yield found(`reads ${queueName ?? `${topicName}/${subscriptionName}`}, which nobody defines`, 'Define it in infra/entities.json, or look the spelling up');
  else if (binding.type === 'serviceBusTrigger' && isSessionsEnabled !== source.requiresSession)
    yield found(`has isSessionsEnabled ${isSessionsEnabled}, the entity requiresSession ${source.requiresSession}`, 'Both have to say the same');
}

function* feed({ database, containers }, binding, found) {
  const known = (name) => containers.some((container) => container.name === name);
  if (binding.databaseName !== database) yield found(`reads the database ${binding.databaseName}`, `The database is ${database}`);
  if (!known(binding.containerName)) yield found(`reads the container ${binding.containerName}, which nobody defines`, 'Define it in infra/entities.json');
  if (!known(binding.leaseContainerName ?? 'leases'))
    yield found(`keeps its leases in ${binding.leaseContainerName ?? 'leases'}, which nobody defines`, 'Define it in infra/entities.json');
  // The right to read and write documents is not the right to make containers.
  if (binding.createLeaseContainerIfNotExists)
    yield found('makes its container of leases', 'Set createLeaseContainerIfNotExists to false: the identity may not');
  if (binding.connection !== 'Cosmos') yield found(`connects with ${binding.connection}`, 'The store is the connection Cosmos');
}
