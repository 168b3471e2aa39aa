// Usage: node server.js SOCKET TEMPLATE_FOLDER
//
// POST / {"template": "...", "data": {...}}  ->  200 {"pdf": base64, "anchors": [...], "outline": {...} or null}
//                                            or  422 {"code": "...", "message": "...", "missing": [...]}
//
// Renders one document at a time: typesetting is synchronous, so requests queue in the kernel. Ends when its standard
// input closes, so that it never outlives the process that started it.

import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

const largestRequest = 8 * 1024 * 1024;

// A template that imports a package from the network meets a closed door, whatever the machine's settings are.
for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
  process.env[name] = 'http://127.0.0.1:9';
}
for (const name of ['XDG_DATA_HOME', 'XDG_CACHE_HOME']) {
  process.env[name] = path.join(os.devNull, 'no-packages');
}

const { Press, TypesettingError } = await import('./press.js');

const [socket, folder] = process.argv.slice(2);
if (!socket || !folder) {
  console.error('usage: node server.js SOCKET TEMPLATE_FOLDER');
  process.exit(2);
}

const press = new Press(folder);
const server = http.createServer(async (request, response) => {
  try {
    const { template, data } = JSON.parse(await body(request));
    const { pdf, anchors, outline } = press.print(template, data);
    answer(response, 200, { pdf: pdf.toString('base64'), anchors, outline });
  } catch (error) {
    const code = error instanceof TypesettingError ? error.code : 'request-faulty';
    answer(response, 422, { code, message: error.message, missing: error.missing ?? [] });
  }
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
server.listen(socket, () => console.log('ready'));

async function body(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > largestRequest) throw new Error(`a request has at most ${largestRequest} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function answer(response, status, content) {
  const bytes = Buffer.from(JSON.stringify(content));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}
