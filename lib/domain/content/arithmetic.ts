/**
 * Evaluates one line of arithmetic, as scale sheets write it: numbers (with
 * `e` notation), `+ - * / **`, a leading sign and brackets.
 *
 * Content is data and may come from people, so it is parsed here and never
 * handed to the language's own evaluator.
 *
 * @throws SyntaxError naming the position where the line stops making sense
 */
export function evaluateArithmetic(line: string): number {
  const reader = { tokens: tokenize(line), at: 0, line };
  const value = readSum(reader);
  const left = reader.tokens[reader.at];
  if (left) throw unexpected(reader.line, left);
  return value;
}

interface Token {
  text: string;
  position: number;
}

interface Reader {
  tokens: Token[];
  at: number;
  line: string;
}

const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\*\*|[-+*/()])\s*/iy;

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
  const sign = take(reader, "+", "-");
  if (sign) return sign === "-" ? -readSigned(reader) : readSigned(reader);
  return readPower(reader);
}

function readPower(reader: Reader): number {
  const base = readOperand(reader);
  // The right side binds first, as in mathematics: 2 ** 3 ** 2 is 2 ** 9.
  return take(reader, "**") ? base ** readSigned(reader) : base;
}

function readOperand(reader: Reader): number {
  if (take(reader, "(")) {
    const value = readSum(reader);
    if (!take(reader, ")")) throw unexpected(reader.line, reader.tokens[reader.at]);
    return value;
  }
  const token = reader.tokens[reader.at];
  if (!token || !/^\d/.test(token.text)) throw unexpected(reader.line, token);
  reader.at += 1;
  return Number(token.text);
}

function unexpected(line: string, token: Token | undefined): SyntaxError {
  return new SyntaxError(
    token
      ? `unexpected "${token.text}" at position ${token.position} of "${line}"`
      : `"${line}" ends too early`,
  );
}
