import { connect } from 'node:net';

/** What came over the line first: the type of a message, the code of a close, or the status of a refused upgrade. */
export type Heard = { message: number } | { closed: number } | { status: number };

const HEAD_END = '\r\n\r\n';
const CLOSE = 0x88;

function framesIn(bytes: Buffer): Heard[] {
  const heard: Heard[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const length = bytes[at + 1] ?? 0;
    const header = length === 126 ? 4 : length === 127 ? 10 : 2;
    const size =
      length === 126
        ? bytes.readUInt16BE(at + 2)
        : length === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : length;
    heard.push(
      bytes[at] === CLOSE
        ? { closed: bytes.readUInt16BE(at + header) }
        : { message: bytes[at + header] ?? -1 },
    );
    at += header + size;
  }
  return heard;
}

/** Asks for an upgrade with the path exactly as it is written here: clients normalise it before they send it. */
export function upgradeAsWritten(base: string, path: string, cookie: string): Promise<Heard[]> {
  const { hostname, port, host } = new URL(base);
  const socket = connect(Number(port), hostname);
  const { promise, resolve, reject } = Promise.withResolvers<Heard[]>();
  let received = Buffer.alloc(0);
  socket.on('error', reject);
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    const end = received.indexOf(HEAD_END);
    if (end < 0) return;
    const status = Number(received.subarray(9, 12).toString());
    const heard = status === 101 ? framesIn(received.subarray(end + HEAD_END.length)) : [{ status }];
    if (heard.length === 0) return;
    socket.destroy();
    resolve(heard);
  });
  const head = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${base}`,
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
  ];
  socket.write(
    [...head, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''].join(
      '\r\n',
    ),
  );
  return promise;
}
