/** Text that Terraform must not take for a template. */
export function literal(text: string): string {
  return text.replace(/[$%]\{/g, (sign) => `${sign[0]}${sign}`);
}
