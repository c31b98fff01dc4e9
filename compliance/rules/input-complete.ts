import { orPass, unsure } from "../results";
import { hcl, type Rule } from "../rule";

export const rule: Rule = {
  id: "input-complete",
  title: "What was read is all there is",
  why: "A plan of some targets, or a module that lies elsewhere, can hide what every other rule would find.",
  fix: "give the whole plan: terraform plan without -target, then terraform show -json",
  snippet: hcl(`# a module that lies in the folder is read with it
module "network" {
  source = "./network"
}`),
  severity: "warning",
  documents: [],
  *check({ model }) {
    for (const { file, gaps } of model.inputs) {
      const missing = gaps.map((gap) => unsure(file, gap, { key: gap }));
      yield* orPass(missing, file, "nothing is left out");
    }
  },
};
