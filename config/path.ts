/** Where a value stands in a file: keys of mappings and places in lists, from the outermost. */
export type Path = readonly (string | number)[];
