import { joinInputs } from "../../terraform/join";
import type { Model } from "../../terraform/model-view";
import { permissionChanges } from "../../permissions";
import { filesOf, inputsOf, type BaseName } from "../compliance/mutations/bases";
import { POLICIES } from "../compliance/mutations/harmless/policies";
import { RESOURCES } from "../compliance/mutations/harmless/resources";
import { texts } from "./support";

const ALL = [...POLICIES, ...RESOURCES];

const bases = new Map<BaseName, Model>();

function baseOf(name: BaseName): Model {
  const model = bases.get(name) ?? joinInputs(inputsOf(filesOf(name)));
  bases.set(name, model);
  return model;
}

test.each(ALL.map((one) => [one.base, one.name, one] as const))(
  "%s: no permission changes when %s",
  (_base, _name, { base, change }) => {
    const before = baseOf(base);
    const files = filesOf(base);
    change(files[0].json);
    const after = joinInputs(inputsOf(files));
    expect(texts(permissionChanges(before, after))).toEqual([]);
    expect(texts(permissionChanges(after, before))).toEqual([]);
  },
);
