import type { Log } from "../../log";

/** For tests in which faults are the point. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
