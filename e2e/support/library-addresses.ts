/** An address of the library, of things that are always in it. */
export function withLibraryIds(address: string): string {
  return address
    .replace("[caseId]", "ad-click-prediction")
    .replace("[frameworkId]", "fw-canonical7")
    .replace("[rubricId]", "rb-default6");
}
