/** Today, or the day of SOURCE_DATE_EPOCH, so that a run can be repeated. */
export function day(): string {
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
  return date.toISOString().slice(0, 10);
}
