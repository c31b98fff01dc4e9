import { isUnknownAction } from "../../iam/actions";

describe("prefixes of services", () => {
  it.each(["ecs2:DescribeInstances", "s4:GetObject", "iamm:*"])("%s is of no service", (action) => {
    expect(isUnknownAction(action)).toBe(true);
  });

  it.each(["dynamodb:GetItem", "lambda:InvokeFunction", "s*:GetObject", "*"])(
    "%s may be of one, though its actions are not listed here",
    (action) => {
      expect(isUnknownAction(action)).toBe(false);
    },
  );
});
