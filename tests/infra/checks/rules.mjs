import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { ofType } from '../settings.mjs';

export const holds = 'every subscription has one rule called $Default, which replaces the rule that takes everything';

const type = 'Microsoft.ServiceBus/namespaces/topics/subscriptions';

export function* check(repository) {
  for (const topic of repository.json('infra/entities.json').serviceBus.topics)
    for (const { name, rules } of topic.subscriptions)
      if (rules?.length !== 1 || rules[0].name !== '$Default')
        yield finding(
          'infra/entities.json',
          repository.line('infra/entities.json', `"${name}"`),
          `the subscription ${name} has the rules ${rules?.map((rule) => rule.name).join(', ') || 'none'}`,
          'Rules are joined with or: a filter works only under the name $Default',
        );
  for (const installation of installations(repository))
    for (const subscription of ofType(installation, type)) {
      const rules = ofType(installation, `${type}/rules`).filter(({ id }) => id.startsWith(`${subscription.id}/`));
      if (rules.length !== 1 || rules[0].id !== `${subscription.id}/rules/$Default`)
        yield finding(
          subscription.file,
          subscription.line,
          `${subscription.name} is deployed without a rule called $Default`,
          'Rules are joined with or: a filter works only under that name',
        );
      for (const { file, line, body } of rules)
        if (!body.properties.correlationFilter && !body.properties.sqlFilter)
          yield finding(file, line, 'the rule has no filter', 'Deploy the filter of entities.json');
    }
}
