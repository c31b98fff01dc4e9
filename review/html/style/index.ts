import { BASE } from "./base";
import { GRAPH } from "./graph";
import { LAYOUT } from "./layout";
import { PARTS } from "./parts";
import { PRINT } from "./print";

/** Everything that the page's style element holds; print comes last, because it overrides. */
export const STYLE = [BASE, LAYOUT, PARTS, GRAPH, PRINT].join("");
