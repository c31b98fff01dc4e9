import { count } from "../../text/count";

/** GitHub refuses longer comments. */
const LIMIT = 65_536;
/** Room for the note that says what is missing. */
const NOTE = 300;

/** A comment that stays within GitHub's limit: it leaves out whole findings, and says how many. */
export class Page {
  private written: string;
  private omitted = 0;

  constructor(head: string) {
    this.written = head;
  }

  /** Adds as many items as fit between a section's head and foot; no items make no section. */
  section(head: string, items: readonly string[], foot: string): void {
    let body = "";
    let added = 0;
    for (const item of items) {
      // After the first item that does not fit nothing follows: what is shown are the worst ones.
      const length = this.written.length + head.length + body.length + item.length + foot.length;
      if (this.omitted > 0 || length > LIMIT - NOTE) break;
      body += item;
      added += 1;
    }
    if (added > 0) this.written += head + body + foot;
    this.omitted += items.length - added;
  }

  text(): string {
    if (this.omitted === 0) return this.written;
    const missing = count(this.omitted, "finding");
    return `${this.written}\n**${missing} more not shown here:** GitHub's comments end at 65,536 characters. The counts above are of all findings; \`--format json=FILE\` writes them all.\n`;
  }
}
