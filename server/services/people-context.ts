/** What the services about people work with: the process's own by default, a test's where one is handed in. */
import { type Db, database } from "../db/client";

export interface PeopleContext {
  db: Db;
  now: Date;
}

export function livePeople(): PeopleContext {
  return { db: database(), now: new Date() };
}
