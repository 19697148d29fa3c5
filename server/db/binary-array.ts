/**
 * Arrays in Postgres' binary format. pg would write them as text, which for bytea means
 * hex with escapes: twice the bytes and most of the time of a large append. A Buffer
 * parameter is sent as it is.
 */
const OID_BYTEA = 17;
const OID_BIGINT = 20;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const BIGINT_BYTES = 8;

function withHeader(elementOid: number, count: number, bodyBytes: number): Buffer {
  if (count === 0) {
    const empty = Buffer.alloc(HEADER_BYTES - 2 * LENGTH_BYTES);
    empty.writeInt32BE(elementOid, 8);
    return empty;
  }
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeInt32BE(elementOid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // lower bound
  return buffer;
}

export function bigintArray(values: readonly number[]): Buffer {
  const buffer = withHeader(
    OID_BIGINT,
    values.length,
    values.length * (LENGTH_BYTES + BIGINT_BYTES),
  );
  let offset = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(BIGINT_BYTES, offset);
    buffer.writeBigInt64BE(BigInt(value), offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + BIGINT_BYTES;
  }
  return buffer;
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + LENGTH_BYTES + value.byteLength, 0);
  const buffer = withHeader(OID_BYTEA, values.length, bytes);
  let offset = HEADER_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(value.byteLength, offset);
    buffer.set(value, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + value.byteLength;
  }
  return buffer;
}
