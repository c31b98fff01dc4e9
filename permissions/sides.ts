/** Both sides of something. */
export interface Sides<Value> {
  readonly before: Value;
  readonly after: Value;
}
