// Every test file has modules of its own, so functions are optimized anew in each and seldom run long
// enough to earn it. V8 waits fifteen times as long as by itself: what is really hot still gets there.
const { setFlagsFromString } = require("node:v8");

setFlagsFromString("--interrupt-budget=1000000");
