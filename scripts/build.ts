// Bundles the command line. The licences travel inside: the file is copied alone.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { BUNDLE } from "./bundle";

const notice = readFileSync("NOTICE", "utf8").replaceAll("*/", "* /");
void build({ ...BUNDLE, footer: { js: `/*\n${notice}*/` } });
