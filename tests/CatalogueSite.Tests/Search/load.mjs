// Asks for searches at a steady rate, whatever the answers take, and prints one line of JSON about them.
// Usage: node load.mjs ROOT RATE SECONDS
import http from 'node:http';

const [root, rate, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const queries = ['get invoice', 'list', 'create cal', 'delete customer', 'refund', 'serach document', 'k8s', 'risk:critical', '"newest first"', 'upload image file', 'a', 'wallet transfer'];
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const times = [];
const statuses = {};
let retryAfter = 0;
let sent = 0;
let open = 0;

const ask = () => {
  const path = '/api/v1/search?q=' + encodeURIComponent(queries[sent++ % queries.length]);
  const started = performance.now();
  open++;
  const done = status => {
    open--;
    times.push(performance.now() - started);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  http.get(root + path, { agent }, answer => {
    if (answer.headers['retry-after']) retryAfter++;
    answer.on('data', () => {});
    answer.on('end', () => done(answer.statusCode));
    answer.on('error', () => done('broken'));
  }).on('error', () => done('refused'));
};

const began = performance.now();
const timer = setInterval(() => {
  const due = Math.min(rate * seconds, Math.floor((performance.now() - began) / 1000 * rate));
  while (sent < due) ask();
  if (performance.now() - began < seconds * 1000 || sent < rate * seconds) return;
  clearInterval(timer);
  const finish = setInterval(() => {
    if (open > 0 && performance.now() - began < seconds * 1000 + 15000) return;
    clearInterval(finish);
    times.sort((a, b) => a - b);
    const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    console.log(JSON.stringify({ sent, answered: times.length, statuses, retryAfter, p50: at(0.5), p99: at(0.99), max: at(1) }));
    process.exit(0);
  }, 20);
}, 2);
