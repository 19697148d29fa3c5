/**
 * Evaluates one line of arithmetic, as scale sheets and calculators write it: numbers (with `e`
 * notation), `+ - * / **`, a leading sign, brackets, names with given values, and the functions
 * below.
 *
 * Content is data and may come from people, so it is parsed here and never
 * handed to the language's own evaluator.
 */

interface ArithmeticFunction {
  /** Undefined for as many as there are, at least one. */
  arity: 1 | undefined;
  apply(...values: number[]): number;
}

const one = (apply: (value: number) => number): ArithmeticFunction => ({ arity: 1, apply });
const many = (apply: (...values: number[]) => number): ArithmeticFunction => ({
  arity: undefined,
  apply,
});

const FUNCTIONS: ReadonlyMap<string, ArithmeticFunction> = new Map([
  ["ceil", one(Math.ceil)],
  ["floor", one(Math.floor)],
  ["round", one(Math.round)],
  ["sqrt", one(Math.sqrt)],
  ["log2", one(Math.log2)],
  ["ln", one(Math.log)],
  ["min", many(Math.min)],
  ["max", many(Math.max)],
]);

/** Deeper than anything a person writes, and far from where the call stack ends. */
const MAX_DEPTH = 100;

/**
 * @param names what the names in the line stand for
 * @throws SyntaxError naming the position where the line stops making sense
 */
export function evaluateArithmetic(
  line: string,
  names: Readonly<Record<string, number>> = {},
): number {
  return read(line, (name) => (Object.hasOwn(names, name) ? names[name] : undefined));
}

/**
 * The names a line speaks of, each once, in the order of their first appearance.
 *
 * @throws SyntaxError as `evaluateArithmetic` does
 */
export function namesIn(line: string): string[] {
  const found = new Set<string>();
  read(line, (name) => {
    found.add(name);
    return 1;
  });
  return [...found];
}

interface Token {
  text: string;
  position: number;
}

interface Reader {
  tokens: Token[];
  at: number;
  line: string;
  depth: number;
  lookUp(name: string): number | undefined;
}

function read(line: string, lookUp: Reader["lookUp"]): number {
  const reader: Reader = { tokens: tokenize(line), at: 0, line, depth: 0, lookUp };
  const value = readSum(reader);
  const left = reader.tokens[reader.at];
  if (left) throw unexpected(reader.line, left);
  return value;
}

const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z_]\w*|\*\*|[-+*/(),])\s*/iy;

function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let position = 0;
  while (position < line.length) {
    pattern.lastIndex = position;
    const match = pattern.exec(line);
    if (!match?.[1]) throw unexpected(line, { text: line.slice(position), position });
    tokens.push({ text: match[1], position });
    position = pattern.lastIndex;
  }
  return tokens;
}

function take(reader: Reader, ...texts: string[]): string | undefined {
  const token = reader.tokens[reader.at];
  if (!token || !texts.includes(token.text)) return undefined;
  reader.at += 1;
  return token.text;
}

function demand(reader: Reader, text: string): void {
  if (!take(reader, text)) throw unexpected(reader.line, reader.tokens[reader.at]);
}

function readSum(reader: Reader): number {
  let value = readProduct(reader);
  for (let sign = take(reader, "+", "-"); sign; sign = take(reader, "+", "-")) {
    const right = readProduct(reader);
    value = sign === "+" ? value + right : value - right;
  }
  return value;
}

function readProduct(reader: Reader): number {
  let value = readSigned(reader);
  for (let sign = take(reader, "*", "/"); sign; sign = take(reader, "*", "/")) {
    const right = readSigned(reader);
    value = sign === "*" ? value * right : value / right;
  }
  return value;
}

function readSigned(reader: Reader): number {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) {
    throw new SyntaxError("this is nested too deeply to be worked out");
  }
  const sign = take(reader, "+", "-");
  const value = sign ? readSigned(reader) : readPower(reader);
  reader.depth -= 1;
  return sign === "-" ? -value : value;
}

function readPower(reader: Reader): number {
  const base = readOperand(reader);
  // The right side binds first, as in mathematics: 2 ** 3 ** 2 is 2 ** 9.
  return take(reader, "**") ? base ** readSigned(reader) : base;
}

function readOperand(reader: Reader): number {
  if (take(reader, "(")) {
    const value = readSum(reader);
    demand(reader, ")");
    return value;
  }
  const token = reader.tokens[reader.at];
  if (!token || !/^\w/.test(token.text)) throw unexpected(reader.line, token);
  reader.at += 1;
  if (/^\d/.test(token.text)) return Number(token.text);
  return take(reader, "(") ? readCall(reader, token) : readName(reader, token);
}

function readCall(reader: Reader, name: Token): number {
  const called = FUNCTIONS.get(name.text);
  if (!called) throw unexpected(reader.line, name);
  const values = [readSum(reader)];
  if (called.arity === undefined) {
    while (take(reader, ",")) values.push(readSum(reader));
  }
  demand(reader, ")");
  return called.apply(...values);
}

function readName(reader: Reader, name: Token): number {
  const value = reader.lookUp(name.text);
  if (value === undefined) throw unexpected(reader.line, name);
  return value;
}

function unexpected(line: string, token: Token | undefined): SyntaxError {
  return new SyntaxError(
    token
      ? `unexpected "${token.text}" at position ${token.position} of "${line}"`
      : `"${line}" ends too early`,
  );
}
