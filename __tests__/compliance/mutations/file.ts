/** JSON that is changed in place; nothing is known of its shape. */
export type Json = Record<string, any>;

export function list(value: any): any[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
