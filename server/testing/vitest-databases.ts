import type { TestProject } from "vitest/node";
import { startTestCluster } from "./test-cluster";

/** Gives the test files of a project the cluster that `createTestDatabase` makes databases in. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  project.provide("testClusterUrl", cluster.adminUrl);
  return cluster.stop;
}

declare module "vitest" {
  export interface ProvidedContext {
    testClusterUrl: string;
  }
}
