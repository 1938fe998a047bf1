import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, test } from 'vitest';
import { Studio, type StudioOptions } from './support/studio.ts';
import { until } from './support/until.ts';

let studio: Studio;
const begin = async (options?: StudioOptions) => (studio = await Studio.start(options));
afterEach(() => studio.close());

const stateWanted = new Uint8Array([0, 0, 1, 0]);

describe('P2 no one client can slow or stop the others', () => {
  test('a flood of frames is read later; it stops nobody', async () => {
    await begin();
    const [a, b] = [await studio.open(studio.owner), await studio.open(await studio.person('author'))];
    const flood = await (await studio.raw(await studio.person('author', 'Mal'))).open();
    const noise = encoding.createEncoder();
    encoding.writeVarUint(noise, 1);
    encoding.writeVarUint8Array(noise, new Uint8Array([0]));
    for (let count = 0; count < 20_000; count++) flood.send(encoding.toUint8Array(noise));
    a.type('\nundisturbed');
    await until(() => b.text.endsWith('undisturbed'), 'the others to go on');
    expect(a.closes.concat(b.closes)).toEqual([]);
  });

  test('who does not read is sent away, and the others are not held up', async () => {
    await begin();
    const [a, b] = [await studio.open(studio.owner), await studio.open(await studio.person('author'))];
    const deaf = await (await studio.raw(await studio.person('observer'))).open();
    deaf.send(stateWanted);
    await until(() => deaf.framesOf(0).length > 0, 'to be synced');
    deaf.socket.pause();
    const page = 'x'.repeat(60_000);
    // Written and taken away again, so that the document stays small while the line to the deaf one fills.
    for (let count = 0; count < 400; count++) {
      a.type(page);
      a.doc.getText('text').delete(a.text.length - page.length, page.length);
      if (count % 20 === 19) await a.stored();
    }
    a.type('\nend');
    await until(() => b.text.endsWith('end'), 'the reader who reads');
    await a.stored();
    deaf.socket.resume();
    await deaf.ended();
  });

  test('the whole state is not sent again and again', async () => {
    await begin();
    const socket = await (await studio.raw(await studio.person('observer'))).open();
    for (let count = 0; count < 50; count++) socket.send(stateWanted);
    expect(await socket.ended()).toMatchObject({ code: 4400 });
    expect(socket.framesOf(0).length).toBeLessThan(10);
  });

  test('a frame that is larger than any change ends the socket and nothing else', async () => {
    await begin();
    const client = await studio.open(studio.owner);
    const socket = await (await studio.raw(studio.owner)).open();
    socket.send(new Uint8Array(3 * 1024 * 1024));
    expect((await socket.ended()).code).toBe(1009);
    client.type('still here');
    await client.stored();
  });

  test('a change that is too large is refused and its author told; a smaller one still goes through', async () => {
    await begin();
    const client = await studio.open(studio.owner);
    client.type('x'.repeat(1_100_000));
    await until(() => client.refusals.length === 1, 'the refusal');
    expect(client.refusals[0]).toEqual({ reason: 'too-large', frame: client.sent });
    const other = await studio.open(await studio.person('author'));
    other.type('y');
    await other.stored();
  });

  test('a document has an end; whoever reaches it is told and not sent away', async () => {
    await begin();
    const client = await studio.open(studio.owner);
    for (let count = 0; count < 12 && client.refusals.length === 0; count++) {
      client.type('z'.repeat(900_000));
      await until(() => client.confirmed === client.sent, 'the server to deal with it');
    }
    expect(client.refusals[0]?.reason).toBe('document-full');
    expect(client.closes).toEqual([]);
    expect((await studio.storedText()).length).toBeLessThan(9_000_000);
  });
});
