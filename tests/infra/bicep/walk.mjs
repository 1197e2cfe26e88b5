/** An expression and all it is made of. */
export function* walk(expression) {
  if (!expression || typeof expression !== 'object') return;
  if (Array.isArray(expression)) {
    for (const item of expression) yield* walk(item);
    return;
  }

  if (expression.is) yield expression;
  for (const [key, value] of Object.entries(expression)) if (key !== 'decorators') yield* walk(value);
}

/** All expressions of a file. */
export function* expressionsOf(template) {
  for (const declaration of template.declarations) yield* walk(declaration.value);
}
