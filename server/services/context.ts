/** What services work with: the process's own by default, a test's where one is handed in. */
import { authSettings } from "../auth/settings";
import { type Content, loadContent } from "../content/load-content";
import { type Db, database } from "../db/client";

export interface ServiceContext {
  db: Db;
  /** The server's secret; join links are derived from it. */
  secret: string;
  content: Content;
}

export function liveContext(): ServiceContext {
  return { db: database(), secret: authSettings().secret, content: loadContent() };
}
