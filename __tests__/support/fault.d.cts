export interface Fault {
  /** How the paths begin that count. */
  readonly roots: readonly string[];
  /** Number of the call, from 1; above their number nothing happens. */
  readonly at: number;
  /**
   * `dead`: nothing is changed from this call on, as if the process had been killed; the code of an
   * error that is thrown instead, `ENOSPC`; the name of a signal.
   */
  readonly how: string;
  /** A call that writes has written half before. */
  readonly half?: boolean;
  /** The error stays: every later call that needs room fails, too. */
  readonly stays?: boolean;
}

export interface Injected {
  /** Names and paths of the calls so far. */
  readonly calls: readonly string[];
  readonly count: () => number;
  readonly restore: () => void;
}

/** Breaks the n-th call that changes the disk. */
export function inject(fault: Fault): Injected;
