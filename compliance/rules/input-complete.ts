import type { Rule } from "../rule";

export const rule: Rule = {
  id: "input-complete",
  title: "What was read is all there is",
  why: "A plan of some targets, or a module that lies elsewhere, can hide what every other rule would find.",
  fix: "give the whole plan: terraform plan without -target, then terraform show -json",
  snippet: {
    language: "hcl",
    text: [
      "# a module that lies in the folder is read with it",
      'module "network" {',
      '  source = "./network"',
      "}",
    ].join("\n"),
  },
  severity: "warning",
  documents: [],
  *check({ model }) {
    for (const { file, gaps } of model.inputs) {
      for (const gap of gaps) yield { verdict: "UNKNOWN", file, key: gap, message: gap };
      if (gaps.length === 0) yield { verdict: "PASS", file, message: "nothing is left out" };
    }
  },
};
