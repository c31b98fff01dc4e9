import { dirname, join } from "node:path";
import { cachedOf } from "../text/cache";
import { groupBy, keyed, push } from "../text/group";
import { STANDARD_INPUT, type Input, type InputFile } from "./model";
import { synthInput } from "./synth";
import { COST, instancesOf } from "./instances";
import { stackOf, typedBlocks, type SynthBlock } from "./synth-file";
import { SynthModule } from "./synth-module";
import { elementsIn } from "./work";

/** A synthesized file. */
export interface SynthFile extends InputFile {
  /** Files of Terraform's own syntax beside it, which are not read. */
  readonly unread: readonly string[];
}

/** The files that make up one module. */
interface Group {
  readonly root: string;
  readonly files: readonly SynthFile[];
}

/**
 * Inputs of files in Terraform's JSON syntax. Those of one folder are one module, as Terraform has
 * it, except that each file of CDKTF's is a stack of its own, wherever it lies. A module that
 * another one calls by its folder is read as its part.
 */
export function synthInputs(files: readonly SynthFile[]): Input[] {
  const isAlone = (file: SynthFile) => stackOf(file) !== undefined || file.file === STANDARD_INPUT;
  const byRoot = groupBy(files, (file) => (isAlone(file) ? file.file : dirname(file.file)));
  const groups = [...byRoot].map(([root, members]): Group => ({ root, files: members }));
  const folders = keyed(groups, "root");
  const stacks = new Map<string, SynthModule>();
  const find = (stack: string) => stacks.get(stack);
  const built = groups.map((group) => {
    const module = new SynthModule(group.files, "", undefined, find);
    for (const file of group.files) {
      const stack = stackOf(file);
      if (stack !== undefined) stacks.set(stack, module);
    }
    return { group, module };
  });
  const called = new Set<Group>();
  const roots = built.map(({ group, module }) => {
    const gaps = new Map<string, string[]>();
    const parts = new Map<SynthFile, SynthModule[]>();
    addModule({ group, module, ancestors: [group], folders, called, gaps, parts });
    return { group, gaps, parts };
  });
  return roots
    .filter(({ group }) => !called.has(group))
    .flatMap(({ group, gaps, parts }) =>
      [...parts].map(([file, modules]) =>
        synthInput(file, group.root, modules, [...unreadGap(file), ...(gaps.get(file.file) ?? [])]),
      ),
    );
}

interface Walk {
  readonly group: Group;
  readonly module: SynthModule;
  readonly ancestors: readonly Group[];
  readonly folders: ReadonlyMap<string, Group>;
  readonly called: Set<Group>;
  readonly gaps: Map<string, string[]>;
  readonly parts: Map<SynthFile, SynthModule[]>;
}

function addModule(walk: Walk): void {
  const { group, module, parts } = walk;
  for (const file of group.files) push(parts, file, module);
  for (const [name, block] of module.calls) {
    const gap = addCalled(walk, name, block);
    if (gap === undefined) continue;
    push(walk.gaps, block.file, `${module.prefix}module.${name} ${gap}; a plan has them`);
  }
}

const sizeOf = cachedOf(
  ({ files }: Group) =>
    elementsIn(files.map(({ json }) => json)) +
    COST * files.flatMap((file) => typedBlocks(file, "resource")).length,
);

/** Adds a called module; says why when its resources cannot be told. */
function addCalled(walk: Walk, name: string, { body, file }: SynthBlock): string | undefined {
  const { module, ancestors, folders } = walk;
  const { source } = body;
  const local = typeof source === "string" && /^\.\.?\//.test(source);
  const group = local ? folders.get(join(dirname(file), source)) : undefined;
  if (!group || ancestors.includes(group)) return "is not in the input: its resources are not seen";
  walk.called.add(group);
  const instances = instancesOf(body, module);
  if (instances.some(({ uncertain }) => uncertain !== undefined)) {
    return "is made a number of times that is not known: its resources are not seen";
  }
  if (!module.work.spend(instances.length * sizeOf(group))) {
    return "makes more than is worked out here: its resources are not seen";
  }
  for (const { key, instance } of instances) {
    const call = { from: module, body, instance };
    const prefix = `${module.prefix}module.${name}${key}.`;
    const child = new SynthModule(group.files, prefix, call, () => undefined);
    module.children.set(`${name}${key}`, child);
    addModule({ ...walk, group, module: child, ancestors: [...ancestors, group] });
  }
  return undefined;
}

function unreadGap({ unread }: SynthFile): string[] {
  if (unread.length === 0) return [];
  return [`${unread.join(", ")} beside it is not read; a plan has what it says`];
}
