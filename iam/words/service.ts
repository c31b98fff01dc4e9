import { own } from "../../text/own";
import dictionary from "./dictionary.json";

/** A service as its documentation calls it; short prefixes are abbreviations. */
export function serviceWords(prefix: string): string {
  const service = prefix.toLowerCase();
  return (
    own(dictionary.services, service) ?? (service.length <= 3 ? service.toUpperCase() : service)
  );
}

/**
 * All of a service: `S3`, `IAM (users, roles and their rights)`. What is in it is told where the name
 * says nothing to who knows no AWS.
 */
export function wholeServiceWords(prefix: string): string {
  const contents = own(dictionary.contents, prefix.toLowerCase());
  return `${serviceWords(prefix)}${contents === undefined ? "" : ` (${contents})`}`;
}
