/** A sender of signed requests over kept-alive connections, one request in flight on each; run as a child process. */
import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  readonly secret: string;
  readonly body: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** A delivery as it comes out of a tunnel: the headers of PHP's usual client and those that a tunnel adds. */
function requestBytes({ port, secret, body }: LoadOptions): Buffer {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = [
    'POST /hooks/backups HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'User-Agent: GuzzleHttp/7',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Accept: */*',
    'Accept-Encoding: gzip',
    'Content-Type: application/json',
    `SB-Signature: ${signature}`,
    'X-Forwarded-For: 203.0.113.7',
    'X-Forwarded-Host: hooks.example.com',
    'X-Forwarded-Proto: https',
  ];
  return Buffer.from([...headers, '', body].join('\r\n'));
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Sends one request after another until the end; resolves when the last answer is in. */
function sendUntil(end: number, options: LoadOptions, latencies: number[]): Promise<number> {
  const bytes = requestBytes(options);
  return new Promise((resolve, reject) => {
    let failures = 0;
    let sentAt = 0;
    let answer = '';
    const socket: Socket = connect(options.port, '127.0.0.1');
    const send = (): void => {
      sentAt = performance.now();
      answer = '';
      socket.write(bytes);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => resolve(failures));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (!answer.includes('\r\n\r\nOK\n')) {
        return;
      }
      const now = performance.now();
      latencies.push(now - sentAt);
      failures += answer.startsWith('HTTP/1.1 200 ') ? 0 : 1;
      if (now < end) {
        send();
      } else {
        socket.end();
      }
    });
  });
}

async function run(options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + options.milliseconds;
  const senders = Array.from({ length: options.connections }, () => sendUntil(end, options, latencies));
  const failures = (await Promise.all(senders)).reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    failures,
  };
}

process.on('message', (options: LoadOptions) => {
  void run(options).then((result) => process.send?.(result));
});
