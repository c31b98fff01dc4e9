/** Where commands of other tools are to be found here: what to do instead. */
const FIRST = "run byoc synth, then";
const DEPLOY = `${FIRST} for each stack in the order that it prints: terraform -chdir=FOLDER apply, or npx cdktf deploy STACK in a clone`;

export const MEANT: Readonly<Record<string, string>> = {
  plan: `${FIRST} for each stack that it prints: terraform -chdir=FOLDER init, and terraform -chdir=FOLDER plan`,
  preview: `${FIRST} for each stack that it prints: terraform -chdir=FOLDER init, and terraform -chdir=FOLDER plan`,
  apply: DEPLOY,
  deploy: DEPLOY,
  up: DEPLOY,
  destroy: `run terraform -chdir=FOLDER destroy for each stack, in the reverse of the order that byoc synth prints`,
  diff: "use byoc export --diff OLD [NEW]: what may be done now and could not before; of resources, terraform plan says what changes",
  list: "use byoc validate for the deployments, byoc synth for the stacks and their resources, byoc rules for the rules",
  ls: "use byoc validate for the deployments, byoc synth for the stacks and their resources, byoc rules for the rules",
  lint: "use byoc validate for the config, byoc check for what it makes",
  verify: "use byoc check: it judges what the config makes, plans and states",
  audit: "use byoc check: it judges what the config makes, plans and states",
  scan: "use byoc check: it judges what the config makes, plans and states",
  test: "use byoc check: it judges what the config makes, plans and states",
  doctor: "use byoc validate for the config; byoc looks at no AWS account",
  build: "use byoc synth",
  generate: "use byoc synth",
  get: "use byoc synth",
  render: "use byoc synth",
  synthesize: "use byoc synth",
  new: "use byoc init",
  create: "use byoc init",
  report: "use byoc export",
  review: "use byoc export",
  version: "use byoc --version",
};
