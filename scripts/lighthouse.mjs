#!/usr/bin/env node
// Lighthouse over the pages of a running site: four scores a page, and what keeps a score from full marks.
//   node scripts/lighthouse.mjs http://127.0.0.1:8080 [PATH …]
// Without paths: the home page, a search, and the server and tool that the search finds first.
// Ends with 1 where accessibility, best practices or SEO is under 100, performance under 98, or a layout shifts.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const VERSION = '12.8.2';
const RUNS = 3; // of performance the best counts: a busy machine can only make it worse
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'artifacts', 'lighthouse-' + VERSION);
const [base, ...given] = process.argv.slice(2);
if (!base || !/^https?:/.test(base)) {
  console.error('Usage: node scripts/lighthouse.mjs http://HOST:PORT [PATH …]');
  process.exit(2);
}
if (!existsSync(path.join(folder, 'node_modules', 'lighthouse'))) {
  console.error(`Installing lighthouse ${VERSION} …`);
  execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', 'lighthouse@' + VERSION], { stdio: ['ignore', 'ignore', 'inherit'] });
}
const load = name => import(pathToFileURL(path.join(folder, 'node_modules', name)));
const { default: lighthouse } = await load('lighthouse/core/index.js');
const { launch } = await load('chrome-launcher/dist/index.js');

const found = async () => {
  const answer = await (await fetch(new URL('/api/v1/search?q=remove&limit=1', base))).json();
  const tool = new URL(answer.items[0].url, base).pathname;
  return ['/', '/search?q=remove', tool.replace(/tools\/.*$/, ''), tool];
};
const chrome = await launch({
  chromePath: process.env.CATALOGUE_BROWSER ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failed = false;
try {
  for (const page of given.length > 0 ? given : await found()) {
    let best;
    for (let run = 0; run < RUNS && (best?.categories.performance.score ?? 0) < 1; run++) {
      const { lhr } = await lighthouse(new URL(page, base).href, { port: chrome.port, logLevel: 'error', output: 'json' });
      if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
      if (!best || lhr.categories.performance.score > best.categories.performance.score) best = lhr;
    }
    const score = id => Math.round(best.categories[id].score * 100);
    const shift = best.audits['cumulative-layout-shift'].numericValue;
    const bytes = best.audits['total-byte-weight'].numericValue;
    console.log(`${page}: accessibility ${score('accessibility')}, best practices ${score('best-practices')}, SEO ${score('seo')}, performance ${score('performance')}, layout shift ${shift.toFixed(3)}, ${(bytes / 1024).toFixed(1)} KB`);
    for (const id of ['accessibility', 'best-practices', 'seo']) {
      for (const { id: audit } of best.categories[id].auditRefs.filter(ref => ref.weight > 0 && best.audits[ref.id].score !== null && best.audits[ref.id].score < 1)) {
        console.log(`  ${id}: ${audit}: ${best.audits[audit].title} ${JSON.stringify(best.audits[audit].details?.items?.slice(0, 3) ?? [])}`);
      }
      failed ||= score(id) < 100;
    }
    failed ||= score('performance') < 98 || shift > 0;
  }
} finally {
  await chrome.kill();
}
process.exit(failed ? 1 : 0);
