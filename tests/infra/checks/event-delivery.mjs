import { walk } from '../bicep/walk.mjs';
import { deployment, everything } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { ofType } from '../settings.mjs';

export const holds = 'Event Grid delivers with its own identity, after its roles are given, to a queue and a container that are there';

const subscriptionType = 'Microsoft.EventGrid/systemTopics/eventSubscriptions';

export function* check(repository) {
  const installation = deployment(repository, everything);
  const there = new Set(installation.resources.map(({ id }) => id));
  for (const { file, line, body, parent } of ofType(installation, subscriptionType)) {
    const { deliveryWithResourceIdentity: delivery, deadLetterWithResourceIdentity: deadLetter, destination } = body.properties;
    if (destination || !delivery)
      yield finding(file, line, 'events are delivered without an identity', 'The bus takes no keys: use deliveryWithResourceIdentity');
    else if (!there.has(delivery.destination.properties.resourceId))
      yield finding(file, line, `the queue ${delivery.destination.properties.resourceId} is not deployed`, 'Name a queue of entities.json');
    if (!deadLetter) yield finding(file, line, 'undeliverable events are thrown away', 'Name a container in deadLetterWithResourceIdentity');
    else if (
      !there.has(
        `${deadLetter.deadLetterDestination.properties.resourceId}/blobServices/default/containers/${deadLetter.deadLetterDestination.properties.blobContainerName}`,
      )
    )
      yield finding(file, line, 'the container of undeliverable events is not deployed', 'Name a container of entities.json');
    const topic = installation.resources.find(({ id }) => id === parent.id);
    if (topic?.body.identity?.type !== 'SystemAssigned')
      yield finding(file, line, 'the system topic has no identity', "Give it identity: { type: 'SystemAssigned' }");
  }

  yield* afterTheRoles(repository);
}

/** Nothing in an event subscription refers to the roles: only dependsOn brings them into order. */
function* afterTheRoles(repository) {
  const declares = (path, type) =>
    repository.has(path) && [...repository.bicep(path).resources.values()].some((resource) => resource.type === type && !resource.existing);
  const modules = [...repository.bicep('infra/main.bicep').modules.values()];
  const roles = modules.filter(({ path }) => declares(`infra/${path}`, 'Microsoft.Authorization/roleAssignments')).map(({ name }) => name);
  for (const module of modules.filter(({ path }) => declares(`infra/${path}`, subscriptionType))) {
    const entries = [...walk(module.value)].flatMap((part) => part.entries ?? []);
    const waits = entries.filter(({ key }) => key === 'dependsOn').flatMap(({ value }) => value.items.map(({ name }) => name));
    if (!roles.some((name) => waits.includes(name)))
      yield finding('infra/main.bicep', module.line, `${module.name} does not wait for the roles`, `Write dependsOn: [${roles.join(', ')}]`);
  }
}
