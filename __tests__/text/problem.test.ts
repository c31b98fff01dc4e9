import { formatProblem, formatProblems, ProblemError, usageError } from "../../text/problem";
import { systemProblem, systemReason } from "../../text/system-error";

test("a problem is told in one form, whatever it is about", () => {
  expect(
    formatProblem({
      code: "usage",
      severity: "error",
      file: "--fail-on",
      message: '"fatal" is not one of the choices',
      allowed: "error, warning, info",
      fix: "use error",
    }),
  ).toBe(`error[usage] --fail-on
  "fatal" is not one of the choices
  allowed: error, warning, info
  fix: use error`);
});

test("nothing in it starts a line of its own, or is obeyed by a terminal", () => {
  const text = usageError("--a\u001b[2J", "b\n::error::c", { fix: "d\r\ne" }).message;
  expect(text.split("\n")).toEqual([
    "error[usage] --a\\u001b[2J",
    "  b\\u000a::error::c",
    "  fix: d\\u000d\\u000ae",
    "",
    "1 error; nothing was written",
  ]);
});

test("all are told, and counted", () => {
  const one = (file: string) => ({ code: "x", severity: "error", file, message: "m" }) as const;
  const error = new ProblemError([one("b"), one("a"), { ...one("c"), severity: "warning" }]);
  expect(error.message).toBe(
    "error[x] a\n  m\n\nerror[x] b\n  m\n\nwarning[x] c\n  m\n\n2 errors, 1 warning; nothing was written",
  );
  expect(formatProblems([{ ...one("c"), severity: "warning" }])).toBe(
    "warning[x] c\n  m\n\n1 warning",
  );
});

const system = (code: string, syscall: string) =>
  Object.assign(new Error(`${code}: something`), { code, syscall, path: "some/file" });

test.each([
  ["ENOENT", "open", "there is no such file"],
  ["EACCES", "open", "may not be written"],
  ["EACCES", "scandir", "may not be read"],
  ["EPERM", "rename", "may not be written"],
  ["ENOSPC", "write", "there is no space left on the disk"],
  ["EROFS", "mkdir", "lies on a disk that may only be read"],
  ["EISDIR", "read", "is a folder"],
  ["ENOTDIR", "stat", "there is no such file"],
  ["ENOTDIR", "mkdir", "lies below something that is no folder"],
  ["EIO", "write", "cannot be written (EIO)"],
])("%s of %s is told in words", (code, syscall, message) => {
  expect(systemProblem(system(code, syscall))).toEqual({
    code: "file",
    severity: "error",
    file: "some/file",
    message,
  });
});

test("other errors are none of the system's", () => {
  expect(systemReason(new TypeError("x"), "read")).toBeUndefined();
  expect(systemReason(Object.assign(new Error("x"), { code: "ERR_X" }), "read")).toBeUndefined();
  expect(systemProblem("text")).toBeUndefined();
});
