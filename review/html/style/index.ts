import { BASE } from "./base";
import { PARTS } from "./parts";
import { PRINT } from "./print";

/** Everything that the page's style element holds; print comes last, because it overrides. */
export const STYLE = [BASE, PARTS, PRINT].join("");
