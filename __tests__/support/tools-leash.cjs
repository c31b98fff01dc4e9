// Runs a command for as long as standard input is open. Whoever holds the other end may be killed
// without a chance to tidy up: the pipe then closes by itself, and the command ends with its group.
const { spawn } = require("node:child_process");

const endGroup = () => process.kill(-process.pid, "SIGKILL");

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
child.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
// Ended by a signal, it may have left children behind.
child.once("exit", (code) => (code === null ? endGroup() : process.exit(code)));
process.stdin.once("close", endGroup).resume();
