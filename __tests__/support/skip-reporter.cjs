// Says at the end what was skipped and why; the reason is the text in brackets of the suite's title.
class SkipReporter {
  onRunComplete(_contexts, results) {
    const reasons = new Map();
    for (const file of results.testResults) {
      for (const test of file.testResults) {
        if (test.status !== "pending") continue;
        const title = [...test.ancestorTitles, test.title].join(" ");
        const reason = /\[skipped: (.+?)\]/.exec(title)?.[1] ?? `no reason given: ${title}`;
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
    for (const [reason, count] of reasons) {
      process.stderr.write(`skipped ${count} ${count === 1 ? "test" : "tests"}: ${reason}\n`);
    }
  }
}

module.exports = SkipReporter;
