import { copyTemplate, startTestCluster } from "../../server/testing/test-cluster";
import { startApp } from "./app";

/** One app and one database for all browser tests; each test makes its own people and interviews. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  const database = await copyTemplate(cluster.adminUrl);
  const app = await startApp({ databaseUrl: database.url });
  process.env.E2E_APP_URL = app.url;
  process.env.E2E_DATABASE_URL = database.url;
  return async () => {
    await app.stop();
    await database.drop();
    await cluster.stop();
  };
}
