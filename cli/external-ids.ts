import { EXTERNAL_ID_PAGES } from "../config/console-pages";

/** Variables that a new config reads external IDs from, the page that shows each, and its form. */
export const EXTERNAL_IDS = [
  {
    variable: "ZILLIZ_EXTERNAL_ID",
    page: EXTERNAL_ID_PAGES.setup,
    form: "cid-set-by-the-environment",
  },
  {
    variable: "ZILLIZ_INTEGRATION_EXTERNAL_ID",
    page: EXTERNAL_ID_PAGES.integration,
    form: "zilliz-external-set-by-the-environment",
  },
] as const;
