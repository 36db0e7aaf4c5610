import { afterEach, describe, expect, it } from 'vitest';
import type { ConvertedFrame } from '../../src/domain/recipe';
import { ok } from '../../src/domain/result';
import { FrameReceiver, FrameSender } from '../../src/worker/frameDelivery';
import { unwrap } from './fixtures';

function frameOf(...bytes: readonly number[]): ConvertedFrame {
  const image = { output: 'smv', content: Uint8Array.from(bytes), sha256: null, crc32: undefined };
  return { sourceSha256: null, images: [image] };
}

const senders: FrameSender[] = [];
const receiver = new FrameReceiver();
afterEach(() => {
  receiver.disconnect();
  for (const sender of senders.splice(0)) sender.disconnect();
});

function connected(): FrameSender {
  const { port1, port2 } = new MessageChannel();
  const sender = new FrameSender();
  sender.connect(port1);
  receiver.connect(port2);
  senders.push(sender);
  return sender;
}

function contentOf(frame: ConvertedFrame): number[] {
  return [...(frame.images[0]?.content ?? [])];
}

describe('frames from the workers that convert to the one that writes', () => {
  it('come to whoever asked, in whatever order they are sent', async () => {
    const [one, two] = [connected(), connected()];
    const tickets: number[] = [];
    const asked = [1, 2, 3].map(() =>
      receiver.receive(async (ticket) => {
        tickets.push(ticket);
        return ok(undefined);
      }),
    );
    // The last one is sent first.
    for (const [i, ticket] of [...tickets.entries()].reverse()) {
      (i === 1 ? one : two).begin(ticket)(frameOf(i));
    }
    const frames = await Promise.all(asked);
    expect(frames.map((frame) => contentOf(unwrap(frame)))).toEqual([[0], [1], [2]]);
  });

  it('come once where one is sent twice', async () => {
    const sender = connected();
    const first = await receiver.receive(async (ticket) => {
      sender.begin(ticket)(frameOf(1));
      sender.begin(ticket)(frameOf(2));
      return ok(undefined);
    });
    expect(contentOf(unwrap(first))).toEqual([1]);
    const next = await receiver.receive(async (ticket) => {
      sender.begin(ticket)(frameOf(3));
      return ok(undefined);
    });
    expect(contentOf(unwrap(next))).toEqual([3]);
  });

  it('that cannot be converted are answered with why', async () => {
    connected();
    const problem = { code: 'changedSinceScan' } as const;
    expect(await receiver.receive(async () => ({ ok: false, problem }))).toEqual({ ok: false, problem });
  });

  it('give their memory back to the worker that filled it', async () => {
    const [one, two] = [connected(), connected()];
    const frame = await receiver.receive(async (ticket) => {
      one.begin(ticket)(frameOf(7, 8, 9));
      return ok(undefined);
    });
    const buffer = unwrap(frame).images[0]?.content.buffer as ArrayBuffer;
    receiver.release(buffer);
    expect(buffer.byteLength).toBe(0);
    await expect.poll(() => [...new Uint8Array(one.memory.take(3))]).toEqual([7, 8, 9]);
    expect([...new Uint8Array(two.memory.take(3))]).toEqual([0, 0, 0]);
  });

  it('never come to a writer that did not ask for them', async () => {
    const sender = connected();
    const [tickets, frames]: [number[], number[][]] = [[], []];
    void receiver.receive(async (ticket) => {
      tickets.push(ticket);
      return ok(undefined);
    });
    const late = sender.begin(tickets[0] ?? -1);
    // Another writer, which counts from 0 too.
    const { port1, port2 } = new MessageChannel();
    const other = new FrameReceiver();
    sender.connect(port1);
    other.connect(port2);
    const asked = other
      .receive(async () => ok(undefined))
      .then((frame) => frames.push(contentOf(unwrap(frame))));
    late(frameOf(1));
    sender.begin(0)(frameOf(2));
    await asked;
    other.disconnect();
    expect(frames).toEqual([[2]]);
  });
});
