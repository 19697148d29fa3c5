/** How large and how deep one update may be. Each is tested at the limit and one past it. */

/** Yjs authors are unsigned 32-bit numbers. */
export const MAX_CLIENT_ID = 0xffff_ffff;

/** Edits one author can make; at ten a second for a day it is not one in two thousand of it. */
export const MAX_CLOCK = 2 ** 31;

/** Authors in one update: a tab writes under one clientID, rarely two after Yjs changed it. */
export const MAX_CLIENTS_PER_UPDATE = 32;

/** 1,500 canvas elements of about 30 properties pasted at once stay below. */
export const MAX_STRUCTS_PER_UPDATE = 60_000;

/** Deleting a board of that size leaves one range per author and gap. */
export const MAX_DELETE_RANGES = 60_000;

/** Characters in one run of text: a pasted chapter. */
export const MAX_TEXT_RUN = 200_000;

/** A mark's value as JSON: an address of 2,048 characters, each of which may be escaped. */
export const MAX_MARK_JSON = 16_384;

/** Length of one run of content that its author has already deleted again. */
export const MAX_DELETED_RUN = 1_000_000;

/** Types inside types. A list in a list costs two; nobody reads thirty levels. */
export const MAX_NESTING = 64;

/** Values inside values of one attribute; a list of points needs three. */
export const MAX_VALUE_DEPTH = 8;

/** Elements a canvas has ever had. A full board has 300; Excalidraw slows down past 5,000. */
export const MAX_ELEMENTS = 10_000;

/**
 * Steps Yjs takes beyond what an update's size explains: about 0.1 µs each, so some 25 ms. Editors
 * need a few for each edit of somebody else in the same place.
 */
export const MAX_WORK_PER_UPDATE = 250_000;

/** So many items of an array move in the time of one step. */
export const ARRAY_ITEMS_PER_STEP = 100;
