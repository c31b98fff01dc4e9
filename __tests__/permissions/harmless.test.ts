import { joinInputs } from "../../terraform/join";
import { permissionChanges } from "../../permissions";
import { filesOf, inputsOf } from "../compliance/mutations/bases";
import { POLICIES } from "../compliance/mutations/harmless/policies";
import { RESOURCES } from "../compliance/mutations/harmless/resources";
import { texts } from "./support";

const ALL = [...POLICIES, ...RESOURCES];

test.each(ALL.map((one) => [one.base, one.name, one] as const))(
  "%s: no permission changes when %s",
  (_base, _name, { base, change }) => {
    const before = joinInputs(inputsOf(filesOf(base)));
    const files = filesOf(base);
    change(files[0]!.json);
    const after = joinInputs(inputsOf(files));
    expect(texts(permissionChanges(before, after))).toEqual([]);
    expect(texts(permissionChanges(after, before))).toEqual([]);
  },
);
