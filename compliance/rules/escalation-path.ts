import { waysOfEverybody } from "../escalation/ways";
import { ruleOf } from "../rule";

export const rule = ruleOf("escalation-path", waysOfEverybody);
