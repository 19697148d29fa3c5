/**
 * The canvas's elements as they are stored: one Y.Map per element, property by property, so
 * that two people can move and recolour the same shape at once.
 *
 * Stored are all properties Excalidraw 0.18 keeps, but these: `version`, `versionNonce`,
 * `updated` and `isDeleted` are local to a browser, `boundElements` is derived from arrows and
 * labels. Width, height and points change together and are one value, `size`; so are the two
 * texts of a label, `txt`.
 *
 * Readers fill in what is missing: an undone delete can come back without a property that
 * somebody else changed meanwhile.
 */
import { z } from "zod";
import { EdgeKind } from "../domain/content/edge-kind";
import { isLinkHref } from "./link-href";

/** Images are not part of the room yet; frames group, everything that embeds a page is left out. */
export const ELEMENT_TYPES = [
  "rectangle",
  "ellipse",
  "diamond",
  "line",
  "arrow",
  "freedraw",
  "text",
  "frame",
] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

/** Scene coordinates: a thousand screens in each direction. */
export const MAX_COORDINATE = 10_000_000;
/** A long freehand stroke at 60 points a second is a minute and a half. */
export const MAX_POINTS = 5_000;
/** A label is a few words; a pasted note may be pages. */
export const MAX_TEXT_LENGTH = 20_000;
/** Groups within groups. */
export const MAX_GROUPS = 64;
/** Bends a person can drag in one elbow arrow. */
export const MAX_SEGMENTS = 256;
/** Fractional indices grow when things are moved between two neighbours again and again. */
export const MAX_INDEX_LENGTH = 512;
const MAX_NAME_LENGTH = 500;
const MAX_COLOUR_LENGTH = 64;
const MAX_STROKE = 1_000;
const MAX_SEED = 2 ** 32;

/** Names that mean something to every object; no map of ours has them as keys. */
const INHERITED_NAMES: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
]);

export function isInheritedName(key: string): boolean {
  return INHERITED_NAMES.has(key);
}

/** Excalidraw makes ids of 21 characters; ours have no others in them. */
export const ELEMENT_ID = /^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/;

export function isElementId(id: string): boolean {
  return ELEMENT_ID.test(id) && !isInheritedName(id);
}

