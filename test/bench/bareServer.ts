/** What a handler does at the least: reads the body, checks the HMAC, gives the same answer. Run as a worker thread. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { answers } from '../../src/engine/capture/answers.ts';

const { port, secret } = workerData as { readonly port: number; readonly secret: string };

const headers = answers.stored.headers.flat();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const expected = createHmac('sha256', secret).update(Buffer.concat(chunks)).digest();
    const received = Buffer.from(String(request.headers['sb-signature']), 'hex');
    const valid = received.length === expected.length && timingSafeEqual(received, expected);
    response.writeHead(valid ? 200 : 401, headers);
    response.end(answers.stored.body);
  });
}).listen(port, '127.0.0.1', () => parentPort?.postMessage('listening'));
