import type { ConvertedFrame } from '../domain/recipe';
import { ok, type Result } from '../domain/result';
import { BufferStock } from '../pipeline/bufferPool';

/**
 * Converted frames go from the workers that convert to the one that writes by a port for each, so that their files
 * never pass through the page's main thread. Buffers come back on the same port and are filled again.
 */

/** One converted frame on its way. `ticket` says which request it answers. */
interface Delivery {
  readonly ticket: number;
  readonly frame: ConvertedFrame;
}

/** The converting end of a port. */
export class FrameSender {
  /** Memory for the next frames: what the writer gave back. */
  readonly memory = new BufferStock();
  private port: MessagePort | undefined;

  /** Takes a port to a writer, in place of an earlier one. */
  connect(port: MessagePort): void {
    this.disconnect();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.memory.give(data);
  }

  /** Lets the port and all memory go. */
  disconnect(): void {
    this.port?.close();
    this.port = undefined;
    this.memory.clear();
  }

  /** Hands a frame over to the writer; its files are no longer here. @throws where there is no writer */
  send(ticket: number, frame: ConvertedFrame): void {
    if (this.port === undefined) throw new Error('no writer waits for frames');
    const delivery: Delivery = { ticket, frame };
    this.port.postMessage(
      delivery,
      frame.images.map(({ content }) => content.buffer),
    );
  }
}

/** The writing end of all ports. */
export class FrameReceiver {
  private readonly ports = new Set<MessagePort>();
  private readonly waiting = new Map<number, (frame: ConvertedFrame) => void>();
  /** Which port each buffer came by. */
  private origins = new WeakMap<ArrayBuffer, MessagePort>();
  private tickets = 0;

  /** Takes a port to a worker that converts. */
  connect(port: MessagePort): void {
    this.ports.add(port);
    port.onmessage = ({ data }: MessageEvent<Delivery>) => this.take(port, data);
  }

  /** Lets all ports go. */
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

  /** Gives a file's buffer back to the worker that filled it. */
  release(buffer: ArrayBuffer): void {
    this.origins.get(buffer)?.postMessage(buffer, [buffer]);
  }

  private take(port: MessagePort, { ticket, frame }: Delivery): void {
    for (const { content } of frame.images) this.origins.set(content.buffer, port);
    // A frame that was asked for twice, because a worker was lost, comes twice.
    this.waiting.get(ticket)?.(frame);
  }
}