const Num = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);
const Id = z.string().refine(isElementId);
const Colour = z
  .string()
  .max(MAX_COLOUR_LENGTH)
  .regex(/^[#A-Za-z0-9(),.%\s/-]*$/);
const Point = z.tuple([Num, Num]);

const isWithin = (value: unknown, min: number, max: number): boolean =>
  typeof value === "number" && value >= min && value <= max;

/** Lists of thousands are looked through by hand: a schema for each number takes ten times as long. */
const listOf = <T>(isOne: (value: unknown) => boolean) =>
  z.custom<T[]>(
    (value) => Array.isArray(value) && value.length <= MAX_POINTS && value.every(isOne),
  );
const Points = listOf<[number, number]>(
  (point) =>
    Array.isArray(point) &&
    point.length === 2 &&
    point.every((each) => isWithin(each, -MAX_COORDINATE, MAX_COORDINATE)),
);
const Pressures = listOf<number>((value) => isWithin(value, 0, MAX_STROKE));

const Binding = z
  .strictObject({ elementId: Id, focus: Num, gap: Num, fixedPoint: Point.nullable().optional() })
  .nullable();
const Arrowhead = z
  .enum([
    "arrow",
    "bar",
    "dot",
    "circle",
    "circle_outline",
    "triangle",
    "triangle_outline",
    "diamond",
    "diamond_outline",
    "crowfoot_one",
    "crowfoot_many",
    "crowfoot_one_or_many",
  ])
  .nullable();

/** Ours: which stencil a shape was made from, or what flows along an arrow. */
const CustomData = z
  .strictObject({
    stencil: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .exactOptional(),
    edge: EdgeKind.exactOptional(),
  })
  .refine(({ stencil, edge }) => (stencil === undefined) !== (edge === undefined));

/** Every stored property with what it may be. */
export const elementProperties = {
  type: z.enum(ELEMENT_TYPES),
  x: Num,
  y: Num,
  size: z.strictObject({ width: Num, height: Num, points: Points.optional() }),
  angle: Num,
  strokeColor: Colour,
  backgroundColor: Colour,
  fillStyle: z.enum(["hachure", "cross-hatch", "solid", "zigzag"]),
  strokeWidth: z.number().min(0).max(MAX_STROKE),
  strokeStyle: z.enum(["solid", "dashed", "dotted"]),
  roughness: z.number().min(0).max(MAX_STROKE),
  roundness: z.strictObject({ type: z.int().min(1).max(3), value: Num.optional() }).nullable(),
  opacity: z.number().min(0).max(100),
  seed: z.number().min(0).max(MAX_SEED),
  index: z
    .string()
    .max(MAX_INDEX_LENGTH)
    .regex(/^[A-Za-z0-9]+$/)
    .nullable(),
  groupIds: z.array(Id).max(MAX_GROUPS),
  frameId: Id.nullable(),
  link: z.union([z.null(), z.literal(""), z.custom<string>(isLinkHref)]),
  locked: z.boolean(),
  customData: CustomData,
  // text
  txt: z.strictObject({
    text: z.string().max(MAX_TEXT_LENGTH),
    originalText: z.string().max(MAX_TEXT_LENGTH),
  }),
  fontSize: z.number().min(0).max(MAX_COORDINATE),
  fontFamily: z.int().min(1).max(100),
  textAlign: z.enum(["left", "center", "right"]),
  verticalAlign: z.enum(["top", "middle", "bottom"]),
  containerId: Id.nullable(),
  autoResize: z.boolean(),
  lineHeight: z.number().min(0).max(100),
  // lines, arrows, freehand
  startBinding: Binding,
  endBinding: Binding,
  startArrowhead: Arrowhead,
  endArrowhead: Arrowhead,
  lastCommittedPoint: Point.nullable(),
  elbowed: z.boolean(),
  fixedSegments: z
    .array(z.strictObject({ start: Point, end: Point, index: z.int().min(0).max(MAX_POINTS) }))
    .max(MAX_SEGMENTS)
    .nullable(),
  startIsSpecial: z.boolean().nullable(),
  endIsSpecial: z.boolean().nullable(),
  pressures: Pressures,
  simulatePressure: z.boolean(),
  // frames
  name: z.string().max(MAX_NAME_LENGTH).nullable(),
} as const;

export type StoredProperties = {
  -readonly [K in keyof typeof elementProperties]: z.infer<(typeof elementProperties)[K]>;
};
export type ElementProperty = keyof StoredProperties;

const validators: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(elementProperties));

export function isElementProperty(key: string): key is ElementProperty {
  return validators.has(key);
}

/** Whether the room stores this value under this property; the canvas asks before it writes. */
export function isElementValue(key: string, value: unknown): boolean {
  return validators.get(key)?.safeParse(value).success ?? false;
}

const COMMON_DEFAULTS = {
  x: 0,
  y: 0,
  size: { width: 100, height: 100 },
  angle: 0,
  strokeColor: "#1e1e1e",
  backgroundColor: "transparent",
  fillStyle: "solid",
  strokeWidth: 2,
  strokeStyle: "solid",
  roughness: 1,
  roundness: null,
  opacity: 100,
  seed: 1,
  index: null,
  groupIds: [],
  frameId: null,
  link: null,
  locked: false,
} satisfies Partial<StoredProperties>;

type CommonProperty = Exclude<keyof typeof COMMON_DEFAULTS, "size">;

/** An element in Excalidraw's own form, without what is local to a browser. */
export type CanvasElement = Pick<StoredProperties, CommonProperty | "type"> &
  Partial<Omit<StoredProperties, CommonProperty | "type" | "size" | "txt">> & {
    id: string;
    width: number;
    height: number;
    points?: [number, number][];
    text?: string;
    originalText?: string;
  };

const LINE_POINTS: [number, number][] = [
  [0, 0],
  [100, 100],
];

const LINEAR_DEFAULTS = {
  size: { width: 100, height: 100, points: LINE_POINTS },
  startBinding: null,
  endBinding: null,
  startArrowhead: null,
  endArrowhead: null,
  lastCommittedPoint: null,
} satisfies Partial<StoredProperties>;

const TYPE_DEFAULTS: Record<ElementType, Partial<StoredProperties>> = {
  rectangle: {},
  ellipse: {},
  diamond: {},
  line: LINEAR_DEFAULTS,
  arrow: { ...LINEAR_DEFAULTS, endArrowhead: "arrow", elbowed: false },
  freedraw: {
    size: { width: 100, height: 100, points: LINE_POINTS },
    pressures: [],
    simulatePressure: true,
    lastCommittedPoint: null,
  },
  text: {
    txt: { text: "", originalText: "" },
    fontSize: 20,
    fontFamily: 5,
    textAlign: "left",
    verticalAlign: "top",
    containerId: null,
    autoResize: true,
    lineHeight: 1.25,
  },
  frame: { name: null },
};

/** What stands in for a property that an element of this type needs and lacks. */
export function elementDefaults(type: ElementType): Partial<StoredProperties> {
  return { ...COMMON_DEFAULTS, ...TYPE_DEFAULTS[type] };
}

/**
 * The element behind a stored map, with missing and unreadable properties replaced by defaults.
 *
 * @param stored the element's Y.Map, or anything that lists its entries
 * @returns null when its type is missing, so that it cannot be drawn
 */
export function readElement(
  id: string,
  stored: { entries(): Iterable<[string, unknown]> },
): CanvasElement | null {
  const values = new Map<string, unknown>();
  for (const [key, value] of stored.entries()) {
    if (isElementValue(key, value)) values.set(key, value);
  }
  const type = values.get("type") as ElementType | undefined;
  if (type === undefined) return null;
  const { size, txt, ...rest } = {
    ...elementDefaults(type),
    ...Object.fromEntries(values),
  } as StoredProperties;
  const isLine = type === "line" || type === "arrow" || type === "freedraw";
  return {
    ...rest,
    id,
    width: size.width,
    height: size.height,
    ...(isLine ? { points: size.points ?? LINE_POINTS } : {}),
    ...(type === "text" ? { text: txt.text, originalText: txt.originalText } : {}),
  };
}

/**
 * An element of Excalidraw as the properties the room stores. What the room would refuse is left
 * out, so that a strange value never keeps the rest of a person's work from being saved.
 */
export function storedProperties(
  element: Readonly<Record<string, unknown>>,
): Partial<StoredProperties> {
  const { width, height, points, text, originalText, ...rest } = element;
  const grouped: Record<string, unknown> = {
    ...rest,
    size: points === undefined ? { width, height } : { width, height, points },
    ...(text === undefined ? {} : { txt: { text, originalText: originalText ?? text } }),
  };
  return Object.fromEntries(
    Object.entries(grouped).filter(([key, value]) => isElementValue(key, value)),
  );
}
