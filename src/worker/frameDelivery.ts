import type { ConvertedFrame } from '../domain/recipe';
import { ok, type Result } from '../domain/result';
import { BufferStock } from '../pipeline/bufferPool';

/**
 * Converted frames go straight from the pool to the writer, by one port per worker, and never pass through the page's
 * main thread. Buffers return by the same port and are reused.
 */

/** A converted frame in transit; `ticket` identifies its request. */
interface Delivery {
  readonly ticket: number;
  readonly frame: ConvertedFrame;
}

/** The converting end of a port. */
export class FrameSender {
  /** Buffers returned by the writer, for the next frames. */
  readonly memory = new BufferStock();
  private port: MessagePort | undefined;

  /** Uses this port to the writer, instead of an earlier one. */
  connect(port: MessagePort): void {
    this.disconnect();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.memory.give(data);
  }

  /** Closes the port and drops all buffers. */
  disconnect(): void {
    this.port?.close();
    this.port = undefined;
    this.memory.clear();
  }

  /**
   * Begins a frame for the present writer. A frame that is finished after its writer has gone is dropped: another writer
   * counts its tickets anew and would take it for its own.
   * @returns transfers the finished frame
   * @throws without a writer
   */
  begin(ticket: number): (frame: ConvertedFrame) => void {
    const { port } = this;
    if (port === undefined) throw new Error('no writer waits for frames');
    return (frame) => {
      const delivery: Delivery = { ticket, frame };
      port.postMessage(
        delivery,
        frame.images.map(({ content }) => content.buffer),
      );
    };
  }
}

/** The writing end of all ports. */
export class FrameReceiver {
  private readonly ports = new Set<MessagePort>();
  private readonly waiting = new Map<number, (frame: ConvertedFrame) => void>();
  /** The port each buffer came from. */
  private origins = new WeakMap<ArrayBuffer, MessagePort>();
  private tickets = 0;

  /** Adds a port from a converting worker. */
  connect(port: MessagePort): void {
    this.ports.add(port);
    port.onmessage = ({ data }: MessageEvent<Delivery>) => this.take(port, data);
  }

  /** Closes all ports. */
  disconnect(): void {
    for (const port of this.ports) port.close();
    this.ports.clear();
    this.waiting.clear();
    this.origins = new WeakMap();
  }

  /**
   * Has a frame converted and waits for it.
   * @param request asks for it to be sent with a ticket; resolves when it was sent, or with why it was not
   */
  async receive(request: (ticket: number) => Promise<Result<undefined>>): Promise<Result<ConvertedFrame>> {
    const ticket = this.tickets++;
    const coming = new Promise<ConvertedFrame>((resolve) => this.waiting.set(ticket, resolve));
    try {
      const sent = await request(ticket);
      return sent.ok ? ok(await coming) : sent;
    } finally {
      this.waiting.delete(ticket);
    }
  }

  /** Returns a buffer to the worker that filled it. */
  release(buffer: ArrayBuffer): void {
    this.origins.get(buffer)?.postMessage(buffer, [buffer]);
  }

  private take(port: MessagePort, { ticket, frame }: Delivery): void {
    for (const { content } of frame.images) this.origins.set(content.buffer, port);
    // A frame requested twice, because its worker was lost, may arrive twice.
    this.waiting.get(ticket)?.(frame);
  }
}
