import { day } from "../../cli/day";
import { UsageError } from "../../cli/io";

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
  expect(() => day(epoch)).toThrow(UsageError);
  expect(() => day(epoch)).toThrow(
    /^SOURCE_DATE_EPOCH is ".{1,41}", no day; allowed: whole seconds since 1970-01-01, from 0 to 253402300799/,
  );
});
