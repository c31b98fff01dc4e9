import { day } from "../../cli/day";
import { ProblemError } from "../../text/problem";

test.each([
  ["0", "1970-01-01"],
  ["86399", "1970-01-01"],
  ["1700000000", "2023-11-14"],
  ["253402300799", "9999-12-31"],
])("SOURCE_DATE_EPOCH=%s is %s", (epoch, expected) => {
  expect(day(epoch)).toBe(expected);
});

test("empty it counts as unset: an expired waiver stays expired", () => {
  expect(day("")).toBe(new Date().toISOString().slice(0, 10));
});

test.each([
  "abc",
  "-1",
  "1.5",
  "1e9",
  " 1",
  "0x10",
  "NaN",
  "Infinity",
  "253402300800",
  "9".repeat(400),
])("%s is refused, with what is allowed", (epoch) => {
  expect(() => day(epoch)).toThrow(ProblemError);
  expect(() => day(epoch)).toThrow(
    /^error\[usage\] SOURCE_DATE_EPOCH\n {2}is ".{1,41}", no day\n {2}allowed: whole seconds since 1970-01-01, from 0 to 253402300799\n/,
  );
});
