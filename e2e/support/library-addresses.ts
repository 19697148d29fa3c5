/** No draft has it; a page of a draft is there for whoever may write content alone. */
const A_DRAFT = "8c6a5c1e-53a4-4a0e-9d4a-0f6f6f1c2b5d";

/** An address of the library, of things that are always in it. */
export function withLibraryIds(address: string): string {
  return address
    .replace("[caseId]", "ad-click-prediction")
    .replace("[frameworkId]", "fw-canonical7")
    .replace("[rubricId]", "rb-default6")
    .replace("[itemId]", A_DRAFT);
}
