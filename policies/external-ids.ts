/**
 * Condition of a trust that one of these external IDs is given; two while one takes the other's
 * place. Alone it stands as the documents print it.
 */
export function askingFor(externalIds: readonly string[]) {
  const [only = "", ...others] = externalIds;
  return { StringEquals: { "sts:ExternalId": others.length === 0 ? only : externalIds } };
}
